"""Offers: a provider writes and clears, the State decides. Resolution 45/32, paragraph 8."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.assistance.domain.editing import editing_offer
from comity.assistance.domain.machines import OFFER, REQUEST
from comity.assistance.enums import RequestStatus
from comity.assistance.models import NeedItem, Offer, OfferItem, Pairing, SupportRequest
from comity.kernel import audit
from comity.kernel.deadlines import limit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Person, System, held, identity
from comity.kernel.transitions import Step, lock, transition
from comity.people.models import Organisation

FIELDS = frozenset({
    "title", "description", "modality", "is_new", "in_kind", "amount", "currency", "money_status", "conditions",
    "valid_until",
    "contact",
})  # fmt: skip


@transaction.atomic
def draft_offer(
    request: SupportRequest, *, provider: Organisation, by: Any, fields: Mapping[str, Any], needs: Mapping[int, str]
) -> Offer:
    """Write an offer on a request that reached the provider. ``needs``: need's primary key → what for it."""
    if not held([c for c in by.capacities() if c.organisation_id == provider.pk], PROVIDER_ROLES):
        raise NotEntitled(_("Only an officer of the organisation can write its offers."))
    fresh: SupportRequest = lock(REQUEST, request)
    if not SupportRequest.objects.circulated_to(by).filter(pk=fresh.pk).exists():
        raise NotEntitled(_("This request was not circulated to your organisation."))
    if fresh.status not in (RequestStatus.OPEN, RequestStatus.PLANNING):
        raise NotPossible(_("This request does not take offers at present."))
    offer = Offer(request=fresh, provider=provider, prepared_by_id=identity(by))
    _fill(offer, fields)
    offer.save()
    _answer_needs(offer, needs)
    capacity = next(c for c in by.capacities() if c.organisation_id == provider.pk and c.role in PROVIDER_ROLES)
    audit.append(by=capacity, action="offer.draft", subject_type="offer", subject=offer.pk, request=fresh.pk)
    return offer


def write_offer(
    offer: Offer,
    *,
    by: Person,
    fields: Mapping[str, Any],
    needs: Mapping[int, str] | None = None,
    expected: int | None = None,
) -> Offer:
    with editing_offer(offer, by=by, expected=expected) as fresh:
        _fill(fresh, fields)
        if needs is not None:
            fresh.items.all().delete()
            _answer_needs(fresh, needs)
    return fresh


def _fill(offer: Offer, fields: Mapping[str, Any]) -> None:
    if foreign := set(fields) - FIELDS:
        raise ValueError(f"Not fields of an offer: {', '.join(sorted(foreign))}.")
    for name, value in fields.items():
        setattr(offer, name, value)
    if offer.amount is not None and not offer.money_status:
        raise Incomplete(_("Say whether the money is a pledge or a commitment."))


def _answer_needs(offer: Offer, needs: Mapping[int, str]) -> None:
    known = set(NeedItem.objects.filter(request=offer.request_id, pk__in=needs).values_list("pk", flat=True))
    if known != set(needs):
        raise NotPossible(_("An offer answers needs of its own request only."))
    OfferItem.objects.bulk_create(
        OfferItem(offer=offer, need_id=need, contribution=text) for need, text in needs.items()
    )


def clear_offer(offer: Offer, *, by: Person, expected: int | None = None) -> Step:
    return transition(OFFER, offer, "clear", by=by, expected=expected)


def submit_offer(offer: Offer, *, by: Person, expected: int | None = None) -> Step:
    return transition(OFFER, offer, "submit", by=by, expected=expected)


def consider_offer(offer: Offer, *, by: Person, expected: int | None = None) -> Step:
    return transition(OFFER, offer, "consider", by=by, expected=expected)


def withdraw_offer(offer: Offer, *, by: Person, expected: int | None = None, reason: str = "") -> Step:
    return transition(OFFER, offer, "withdraw", by=by, expected=expected, reason=reason)


def decline_offer(offer: Offer, *, by: Person, expected: int | None = None, reason: str = "") -> Step:
    """The State declines. Its reason is optional and stays between the two sides."""
    step = transition(OFFER, offer, "decline", by=by, expected=expected, reason=reason)
    if step.changed:
        step.record.items.update(accepted=False)
    return step


@transaction.atomic
def accept_offer(
    offer: Offer, *, by: Person, needs: Sequence[int] | None = None, expected: int | None = None, reason: str = ""
) -> Step:
    """Accept the offer for all its needs, or for those in ``needs`` only; each accepted need makes a pairing.

    A pairing returns after twelve months (limit ``progress_pairing``).
    """
    items = list(offer.items.values_list("need", flat=True))
    chosen = set(items if needs is None else needs)
    if not chosen or not chosen <= set(items):
        raise Incomplete(_("Choose at least one need of the offer; to accept none is to decline."))
    name = "accept" if chosen == set(items) else "accept_in_part"
    step = transition(OFFER, offer, name, by=by, expected=expected, reason=reason)
    if step.changed:
        pair(step.record, chosen)
    return step


def pair(offer: Offer, needs: Iterable[int]) -> None:
    review = timezone.localdate() + timedelta(days=limit("progress_pairing").days)
    chosen = set(needs)
    for item in offer.items.all():
        item.accepted = item.need_id in chosen
        item.save(update_fields=["accepted"])
        if item.accepted:
            Pairing.objects.create(offer=offer, need_id=item.need_id, review_on=review)


@transaction.atomic
def declare_covered(need: NeedItem, *, covered: bool, by: Person) -> NeedItem:
    """The State says that a need is covered, or that it is not after all; everything else about coverage is derived."""
    request: SupportRequest = lock(REQUEST, need.request)
    capacity = next(
        (c for c in held(by.capacities(), STATE_ROLES) if c.state == request.state_id and c.role == "SF"), None
    )
    if capacity is None:
        raise NotEntitled(_("Only a focal point of the State can say that a need is covered."))
    if covered and not need.pairings.exists():
        raise NotPossible(_("No offer for this need has been accepted yet."))
    need.covered = covered
    need.save(update_fields=["covered"])
    audit.append(by=capacity, action="need.cover", subject_type="need", subject=need.pk, covered=covered)
    return need


def expire_offers(by: System) -> int:
    """Expire the offers whose last day has passed; run by ``comity periodic``."""
    late = Offer.objects.filter(status__in=["submitted", "under_consideration"], valid_until__lt=timezone.localdate())
    return sum(transition(OFFER, offer, "expire", by=by).changed for offer in late)
