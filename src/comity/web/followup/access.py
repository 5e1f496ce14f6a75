"""From an address to the State whose follow-up the reader may see; for everybody else there is no such page."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.commitments.models import ImplementationAction, Recommendation, StatusEntry
from comity.commitments.models.visibility import states_of
from comity.reference.models import State
from comity.reference.queries import alphabetical
from comity.web.cooperation.trails import Step, trail


def own_states(request: HttpRequest) -> list[State]:
    """The States whose people the reader is among, by name; 404 where there is none."""
    found = alphabetical(State.objects.filter(pk__in=states_of(request.user)))
    if not found:
        raise Http404
    return found


def chosen_state(request: HttpRequest) -> State:
    """The State that ``?state=`` names among the reader's own, else the first of them."""
    own = own_states(request)
    asked = request.GET.get("state", "").upper()
    return next((state for state in own if state.pk == asked), own[0])


def own_recommendation(request: HttpRequest, pk: int) -> tuple[Recommendation, State]:
    """A recommendation that concerns one of the reader's States, and that State; 404 for everything else."""
    found = get_object_or_404(Recommendation.objects.visible_to(request.user), pk=pk)
    own = [state for state in own_states(request) if state.pk in found.states]
    if not own:
        raise Http404
    asked = request.GET.get("state", "").upper()
    return found, next((state for state in own if state.pk == asked), own[0])


def own_action(request: HttpRequest, pk: int) -> ImplementationAction:
    rows = ImplementationAction.objects.visible_to(request.user).select_related("state", "lead")
    return get_object_or_404(rows, pk=pk)


def own_entry(request: HttpRequest, pk: int) -> StatusEntry:
    """An entry of the reader's own State: what others published is read elsewhere."""
    rows = StatusEntry.objects.filter(state__in=states_of(request.user)).select_related("recommendation", "state")
    return get_object_or_404(rows, pk=pk)


def board_url(state: str, **params: Any) -> str:
    return f"{reverse('followup')}?{urlencode({'state': state, **params}, doseq=True)}"


def board_step(state: State) -> Step:
    return {"label": _("Follow-up"), "url": board_url(state.pk)}


def recommendation_step(found: Recommendation, state: State) -> Step:
    return {"label": name_of(found), "url": followup_url(found, state)}


def followup_url(found: Recommendation, state: State) -> str:
    """The desk's page on a recommendation; the State is in the address only where it is not the first one."""
    address = reverse("followup-recommendation", args=[found.pk])
    return address if state.pk == found.state else f"{address}?state={state.pk}"


def name_of(found: Recommendation) -> str:
    """A recommendation in a few words: document and paragraph."""
    place = f" § {found.paragraph}" if found.paragraph else ""
    return f"{found.symbol}{place}" if found.symbol else _("Recommendation %(number)s") % {"number": found.pk}


def followup_trail(state: State, *steps: Step | str) -> list[Step]:
    return trail(board_step(state), *steps)
