"""States: the list and one page a State."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from comity.reference.files import read
from comity.reference.names import is_state, state_name


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    language = get_language() or "en"
    states = [
        {"code": record["code"], "name": state_name(record["code"], language)} for record in read("states")["states"]
    ]
    return render(request, "commitments/states.html", {"states": sorted(states, key=lambda state: state["name"])})


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    if not is_state(code.upper()):
        raise Http404
    return render(request, "commitments/state.html", {"name": state_name(code.upper(), get_language() or "en")})
