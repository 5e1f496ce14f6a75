"""A recommendation on its State's desk: where it stands and since when, on what evidence, and what is planned."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.commitments.domain.followup_actions import link_recommendations
from comity.commitments.domain.followup_people import may_publish
from comity.commitments.followup import actions_of, history, latest, report_text
from comity.commitments.models import ImplementationAction, Recommendation, StatusEntry
from comity.kernel.errors import ActError
from comity.reference.models import State
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in
from comity.web.followup.access import followup_trail, followup_url, name_of, own_recommendation
from comity.web.followup.status import GET_AND_POST, status_url


@require_http_methods(GET_AND_POST)
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows; POST links an action of the State that is there already."""
    found, state = own_recommendation(request, pk)
    if request.method == "POST":
        _link(request, found)
        return redirect(followup_url(found, state))
    entries = history(found, user=request.user, state=state.pk)
    standing = latest([pk], user=request.user, state=state.pk).get(pk)
    actions = actions_of(found, user=request.user, state=state.pk)
    context = {
        "recommendation": found, "state": state, "name": name_of(found), "standing": standing, "actions": actions,
        "history": [_entry(entry, standing, request.user) for entry in entries],
        "public": next((entry for entry in entries if entry.is_public), None),
        "linkable": _linkable(request.user, state, actions), "assess_url": status_url(found, state),
        "may_publish": may_publish(state.pk, request.user), "trail": followup_trail(state, name_of(found)),
        "report": report_text(found, user=request.user, state=state.pk),
    }  # fmt: skip
    return render(request, "followup/recommendation.html", context)


def _entry(entry: StatusEntry, standing: StatusEntry | None, user: Any) -> dict[str, Any]:
    corrected = hasattr(entry, "corrected_by")
    return {
        "entry": entry, "corrected": corrected, "stands": standing is not None and entry.pk == standing.pk,
        "mine": entry.by_id == user.pk,
    }  # fmt: skip


def _linkable(user: Any, state: State, linked: list[ImplementationAction]) -> list[ImplementationAction]:
    rows = ImplementationAction.objects.visible_to(user).filter(state=state).going_on()
    return list(rows.exclude(pk__in=[action.pk for action in linked]).order_by("code"))


def _link(request: HttpRequest, found: Recommendation) -> None:
    number = number_in(request.POST.get("action", ""))
    action = ImplementationAction.objects.visible_to(request.user).filter(pk=number).first()
    if action is None:
        messages.warning(request, _("Choose an action of the list."))
        return
    try:
        link_recommendations(action, add=[found.pk], by=request.user)
    except ActError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Linked to %(code)s.") % {"code": action.code})
