"""Accounts of progress: each side writes its own, of a plan or of one pairing; none edits the other's."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from comity.assistance.domain.once import report_progress_once
from comity.assistance.models import Pairing, Plan
from comity.assistance.rules_cooperation import may_report
from comity.kernel.errors import ActError
from comity.web.cooperation.acts import status_of
from comity.web.cooperation.needs import needs_in, reading_by_request
from comity.web.cooperation.offer_forms import day_input
from comity.web.cooperation.plans import plan_title, visible_plan
from comity.web.cooperation.trails import plan_step, plans_step, trail
from comity.web.forms import ComityForm


def _area(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea, required=required)


class ProgressForm(ComityForm, forms.Form):
    pairing = forms.TypedChoiceField(
        label=gettext_lazy("What is the account about?"), coerce=int, empty_value=None, required=False
    )
    period_from = forms.DateField(label=gettext_lazy("From"), widget=day_input())
    period_to = forms.DateField(label=gettext_lazy("Until"), widget=day_input())
    done = _area(gettext_lazy("What was done"), required=True)
    results = _area(gettext_lazy("Results, with values of the indicators"))
    obstacles = _area(gettext_lazy("Obstacles"))
    views = _area(gettext_lazy("What children and civil society say"))
    hints = {
        "done": gettext_lazy("“Nothing yet” is an answer."),
        "views": gettext_lazy("What was said, never who said it. No names of persons."),
    }
    word_limits = {"done": 300, "results": 300, "obstacles": 200, "views": 200}

    def __init__(self, *args: Any, pairings: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pairing"].choices = [("", _("The plan as a whole")), *pairings]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("period_from"), data.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", _("The period ends before it begins. Change one of the days."))
        if last and last > timezone.localdate():
            self.add_error("period_to", _("Progress is reported on days that have passed; choose today or earlier."))
        return data


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    plan = visible_plan(request, pk)
    if not may_report(plan, request.user):
        messages.warning(request, _("Progress is reported by the State and the providers once the plan has begun."))
        return redirect("plan", pk=pk)
    pairings = {pairing.pk: pairing for pairing in Pairing.objects.filter(offer__request=plan.request_id)}
    choices = _choices(pairings, plan, request.user)
    form = ProgressForm(request.POST or None, pairings=choices, initial=_initial(plan, request.GET.get("pairing", "")))
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = _save(plan, form, pairings, request.user)
        if refusal is None:
            messages.success(request, _("Your account stands beside the other side's. A later one can correct it."))
            return redirect("plan", pk=pk)
    steps = trail(plans_step(), plan_step(pk, plan_title(plan, request.user)), _("Account of progress"))
    context = {"form": form, "plan": plan, "trail": steps, "back": reverse("plan", args=[pk])}
    return render(request, "plans/progress.html", context, status=status_of(refusal))


def _choices(pairings: dict[int, Pairing], plan: Plan, user: Any) -> list[tuple[int, str]]:
    needs = needs_in(reading_by_request([plan.request], user).get(plan.request_id))
    return [
        (pairing.pk, _("Twelve-month return: %(need)s") % {"need": needs[pairing.need_id].label})
        for pairing in pairings.values()
        if pairing.need_id in needs
    ]


def _initial(plan: Plan, pairing: str) -> dict[str, Any]:
    last = plan.updates.order_by("-period_to").first()
    first = last.period_to + timedelta(days=1) if last else plan.starts_on
    today = timezone.localdate()
    return {"pairing": pairing, "period_from": min(first or today, today), "period_to": today}


def _save(plan: Plan, form: ProgressForm, pairings: dict[int, Pairing], user: Any) -> ActError | None:
    account = {**form.cleaned_data, "pairing": pairings.get(form.cleaned_data["pairing"])}
    try:
        report_progress_once(plan, by=user, **account)
    except ActError as refusal:
        form.add_sentences(refusal.sentences)
        return refusal
    return None
