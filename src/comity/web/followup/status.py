"""Pages that write an assessment: of one recommendation, as a correction, or of several at once."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comity.commitments.domain.followup_status import RollDown, correct_status, record_status, roll_down_status
from comity.commitments.followup import latest
from comity.commitments.models import Recommendation, StatusEntry
from comity.reference.models import State
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in
from comity.web.followup.access import (
    board_url,
    chosen_state,
    followup_trail,
    followup_url,
    own_entry,
    own_recommendation,
    recommendation_step,
)
from comity.web.followup.status_forms import StatusForm
from comity.web.followup.writing import Given, attempt, given, shared, source_rows, sources_in

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST = 300  # recommendations that one page takes


@require_http_methods(GET_AND_POST)
@signed_in
def record(request: HttpRequest, pk: int) -> HttpResponse:
    found, state = own_recommendation(request, pk)
    return _page(request, found, state, None)


@require_http_methods(GET_AND_POST)
@signed_in
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    entry = own_entry(request, pk)
    return _page(request, entry.recommendation, entry.state, entry)


def _page(request: HttpRequest, found: Recommendation, state: State, entry: StatusEntry | None) -> HttpResponse:
    typed = given(request)
    form, rows = _forms(typed, "correct" if entry else "", entry)
    status = 200
    if typed.sent and not typed.adds_row and form.is_valid() and rows.is_valid():
        verb = partial(correct_status, entry) if entry else partial(record_status, found, state=state.pk)
        told = {**form.said(), "evidence": sources_in(rows), "by": request.user}
        done, status = attempt(form, partial(verb, **told))
        if done:
            messages.success(request, _("The assessment is on the record. The public reads it once it is published."))
            return redirect(followup_url(found, state))
    heading = _("Correct the assessment") if entry else _("Assess where it stands")
    context = {
        "form": form, "rows": rows, "heading": heading, "recommendations": [found], "entry": entry,
        "back": followup_url(found, state), "trail": followup_trail(state, recommendation_step(found, state), heading),
    }  # fmt: skip
    return render(request, "followup/status.html", context | shared(request, typed), status=status)


def _forms(typed: Given, why: str, entry: StatusEntry | None) -> tuple[StatusForm, Any]:
    stored = list(entry.evidence.values("title", "source", "dated", "shows")) if entry else []
    rows = source_rows(typed, stored)
    if typed.data is None:
        initial = {"grade": entry.grade, "on": entry.on, "note": entry.note} if entry else {}
        return StatusForm(why=why, initial=initial), rows
    if typed.adds_row:
        return StatusForm(why=why, initial=typed.data.dict()), rows
    return StatusForm(typed.data, why=why), rows


@require_http_methods(GET_AND_POST)
@signed_in
def roll_down(request: HttpRequest) -> HttpResponse:
    """One status for the recommendations that were ticked on the board."""
    state = chosen_state(request)
    chosen = ticked(request, state)
    if not chosen:
        messages.warning(request, _("Tick at least one recommendation of the list first."))
        return redirect(board_url(state.pk))
    typed = given(request)
    form, rows = _forms(typed, "together", None)
    status = 200
    if typed.sent and not typed.adds_row and form.is_valid() and rows.is_valid():
        told = {**form.said(), "evidence": sources_in(rows), "by": request.user, "state": state.pk}
        done, status = attempt(form, partial(roll_down_status, [one.pk for one in chosen], **told))
        if done:
            messages.success(request, _told(done))
            return redirect(board_url(state.pk))
    standing = latest([one.pk for one in chosen], user=request.user, state=state.pk)
    context = {
        "form": form, "rows": rows, "heading": _("One status for several"), "recommendations": chosen, "together": True,
        "chosen": [{"one": one, "entry": standing.get(one.pk)} for one in chosen], "back": board_url(state.pk),
        "trail": followup_trail(state, _("One status for several")),
    }  # fmt: skip
    return render(request, "followup/status.html", context | shared(request, typed), status=status)


def ticked(request: HttpRequest, state: State) -> list[Recommendation]:
    """The recommendations of the State that ``r`` names, in the order of the register; 404 for others' ones."""
    given_here = request.POST if request.method == "POST" else request.GET
    numbers = {number_in(one) for one in given_here.getlist("r")[:MOST]}
    found = list(Recommendation.objects.visible_to(request.user).filter(pk__in=numbers - {None}))
    if any(state.pk not in one.states for one in found):
        raise Http404
    return found


def _told(done: RollDown) -> str:
    written = ngettext(
        "The status is on the record for %(number)s recommendation.",
        "The status is on the record for %(number)s recommendations.",
        len(done.written),
    ) % {"number": len(done.written)}
    if not done.kept:
        return written
    kept = ngettext(
        "%(number)s keeps its own assessment, which is as recent.",
        "%(number)s keep their own assessments, which are as recent.",
        len(done.kept),
    )
    return f"{written} {kept % {'number': len(done.kept)}}"


def status_url(found: Recommendation, state: State) -> str:
    return f"{reverse('followup-status', args=[found.pk])}?state={state.pk}"
