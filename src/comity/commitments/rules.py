"""Who may bring commitments into the register, publish a State's clusters, and decide on tags (permission)."""

from collections.abc import Collection, Iterable
from typing import Any

from comity.kernel.roles import STATE_ROLES, Capacity, Person, Role, held

IMPORTERS = (
    Role.STATE_FOCAL_POINT,
    Role.STATE_PREPARER,
    Role.COORDINATOR,
    Role.DATA_STEWARD,
    Role.ADMINISTRATOR,
    "system",
)


def importing_capacity(by: Person) -> Capacity | None:
    """The capacity in which ``by`` may import public documents, or None."""
    return next(iter(held(by.capacities(), IMPORTERS)), None)


def may_publish_clusters(user: Any, state: str) -> bool:
    """For the button; the verb asks again."""
    return state in user.states(Role.STATE_FOCAL_POINT)


def worklist_capacity(by: Person, state: str) -> Capacity | None:
    """The capacity in which ``by`` sends and takes worklists on recommendations to ``state``, or None."""
    return next((one for one in held(by.capacities(), STATE_ROLES) if one.state == state), None)


def worklist_states(by: Person) -> frozenset[str]:
    """Codes of the States whose worklists ``by`` sends and takes."""
    return frozenset(one.state for one in held(by.capacities(), STATE_ROLES) if one.state)


FOR_ALL_STATES = (Role.COORDINATOR, Role.DATA_STEWARD)


def tagging_capacity(by: Person, addressed: Iterable[Collection[str]]) -> Capacity | None:
    """The capacity in which ``by`` may decide on tags, or None; ``addressed``: the States of each recommendation.

    A State's own people decide on what is addressed to it, the coordinator and data stewards on everything.
    """
    capacities = by.capacities()
    if for_all := held(capacities, FOR_ALL_STATES):
        return for_all[0]
    own = {capacity.state: capacity for capacity in held(capacities, STATE_ROLES) if capacity.state}
    found = None
    for states in addressed:
        found = next((own[state] for state in states if state in own), None)
        if found is None:
            break
    return found


def tagged_states(user: Any) -> set[str] | None:
    """Codes of the States on whose recommendations ``user`` may decide; None for all States."""
    if not getattr(user, "is_authenticated", False):
        return set()
    if held(user.capacities(), FOR_ALL_STATES):
        return None
    return {capacity.state for capacity in held(user.capacities(), STATE_ROLES) if capacity.state}
