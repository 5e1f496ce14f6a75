"""The agreed plan on the page of its request, as far as the State lets everybody read it."""

from typing import Any

from comity.assistance.enums import PlanStatus
from comity.assistance.reading import Reading
from comity.assistance.rules_cooperation import public_plan
from comity.web.cooperation.needs import needs_in
from comity.web.cooperation.plan_showing import component_rows, plan_rows, provider_name


def plan_shown(found: Reading) -> dict[str, Any] | None:
    """Rows of the public plan and of its components; None where the State has not published it."""
    content = public_plan(found.request)
    if content is None:
        return None
    needs = needs_in(found)
    return {
        "number": content["number"],
        "hash": content["hash"][:8],
        "status": content["status"],
        "label": PlanStatus(content["status"]).label,
        "rows": plan_rows(content),
        "components": [
            {"title": part["title"], "provider": provider_name(part), "rows": component_rows(part, needs)}
            for part in content["components"]
        ],
    }
