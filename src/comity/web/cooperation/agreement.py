"""Accepting exactly the version that was read, and looking at every version (rule R3)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance.domain.plans import accept_plan
from comity.assistance.models import PlanVersion
from comity.assistance.rules_cooperation import answers, may_accept_plan
from comity.kernel.errors import ActError
from comity.web.cooperation.acts import status_of
from comity.web.cooperation.difference import changes
from comity.web.cooperation.needs import needs_in, reading_by_request
from comity.web.cooperation.plan_showing import component_rows, plan_rows, provider_name
from comity.web.cooperation.plans import plan_title, visible_plan
from comity.web.cooperation.trails import plan_step, plans_step, trail


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the frozen version in full with its fingerprint in the form; another fingerprint is refused."""
    plan = visible_plan(request, pk)
    sentences, status = (), 200
    if request.method == "POST":
        try:
            accept_plan(plan, version_hash=request.POST.get("version_hash", ""), by=request.user)
        except ActError as error:
            sentences, status = error.sentences, status_of(error)
            plan.refresh_from_db()
        else:
            messages.success(request, _("Accepted. The acceptance counts for this very version."))
            return redirect("plan", pk=pk)
    version = plan.versions.filter(hash=plan.version_hash).first() if plan.version_hash else None
    if request.method != "POST" and (version is None or not may_accept_plan(plan, request.user)):
        messages.warning(request, _("This plan is not waiting for your acceptance."))
        return redirect("plan", pk=pk)
    needs = needs_in(reading_by_request([plan.request], request.user).get(plan.request_id))
    context = {
        "plan": plan, "version": version, "sentences": sentences, "answers": answers(plan),
        "title": plan_title(plan, request.user), "may_accept": version and may_accept_plan(plan, request.user),
        **(_as_rows(version, needs) if version else {}),
    }  # fmt: skip
    return render(request, "plans/accept.html", context, status=status)


def _as_rows(version: PlanVersion, needs: dict) -> dict:
    parts = [
        {"title": part["title"], "provider": provider_name(part), "rows": component_rows(part, needs)}
        for part in version.content["components"]
    ]
    return {"rows": plan_rows(version.content), "parts": parts}


@login_required
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One frozen version as it was put to both sides, and what it changed in the one before."""
    plan = visible_plan(request, pk)
    shown = get_object_or_404(plan.versions, number=number)
    needs = needs_in(reading_by_request([plan.request], request.user).get(plan.request_id))
    before = plan.versions.filter(number__lt=number).order_by("-number").first()
    title = plan_title(plan, request.user)
    name = _("Version %(number)s") % {"number": number}
    context = {
        "plan": plan, "version": shown, "before": before, "title": title, "name": name,
        "changes": changes(before.content, shown.content, needs) if before else [],
        "trail": trail(plans_step(), plan_step(pk, title), name), **_as_rows(shown, needs),
    }  # fmt: skip
    return render(request, "plans/version.html", context)
