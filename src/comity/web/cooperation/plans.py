"""Plans: the list, one plan, its text, the steps with it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance.domain.plans import open_plan, write_plan
from comity.assistance.enums import PlanStatus
from comity.assistance.models import Plan, SupportRequest
from comity.assistance.rules_cooperation import may_write_plan, plan_acts, request_act
from comity.assistance.turns import plan_turn
from comity.kernel.errors import ActError
from comity.web.addresses import address
from comity.web.cooperation.acts import status_of, take
from comity.web.cooperation.lists import by_status
from comity.web.cooperation.needs import reading_by_request, title_in
from comity.web.cooperation.plan_deeds import PLAN_DEEDS
from comity.web.cooperation.plan_forms import PLAN_FIELDS, PlanForm, initial_of_plan
from comity.web.cooperation.plan_page import plan_page
from comity.web.cooperation.trails import plan_step, plans_step, trail


def visible_plan(request: HttpRequest, pk: int) -> Plan:
    """The plan if this reader may see it; otherwise there is no such page."""
    plans = Plan.objects.visible_to(request.user).select_related("request__state")
    return get_object_or_404(plans, pk=pk)


def plan_title(plan: Plan, user: Any) -> str:
    return title_in(reading_by_request([plan.request], user).get(plan.request_id))


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The plans that the reader may see; the counts by status always sum to the number of them (rule R5)."""
    visible = Plan.objects.visible_to(request.user).select_related("request__state")
    page, context = by_status(request, visible, PlanStatus, _("Where the plan stands"))
    readings = reading_by_request([plan.request for plan in page], request.user)
    context["rows"] = [
        {"plan": plan, "title": title_in(readings.get(plan.request_id)), "turn": plan_turn(plan)} for plan in page
    ]
    return render(request, "plans/index.html", {**context, "trail": trail(_("Plans"))})


@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    plan = visible_plan(request, pk)
    return render(request, "plans/show.html", plan_page(plan, request.user))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    plan = visible_plan(request, pk)
    if not may_write_plan(plan, request.user):
        messages.warning(request, _("A plan is written while it is a draft, by the coordinator and its providers."))
        return redirect("plan", pk=pk)
    form = PlanForm(request.POST or None, initial=initial_of_plan(plan))
    refusal = None
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in PLAN_FIELDS}
        try:
            write_plan(plan, by=request.user, fields=fields, expected=form.cleaned_data["expected"])
        except ActError as error:
            refusal = error
            form.add_sentences(error.sentences)
        else:
            messages.success(request, _("Saved."))
            return redirect("plan", pk=pk)
    title = plan_title(plan, request.user)
    steps = trail(plans_step(), plan_step(plan.pk, title), _("Text of the plan"))
    context = {"form": form, "plan": plan, "title": title, "trail": steps, "back": reverse("plan", args=[pk])}
    return render(request, "plans/form.html", context, status=status_of(refusal))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    plan = visible_plan(request, pk)
    about = plan_title(plan, request.user)
    back = reverse("plan", args=[pk])
    acts = plan_acts(plan, request.user)
    return take(request, record=plan, name=name, deeds=PLAN_DEEDS, back=back, about=about, acts=acts)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the plan of a request whose State has accepted an offer; sent twice, it leads to the one plan."""
    visible = SupportRequest.objects.visible_to(request.user).select_related("state").distinct()
    asked = get_object_or_404(visible, pk=pk)
    plan = Plan.objects.visible_to(request.user).filter(request=asked).first()
    if plan:
        return redirect("plan", pk=plan.pk)
    sentences: Any = ()
    status = 200
    if request.method == "POST":
        try:
            return redirect("plan", pk=open_plan(asked, by=request.user).pk)
        except ActError as error:
            sentences, status = error.sentences, status_of(error)
    known = request_act(asked, "open_plan", request.user)
    if known is None and request.method != "POST":
        messages.warning(request, _("A plan is opened by the coordinator or the State, after an offer was accepted."))
        return redirect(address("desk-request", pk) or "plans")
    title = title_in(reading_by_request([asked], request.user).get(asked.pk))
    hindrances = known.hindrances if known else ()
    context = {"title": title, "sentences": sentences, "hindrances": hindrances, "back": address("desk-request", pk)}
    return render(request, "plans/begin.html", context, status=status)
