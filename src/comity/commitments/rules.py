"""Who may bring commitments into the register, and publish a State's clusters (permission)."""

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
