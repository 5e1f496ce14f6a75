"""The focal point lets the public read assessments, or takes one back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comity.commitments.domain.followup_people import may_publish
from comity.commitments.domain.followup_publication import publish_statuses, unpublish_status
from comity.commitments.followup import latest
from comity.commitments.models import StatusEntry
from comity.kernel.errors import ActError, Outdated
from comity.web.assistance.kept import signed_in
from comity.web.cooperation.acts import status_of
from comity.web.followup.access import board_url, chosen_state, followup_trail, followup_url, own_entry
from comity.web.followup.status import GET_AND_POST, ticked


@require_http_methods(GET_AND_POST)
@signed_in
def publish(request: HttpRequest) -> HttpResponse:
    """What stands of the recommendations named by ``r``: shown first, published on confirmation."""
    state = chosen_state(request)
    chosen = ticked(request, state)
    standing = latest([one.pk for one in chosen], user=request.user, state=state.pk)
    shown = [standing[one.pk] for one in chosen if one.pk in standing]
    back = followup_url(chosen[0], state) if len(chosen) == 1 else board_url(state.pk)
    if not may_publish(state.pk, request.user):
        messages.warning(request, _("Only a focal point of the State decides what of its follow-up is public."))
        return redirect(back)
    if not shown:
        messages.warning(request, _("There is no assessment to publish yet."))
        return redirect(back)
    refusal = None
    if request.method == "POST":
        agreed = [entry for entry in shown if str(entry.pk) in request.POST.getlist("entry")]
        refusal = _publish(request, agreed)
        if refusal is None:
            return redirect(back)
    waiting = [entry for entry in shown if not entry.is_public]
    context: dict[str, Any] = {
        "state": state, "chosen": chosen, "entries": shown, "waiting": waiting, "back": back,
        "refusal": refusal.sentences if refusal else (), "trail": followup_trail(state, _("Publish")),
        "unassessed": len(chosen) - len(shown),
    }  # fmt: skip
    return render(request, "followup/publish.html", context, status=status_of(refusal))


def _publish(request: HttpRequest, entries: list[StatusEntry]) -> ActError | None:
    if not entries:
        return Outdated()
    try:
        done = publish_statuses(entries, by=request.user)
    except ActError as refusal:
        return refusal
    sentence = ngettext(
        "Everybody can read %(number)s assessment now.", "Everybody can read %(number)s assessments now.", len(done)
    )
    messages.success(request, sentence % {"number": len(done)})
    return None


@require_http_methods(GET_AND_POST)
@signed_in
def unpublish(request: HttpRequest, pk: int) -> HttpResponse:
    entry = own_entry(request, pk)
    back = followup_url(entry.recommendation, entry.state)
    refusal = None
    if request.method == "POST":
        try:
            unpublish_status(entry, by=request.user)
        except ActError as error:
            refusal = error
        else:
            messages.success(request, _("The public no longer reads this assessment."))
            return redirect(back)
    context = {
        "entry": entry, "back": back, "refusal": refusal.sentences if refusal else (),
        "trail": followup_trail(entry.state, _("Take back")),
    }  # fmt: skip
    return render(request, "followup/unpublish.html", context, status=status_of(refusal))
