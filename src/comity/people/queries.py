"""Named questions about people and organisations."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from comity.kernel.roles import Role
from comity.people.models import Membership, Organisation


def user_ids(roles: Iterable[str], *, states: Iterable[str] = (), organisations: Iterable[int] = ()) -> set[int]:
    """People who today hold one of ``roles`` for one of the States or organisations (any, where none is given)."""
    rows = Membership.objects.valid_on(timezone.localdate()).filter(role__in=list(roles), user__is_active=True)
    if states := list(states):
        rows = rows.filter(organisation__state__in=states)
    if organisations := list(organisations):
        rows = rows.filter(organisation__in=organisations)
    return set(rows.values_list("user_id", flat=True))


def providers() -> QuerySet[Organisation]:
    """Organisations that have an officer or a clearer and so can answer a request."""
    valid = Membership.objects.valid_on(timezone.localdate())
    able = valid.filter(role__in=[Role.PROVIDER_OFFICER, Role.PROVIDER_CLEARER])
    return Organisation.objects.filter(pk__in=able.values("organisation"))
