"""One recommendation or pledge: what was said, by whom, to whom, where it stands, what it is tagged with."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.assistance.models import SupportRequest
from comity.assistance.reading import Reading, readings
from comity.commitments.facet_table import SOURCES
from comity.commitments.models import Recommendation
from comity.commitments.models.visibility import states_of
from comity.reference import tags
from comity.reference.models import State
from comity.reference.names import body_name, state_code, state_name
from comity.web.followup.public import published_on
from comity.web.tags.panel import panel

RTL = ("ar", "fa", "he", "ur")
SERIES = ("A/", "CRC/", "CEDAW/", "CCPR/", "CAT/", "CMW/", "CRPD/", "CED/", "CERD/", "E/")


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Recommendation.objects.visible_to(request.user)
    found = get_object_or_404(visible.select_related("imported_by", "tag_reading"), pk=pk)
    same_state = visible.filter(state=found.state)
    language = get_language() or "en"
    context = {
        "recommendation": found,
        "state": State.objects.filter(pk=found.state).first(),
        "text_direction": "rtl" if found.language in RTL else "ltr",
        "also": [_state(code, language) for code in found.also_states],
        "recommending": [_recommending(name, language) for name in found.recommending_states],
        "body": body_name(found.body),
        "serving": serving(pk, request.user),
        "published": published_on(found),
        "followed_up_by": states_of(request.user) & set(found.states) if request.user.is_authenticated else (),
        "tag_lists": tag_lists(found),
        "tags": panel(found, request.user),
        "source": SOURCES.get(found.source, found.source),
        "document": document_url(found.symbol),
        "permalink": settings.SITE_URL + request.path,
        "previous": same_state.filter(pk__lt=pk).order_by("-pk").values_list("pk", flat=True).first(),
        "next": same_state.filter(pk__gt=pk).order_by("pk").values_list("pk", flat=True).first(),
    }
    return render(request, "commitments/recommendation.html", context)


def _state(code: str, language: str) -> dict[str, str]:
    return {"name": state_name(code, language), "url": reverse("state", args=[code.lower()])}


def _recommending(name: str, language: str) -> str:
    code = state_code(name)
    return state_name(code, language) if code else name


def serving(pk: int, user: Any) -> list[Reading]:
    """Requests that serve this recommendation, as far as this reader may know that they do (rule R1)."""
    rows = SupportRequest.objects.visible_to(user).filter(commitments__recommendation=pk).distinct()
    return [row for row in readings(rows, user) if pk in _served(row)]


def _served(row: Reading) -> list[Any]:
    return [link["recommendation"] for link in row.content.get("commitments", ())]


def tag_lists(found: Recommendation) -> list[dict[str, Any]]:
    """The tags as imported; each opens the list of all that share its meaning."""
    lists = (
        (_("Themes"), "theme", found.themes, tags.theme_code),
        (_("Groups of persons"), "group", found.affected_persons, tags.group_code),
        (_("Sustainable Development Goals"), "sdg", found.sdgs, tags.sdg_codes),
        (_("Issues"), "issue", found.issues, tags.issue_code),
    )
    return [
        {"title": title, "tags": [_tag(raw, name, code) for raw in raws]} for title, name, raws, code in lists if raws
    ]


def _tag(raw: str, name: str, code: Callable[[str], str | None]) -> dict[str, str]:
    return {"label": raw, "url": reverse("recommendations") + "?" + urlencode({name: code(raw) or raw})}


def document_url(symbol: str) -> str:
    """Where the United Nations keeps the document; empty for what does not look like a symbol."""
    return f"https://docs.un.org/{symbol}" if symbol.startswith(SERIES) and " " not in symbol else ""
