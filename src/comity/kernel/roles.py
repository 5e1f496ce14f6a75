"""The sixteen roles of the system and the capacity in which a person acts.

Source: the table of actors and roles that implements resolution 45/32, paragraphs 2, 5, 8, 9, 10 and 13. The public is
not a role: it is the absence of one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    STATE_PREPARER = "SP", _("State preparer")
    STATE_FOCAL_POINT = "SF", _("State focal point")
    PROVIDER_OFFICER = "PA", _("Provider officer")
    PROVIDER_CLEARER = "PC", _("Provider clearer")
    COORDINATOR = "CO", _("Coordinator")
    FUND_SECRETARY = "FS", _("Fund secretary")
    TRUSTEE = "BT", _("Trustee")
    EDITOR = "RE", _("Report and panel editor")
    NHRI = "NH", _("National human rights institution")
    CIVIL_SOCIETY = "CS", _("Civil society")
    ACADEMIA_BUSINESS = "AC", _("Academia or business")
    MECHANISM_STAFF = "SPH", _("Special procedures and treaty body staff")
    FACILITATOR = "CF", _("Child-participation facilitator")
    SAFEGUARDING = "SO", _("Safeguarding officer")
    DATA_STEWARD = "DS", _("Data steward")
    ADMINISTRATOR = "AD", _("System administrator")


STATE_ROLES = frozenset({Role.STATE_PREPARER, Role.STATE_FOCAL_POINT})
PROVIDER_ROLES = frozenset({Role.PROVIDER_OFFICER, Role.PROVIDER_CLEARER})


@dataclass(frozen=True)
class Capacity:
    """One person acting in one role for one organisation; ``state`` is an ISO 3166 alpha-3 code or empty."""

    user_id: int | None
    role: str
    organisation_id: int | None = None
    organisation_type: str = ""
    state: str = ""
    label: str = ""

    @property
    def body(self) -> int:
        """The organisation acted for; an error where the act needs one and the capacity has none."""
        if self.organisation_id is None:
            raise ValueError(f"The role {self.role} acts for no organisation here.")
        return self.organisation_id


class Person(Protocol):
    """Whoever acts: a signed-in user, or the system itself."""

    @property
    def pk(self) -> int | None: ...

    def capacities(self) -> Sequence[Capacity]:
        """The capacities that are valid today."""
        ...


@dataclass(frozen=True)
class System:
    """The system acting by itself, on a rule that ``task`` names (a deadline that passed, a receipt)."""

    task: str
    pk: None = None

    def capacities(self) -> Sequence[Capacity]:
        return (Capacity(user_id=None, role="system", label=self.task),)


def held(capacities: Iterable[Capacity], roles: Iterable[str]) -> list[Capacity]:
    """Those of ``capacities`` that are in one of ``roles``."""
    wanted = set(roles)
    return [capacity for capacity in capacities if capacity.role in wanted]


def identity(by: Person) -> int:
    """Primary key of the signed-in user who acts; ValueError for the system, which signs nothing."""
    if by.pk is None:
        raise ValueError("This act is signed by a person; the system cannot do it.")
    return by.pk
