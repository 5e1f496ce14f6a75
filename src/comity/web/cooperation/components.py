"""One provider's component of a plan: its text with outputs and milestones, and the steps with it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.assistance.domain.plans import write_component
from comity.assistance.models import Component, Plan
from comity.assistance.rules import open_acts
from comity.assistance.rules_cooperation import may_write_component
from comity.kernel.errors import ActError
from comity.people.models import Organisation
from comity.web.cooperation.acts import status_of, take
from comity.web.cooperation.needs import needs_in, reading_by_request
from comity.web.cooperation.plan_deeds import COMPONENT_DEEDS
from comity.web.cooperation.plan_forms import (
    COMPONENT_FIELDS,
    MILESTONE_NAMES,
    OUTPUT_NAMES,
    ComponentForm,
    MilestoneRows,
    OutputRows,
    initial_of_component,
)
from comity.web.cooperation.plans import plan_title, visible_plan
from comity.web.cooperation.rows import as_written
from comity.web.cooperation.trails import plan_step, plans_step, trail


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    plan = visible_plan(request, pk)
    provider = get_object_or_404(Organisation, code=code)
    if not may_write_component(plan, provider, request.user):
        messages.warning(
            request, _("A component is written while the plan is a draft, by its provider or the coordinator.")
        )
        return redirect("plan", pk=pk)
    parts = _parts(request, plan, provider)
    refusal = None
    if request.method == "POST" and "add" not in request.POST and all(part.is_valid() for part in parts):
        refusal = _save(plan, provider, parts, request.user)
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect("plan", pk=pk)
    steps = trail(plans_step(), plan_step(pk, plan_title(plan, request.user)), provider.name)
    form, outputs, milestones = parts
    context = {
        "form": form, "outputs": outputs, "milestones": milestones, "provider": provider, "plan": plan, "trail": steps,
        "back": reverse("plan", args=[pk]),
    }  # fmt: skip
    return render(request, "plans/component.html", context, status=status_of(refusal))


def _parts(request: HttpRequest, plan: Plan, provider: Organisation) -> tuple[ComponentForm, Any, Any]:
    """The form and its two sets of rows: as stored, as posted, or as posted with one more row."""
    needs = needs_in(reading_by_request([plan.request], request.user).get(plan.request_id)).values()
    choices = [(need.pk, need.label) for need in needs]
    if request.method != "POST":
        return _stored(plan, provider, choices)
    data = request.POST
    if "add" not in data:
        return (
            ComponentForm(data, needs=choices),
            OutputRows(data, prefix="outputs"),
            MilestoneRows(data, prefix="milestones"),
        )
    written = {name: data.get(name, "") for name in (*COMPONENT_FIELDS, "expected")} | {"needs": data.getlist("needs")}
    return (
        ComponentForm(initial=written, needs=choices),
        OutputRows(initial=as_written(data, "outputs", OUTPUT_NAMES), prefix="outputs"),
        MilestoneRows(initial=as_written(data, "milestones", MILESTONE_NAMES), prefix="milestones"),
    )


def _stored(plan: Plan, provider: Organisation, choices: Any) -> tuple[ComponentForm, Any, Any]:
    component = plan.components.filter(provider=provider).first()
    outputs = list(component.outputs.values(*OUTPUT_NAMES)) if component else []
    milestones = list(component.milestones.values(*MILESTONE_NAMES)) if component else []
    return (
        ComponentForm(initial=initial_of_component(component, plan), needs=choices),
        OutputRows(initial=outputs, prefix="outputs"),
        MilestoneRows(initial=milestones, prefix="milestones"),
    )


def _save(plan: Plan, provider: Organisation, parts: tuple[ComponentForm, Any, Any], user: Any) -> ActError | None:
    form, outputs, milestones = parts
    data = form.cleaned_data
    fields = {name: data[name] for name in COMPONENT_FIELDS} | {"currency": data["currency"] or "USD"}
    try:
        write_component(
            plan, by=user, provider=provider, fields=fields, needs=data["needs"], outputs=outputs.kept(),
            milestones=milestones.kept(), expected=data["expected"],
        )  # fmt: skip
    except ActError as refusal:
        form.add_sentences(refusal.sentences)
        return refusal
    return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    rows = Component.objects.filter(plan__in=Plan.objects.visible_to(request.user).values("pk"))
    component = get_object_or_404(rows.select_related("plan__request__state", "provider"), pk=pk)
    back = reverse("plan", args=[component.plan_id])
    acts = open_acts(component, request.user)
    return take(
        request, record=component, name=name, deeds=COMPONENT_DEEDS, back=back, about=component.title, acts=acts
    )
