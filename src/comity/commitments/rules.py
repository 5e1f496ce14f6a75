"""Who may bring commitments into the register, and publish a State's clusters (permission)."""

from typing import Any

from comity.kernel.roles import Capacity, Person, Role, held

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
