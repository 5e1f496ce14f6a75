"""Comments: safeguarding reads those in confidence; a consulted body reads its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comity.assistance.domain.notes import CONSULTED_ROLES
from comity.assistance.models import StakeholderNote, SupportRequest
from comity.kernel.roles import Role
from comity.kernel.visibility import Level
from comity.web.assistance.kept import signed_in


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """The reader's own comments, and for safeguarding all those in confidence."""
    own = request.user.organisations(*CONSULTED_ROLES)
    visible = StakeholderNote.objects.visible_to(request.user).select_related("organisation", "request").order_by("-id")
    safeguards = Role.SAFEGUARDING in request.user.roles()
    restricted = visible.filter(level=Level.RESTRICTED) if safeguards else visible.none()
    mine = list(visible.filter(organisation__in=own))
    readable = SupportRequest.objects.visible_to(request.user).filter(pk__in={note.request_id for note in mine})
    codes = dict(readable.values_list("pk", "code"))
    context = {
        "safeguards": safeguards,
        "restricted": [{"note": note, "code": note.request.code, "url": ""} for note in restricted],
        "mine": [_line(note, codes) for note in mine],
    }
    return render(request, "requests/notes.html", context)


def _line(note: StakeholderNote, codes: dict[int, Any]) -> dict[str, Any]:
    """A request that is no longer shared with the body keeps its name to itself."""
    known = note.request_id in codes  # type: ignore[attr-defined]
    url = reverse("desk-request", args=[note.request_id]) if known else ""  # type: ignore[attr-defined]
    return {"note": note, "code": codes.get(note.request_id, ""), "url": url}  # type: ignore[attr-defined]
