"""For which States a person does follow-up. Fail-closed: nobody, unless a preparer or focal point of today."""

from collections.abc import Collection
from typing import Any

from comity.kernel.roles import Role


def states_of(user: Any) -> Collection[str]:
    """Codes of the States whose working material on follow-up ``user`` reads; empty for everybody else."""
    if not getattr(user, "is_authenticated", False):
        return ()
    found: frozenset[str] = user.states(Role.STATE_PREPARER, Role.STATE_FOCAL_POINT)
    return found
