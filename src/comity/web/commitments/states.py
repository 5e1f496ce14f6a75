"""States: the list, in the reader's alphabet and never ranked, and one page a State."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.assistance.queries import RequestRegister
from comity.commitments.clusters import is_published
from comity.reference.folding import plain
from comity.reference.models import State
from comity.reference.queries import alphabetical
from comity.web.commitments.atlas import listed_states
from comity.web.commitments.portrait import doors, education_treaties, picture
from comity.web.followup.public import published_by

REQUESTS = 5


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All States by name; ``?by=group`` shows them by regional group, ``?by=letter`` is the default."""
    states = alphabetical(listed_states())
    by_group = request.GET.get("by") == "group"
    context = {
        "by_group": by_group,
        "total": sum(not state.fictional for state in states),
        "fictional": sum(state.fictional for state in states),
        "parts": _by_group(states) if by_group else _by_letter(states),
    }
    return render(request, "commitments/states.html", context)


def _by_letter(states: list[State]) -> list[tuple[str, list[State]]]:
    if get_language() == "zh":  # names have no first letter
        return [("", states)]
    return [(letter, list(found)) for letter, found in groupby(states, key=_first_letter)]


def _first_letter(state: State) -> str:
    return plain(state.name)[:1].upper()


def _by_group(states: list[State]) -> list[tuple[str, list[State]]]:
    labelled = sorted(
        states, key=lambda state: (state.get_regional_group_display() == "", state.get_regional_group_display())
    )
    grouped = groupby(labelled, key=lambda state: state.get_regional_group_display())
    return [(str(label) or _("In no regional group"), list(found)) for label, found in grouped]


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Names and groups, recommendations as doors and as a picture, treaties on education, public requests."""
    state = get_object_or_404(State, code=code.upper())
    language = get_language() or "en"
    register = RequestRegister({"state": [state.code]}, request.user, language)
    treaties = education_treaties(state)
    context = {
        "state": state,
        "groups": state.memberships.all(),
        "doors": doors(state, request.user, language),
        "chart": picture(state, request.user, language),
        "treaties": treaties,
        "known": any(treaty["status"] for treaty in treaties),
        "readings": register.page(1, REQUESTS),
        "requests": register.total,
        "published": published_by(state.code),
        "has_clusters": is_published(state.code),
    }
    return render(request, "commitments/state.html", context)
