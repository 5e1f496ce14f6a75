"""Pages that write an action: planning, changing, the checklist, a report, dropping it and taking it up again."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.commitments.domain.followup_actions import change_action, plan_action
from comity.commitments.domain.followup_progress import drop_action, report_progress, resume_action
from comity.commitments.models import ImplementationAction
from comity.web.assistance.kept import signed_in
from comity.web.followup.access import chosen_state, followup_trail, own_action
from comity.web.followup.action_forms import ActionForm, ReportForm, SmartForm, StepForm, initial_of
from comity.web.followup.actions import action_url, plan_step
from comity.web.followup.status import GET_AND_POST, ticked
from comity.web.followup.writing import Given, attempt, given, shared

STEPS = {"drop": (drop_action, True), "resume": (resume_action, False)}


@require_http_methods(GET_AND_POST)
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """An action in answer to the recommendations that ``r`` names."""
    state = chosen_state(request)
    chosen = ticked(request, state)
    typed = given(request)
    form = ActionForm(typed.data, state=state)
    status = 200
    if typed.sent and form.is_valid():
        told = {"fields": form.said(), "contributors": form.cleaned_data["contributors"], "by": request.user}
        verb = partial(plan_action, state=state, recommendations=[one.pk for one in chosen], **told)
        action, status = attempt(form, verb)
        if action:
            messages.success(request, _("Planned as %(code)s.") % {"code": action.code})
            return redirect(action_url(action))
    heading = _("Plan an action")
    context = {"form": form, "heading": heading, "chosen": chosen, "trail": followup_trail(state, heading)}
    return render(request, "followup/form.html", context | shared(request, typed), status=status)


@require_http_methods(GET_AND_POST)
@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    action = own_action(request, pk)
    typed = given(request)
    form = ActionForm(typed.data, state=action.state, initial=initial_of(action))

    def act() -> Any:
        told = {"fields": form.said(), "contributors": form.cleaned_data["contributors"]}
        return change_action(action, by=request.user, expected=form.cleaned_data["expected"], **told)

    return _written(request, action, typed, form, act, heading=_("Change the action"))


@require_http_methods(GET_AND_POST)
@signed_in
def smart(request: HttpRequest, pk: int) -> HttpResponse:
    action = own_action(request, pk)
    typed = given(request)
    form = SmartForm(typed.data, action=action)

    def act() -> Any:
        expected = form.cleaned_data["expected"]
        return change_action(action, fields={"smart": form.said()}, by=request.user, expected=expected)

    return _written(request, action, typed, form, act, heading=_("SMART checklist"), pairs=form.pairs())


@require_http_methods(GET_AND_POST)
@signed_in
def report(request: HttpRequest, pk: int) -> HttpResponse:
    action = own_action(request, pk)
    typed = given(request)
    form = ReportForm(typed.data, action=action)

    def act() -> Any:
        return report_progress(action, by=request.user, **form.cleaned_data)

    return _written(request, action, typed, form, act, heading=_("Report on the action"))


@require_http_methods(GET_AND_POST)
@signed_in
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    if name not in STEPS:
        raise Http404
    action = own_action(request, pk)
    verb, asks = STEPS[name]
    typed = given(request)
    form = StepForm(typed.data, asks=asks, initial={"expected": action.row_version})

    def act() -> Any:
        return verb(action, by=request.user, **form.cleaned_data)

    heading = _("Drop the action") if asks else _("Take the action up again")
    return _written(request, action, typed, form, act, heading=heading, tone="stop" if asks else "")


def _written(
    request: HttpRequest, action: ImplementationAction, typed: Given, form: Any, act: Any, **more: Any
) -> HttpResponse:
    status = 200
    if typed.sent and form.is_valid():
        done, status = attempt(form, act)
        if done:
            messages.success(request, _("Saved."))
            return redirect(action_url(action))
    here = {"label": action.code, "url": action_url(action)}
    context = {
        "form": form, "action": action, "back": action_url(action), **more,
        "trail": followup_trail(action.state, plan_step(action.state), here, more["heading"]),
    }  # fmt: skip
    return render(request, "followup/form.html", context | shared(request, typed), status=status)
