"""The needs of a request in the State's own order, and the commitments that it serves."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from comity.assistance.domain.completeness import MOST_NEEDS
from comity.assistance.domain.editing import editing_request
from comity.assistance.models import CommitmentLink, NeedItem, SupportRequest
from comity.kernel.errors import NotPossible
from comity.kernel.roles import Person

ABOVE = 1000  # numbers that no need has, to pass through while two needs change places


def add_need(request: SupportRequest, need: NeedItem, *, by: Person, expected: int | None = None) -> NeedItem:
    """Put a new need at the end of the State's order; at most ten."""
    with editing_request(request, by=by, expected=expected) as fresh:
        ranks = list(fresh.needs.values_list("rank", flat=True))
        if len(ranks) >= MOST_NEEDS:
            raise NotPossible(_("A request has at most ten needs."))
        need.request, need.rank = fresh, max(ranks, default=0) + 1
        need.save()
    return need


def order_needs(
    request: SupportRequest, *, order: Sequence[int], by: Person, expected: int | None = None
) -> SupportRequest:
    """Number the needs 1, 2, 3 … in ``order`` (primary keys, each need of the request once)."""
    with editing_request(request, by=by, expected=expected) as fresh:
        _number(fresh, order)
    return fresh


def remove_need(request: SupportRequest, *, need: int, by: Person, expected: int | None = None) -> SupportRequest:
    """Take a need out and close the gap in the order."""
    with editing_request(request, by=by, expected=expected) as fresh:
        fresh.needs.filter(pk=need).delete()
        _number(fresh, list(fresh.needs.values_list("pk", flat=True)))
    return fresh


def _number(request: SupportRequest, order: Sequence[int]) -> None:
    rows = {need.pk: need for need in request.needs.all()}
    if sorted(rows) != sorted(order):
        raise NotPossible(_("Every need of the request has one place in the order."))
    for start in (ABOVE, 1):
        for place, pk in enumerate(order, start=start):
            rows[pk].rank = place
            rows[pk].save(update_fields=["rank"])


def serve_commitments(
    request: SupportRequest, *, add: Iterable[CommitmentLink], remove: Iterable[int], by: Person,
    expected: int | None = None,
) -> SupportRequest:  # fmt: skip
    """Link commitments that the request serves, and unlink others. The commitments themselves stay untouched (R16)."""
    with editing_request(request, by=by, expected=expected) as fresh:
        fresh.commitments.filter(pk__in=list(remove)).delete()
        known = {(link.kind, link.recommendation_id, link.reference_code) for link in fresh.commitments.all()}
        for link in add:
            if (link.kind, link.recommendation_id, link.reference_code) not in known:
                link.request = fresh
                link.save()
    return fresh
