"""What every page knows: language and direction, the rooms of the house, the same page in other languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.web.addresses import address

NAMES = {"ar": "العربية", "en": "English", "es": "Español", "fr": "Français", "ru": "Русский", "zh": "中文"}


def site(request: HttpRequest) -> dict[str, Any]:
    """Variables for ``base.html``; ``csp_nonce`` is the name under which django-htmx looks for the nonce."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "demo": settings.DEMO,
        "rooms": _rooms(request),
        "tongues": tongues(request, language),
    }


def tongues(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The six languages, each by its own name, with the address of this very page in it."""
    here = request.get_full_path() if request.method == "GET" else request.path
    return [
        {
            "code": code,
            "name": name,
            "url": translate_url(here, code),
            "current": code == current,
            "direction": "rtl" if code in settings.LANGUAGES_BIDI else "ltr",
        }
        for code, name in NAMES.items()
    ]


def _rooms(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    rooms = [
        ("recommendations", _("Recommendations")),
        ("states", _("States")),
        ("requests", _("Requests")),
        ("about", _("About")),
    ]
    if user is not None and user.is_authenticated:
        rooms.insert(0, ("desk", _("My desk")))
    return [room for name, label in rooms if (room := _room(request, name, label))]


def _room(request: HttpRequest, name: str, label: str) -> dict[str, Any] | None:
    url = address(name)
    if not url:
        return None
    return {"url": url, "label": label, "here": request.path == url, "inside": request.path.startswith(url)}
