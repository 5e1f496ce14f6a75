"""The time limits in force: how many days, for what, and whose turn it is meanwhile (rules R9, R19)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.assistance.domain.machines import PLAN, REQUEST
from comity.assistance.turns import PLAN_LIMITS, REQUEST_LIMITS
from comity.commitments.domain.followup_machine import PEOPLE
from comity.kernel.deadlines import DEFAULTS, limits
from comity.kernel.roles import Role
from comity.web.cooperation.trails import trail

BOTH = (Role.STATE_FOCAL_POINT, Role.PROVIDER_CLEARER)
OF_FOLLOW_UP = "followup_"  # the lead institution of an action, which is the State's


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    defaults = {default.name: default.days for default in DEFAULTS}
    rows = [
        {"limit": rule, "changed": rule.days != defaults[name], "default": defaults[name], "turn": holders(name)}
        for name, rule in limits().items()
    ]
    return render(request, "administration/limits.html", {"rows": rows, "trail": trail(_("Time limits"))})


def holders(name: str) -> list[str]:
    """The roles whose turn it is while the limit runs, in words."""
    if name.startswith(OF_FOLLOW_UP):
        return [str(Role(role).label) for role in PEOPLE]
    roles: list[Any] = [
        role for state, limit in REQUEST_LIMITS.items() if limit == name for role in REQUEST.turn[state]
    ]
    roles += [role for state, limit in PLAN_LIMITS.items() if limit == name for role in PLAN.turn[state]]
    return [str(Role(role).label) for role in dict.fromkeys(roles or BOTH)]
