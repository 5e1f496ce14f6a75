"""Whose clusters a page is about, and where its trail leads."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.commitments.models.visibility import states_of
from comity.reference.models import State


def own_states(user: Any) -> list[State]:
    return list(State.objects.filter(pk__in=states_of(user)).order_by("pk"))


def chosen_state(request: HttpRequest) -> tuple[State, list[State]]:
    """The State that the address or the form names, else the person's first one.

    Nobody else's: a form for a State that is not the person's does nothing, least of all to their own.
    """
    states = own_states(request.user)
    asked = request.POST.get("state") or request.GET.get("state", "")
    fitting = [one for one in states if asked in ("", one.pk)]
    if not fitting:
        raise Http404
    return fitting[0], states


def address_of(state: State, states: list[State], name: str = "clusters") -> str:
    """The desk's page for the State; its code is in the address only where the person has several."""
    query = f"?state={state.pk}" if len(states) > 1 else ""
    return reverse(name) + query


def trail(state: State, *, own: bool, here: str) -> list[dict[str, str]]:
    if not own:
        return [
            {"label": state.name, "url": reverse("state", args=[state.pk.lower()])},
            {"label": _("Clusters"), "url": reverse("state-clusters", args=[state.pk.lower()])},
            {"label": here, "url": ""},
        ]
    return [
        {"label": _("My desk"), "url": reverse("desk")},
        {"label": _("Clusters"), "url": f"{reverse('clusters')}?state={state.pk}"},
        {"label": here, "url": ""},
    ]
