"""The rooms of the workspace that a person's roles open, for menus."""

from typing import Any

from django.utils.translation import gettext as _

from comity.assistance.audit_trail import may_read_audit
from comity.commitments.rules import importing_capacity
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Role
from comity.web.addresses import address

CONCERNED = STATE_ROLES | PROVIDER_ROLES | {Role.COORDINATOR}


def places(user: Any) -> list[dict[str, str]]:
    """Label and address of each room, in the order of the cycle; rooms that this installation lacks are left out."""
    roles = user.roles()
    concerned = bool(CONCERNED & roles)
    wanted = [
        (concerned, "offers", _("Offers")),
        (concerned, "pairings", _("Pairings")),
        (concerned, "plans", _("Plans")),
        (bool(roles), "organisation", _("Your organisation")),
        (importing_capacity(user) is not None, "imports", _("Imports")),
        (may_read_audit(user), "audit", _("Audit")),
        (Role.ADMINISTRATOR in roles, "organisations", _("Organisations")),
        (Role.ADMINISTRATOR in roles, "users", _("Accounts")),
        (bool(roles), "limits", _("Time limits")),
    ]
    return [{"label": label, "url": url} for open_, name, label in wanted if open_ and (url := address(name))]
