"""The sign-ins that the demonstration's sign-in page lists: one a role, and the same again for the second State.

Read from the content, not from the database: the page costs no query, and lists nobody of a real installation.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from comity.demo.content import load
from comity.kernel.roles import Role

PASSWORD = "comity-demonstration"  # noqa: S105 - shown to everybody, on purpose


def demo_sign_ins(language: str = "en") -> list[dict[str, str]]:
    """Rows of role, role_label, title (the function), organisation and email, in the order of roles."""
    names = {record["code"]: record["names"] for record in load("organisations")}
    rows = [person for person in load("people") if person["on_sign_in_page"]]
    order = list(Role.values)
    return [
        {
            "role": person["role"],
            "role_label": str(Role(person["role"]).label),
            "title": person["title"],
            "organisation": names[person["organisation"]].get(language) or names[person["organisation"]]["en"],
            "email": person["email"],
        }
        for person in sorted(rows, key=lambda person: order.index(person["role"]))
    ]


def on_sign_in_page(request: HttpRequest) -> dict[str, Any]:
    """Template variables ``demo_sign_ins`` and ``demo_password``; nothing where this is no demonstration."""
    if not settings.DEMO or not request.path.endswith("/account/login/"):
        return {}
    return {"demo_sign_ins": demo_sign_ins((get_language() or "en")[:2]), "demo_password": PASSWORD}
