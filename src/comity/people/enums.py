"""Kinds of organisation and which roles a person may hold in each."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from comity.kernel.roles import Role


class OrganisationType(TextChoices):
    STATE_AGENCY = "state-agency", _("State agency or ministry")
    STATE_MISSION = "state-mission", _("Permanent mission or focal point's office")
    UN_COORDINATOR = "un-coordinator", _("United Nations coordinator of technical cooperation")
    UN_ENTITY = "un-entity", _("United Nations entity")
    UN_COUNTRY_TEAM = "unct", _("United Nations country team")
    REGIONAL = "regional", _("Regional organisation")
    NHRI = "nhri", _("National human rights institution")
    CIVIL_SOCIETY = "cso", _("Civil-society organisation")
    ACADEMIA = "academia", _("Academic institution")
    BUSINESS = "business", _("Business")
    FOUNDATION = "foundation", _("Foundation")


_STATE = frozenset(
    {Role.STATE_PREPARER, Role.STATE_FOCAL_POINT, Role.PROVIDER_OFFICER, Role.PROVIDER_CLEARER, Role.DATA_STEWARD}
)
_PROVIDER = frozenset(
    {Role.PROVIDER_OFFICER, Role.PROVIDER_CLEARER, Role.FACILITATOR, Role.SAFEGUARDING, Role.DATA_STEWARD}
)
_UNITED_NATIONS = _PROVIDER | {Role.FUND_SECRETARY, Role.TRUSTEE, Role.EDITOR, Role.MECHANISM_STAFF}

ROLES_BY_TYPE: dict[str, frozenset[Role]] = {
    OrganisationType.STATE_AGENCY: _STATE,
    OrganisationType.STATE_MISSION: _STATE,
    OrganisationType.UN_COORDINATOR: _UNITED_NATIONS | {Role.COORDINATOR, Role.ADMINISTRATOR},
    OrganisationType.UN_ENTITY: _UNITED_NATIONS,
    OrganisationType.UN_COUNTRY_TEAM: _UNITED_NATIONS,
    OrganisationType.REGIONAL: _PROVIDER,
    OrganisationType.NHRI: frozenset({Role.NHRI, Role.FACILITATOR, Role.SAFEGUARDING}),
    OrganisationType.CIVIL_SOCIETY: _PROVIDER | {Role.CIVIL_SOCIETY},
    OrganisationType.ACADEMIA: _PROVIDER | {Role.ACADEMIA_BUSINESS},
    OrganisationType.BUSINESS: _PROVIDER | {Role.ACADEMIA_BUSINESS},
    OrganisationType.FOUNDATION: _PROVIDER | {Role.ACADEMIA_BUSINESS},
}
