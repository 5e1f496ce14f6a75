"""Who may do what in follow-up (permission). Preparers and focal points write; a focal point alone publishes."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from comity.commitments.models import Recommendation
from comity.kernel.errors import NotEntitled, NotPossible
from comity.kernel.roles import STATE_ROLES, Capacity, Person, Role, held

FOCAL_POINT = (Role.STATE_FOCAL_POINT,)


def writing_capacity(state: str, by: Person) -> Capacity:
    """The capacity in which ``by`` writes on follow-up for the State; NotEntitled where there is none."""
    for capacity in held(by.capacities(), STATE_ROLES):
        if capacity.state == state:
            return capacity
    raise NotEntitled(_("Only this State's own people can write on its follow-up."))


def publishing_capacity(state: str, by: Person) -> Capacity:
    """The capacity in which ``by`` decides what the public reads; NotEntitled for everybody but focal points."""
    for capacity in held(by.capacities(), FOCAL_POINT):
        if capacity.state == state:
            return capacity
    raise NotEntitled(_("Only a focal point of the State decides what of its follow-up is public."))


def may_write(state: str, user: Person) -> bool:
    return any(capacity.state == state for capacity in held(user.capacities(), STATE_ROLES))


def may_publish(state: str, user: Person) -> bool:
    return any(capacity.state == state for capacity in held(user.capacities(), FOCAL_POINT))


def addressed(numbers: Iterable[int], state: str, *, lock: bool = False) -> list[Recommendation]:
    """The recommendations and pledges with these numbers, in the order of their numbers; NotPossible for foreign ones.

    ``lock``: hold the rows until the transaction ends, so that two people cannot assess the same one at once.
    """
    wanted = set(numbers)
    rows = Recommendation.objects.filter(pk__in=wanted).order_by("pk")
    found = list(rows.select_for_update() if lock else rows)
    if len(found) != len(wanted) or any(state not in row.states for row in found):
        raise NotPossible(_("A State follows up the recommendations that are addressed to it, and its own pledges."))
    return found
