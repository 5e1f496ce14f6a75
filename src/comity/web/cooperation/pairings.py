"""Pairings: an accepted offer and one need; State and provider return to each after twelve months."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.assistance.enums import PlanStatus, Side
from comity.assistance.models import Pairing, Plan
from comity.assistance.rules_cooperation import BEGUN, pairings_of
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES
from comity.web.cooperation.needs import code_in, coverage_in, needs_in, reading_by_request, title_in
from comity.web.cooperation.trails import trail

SIZE = 25


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The reader's pairings, those to be returned to first on top."""
    found = pairings_of(request.user).prefetch_related("updates")
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": pairing_rows(list(page), request.user), "trail": trail(_("Pairings"))}
    return render(request, "offers/pairings.html", context)


def pairing_rows(pairings: list[Pairing], user: Any) -> list[dict[str, Any]]:
    """For each pairing: request, need, provider, day of the return, and which sides have returned since it was made."""
    readings = reading_by_request([pairing.offer.request for pairing in pairings], user)
    found = coverage_in(*readings.values())
    needs = {request: needs_in(reading, found) for request, reading in readings.items()}
    requests = {pairing.offer.request_id for pairing in pairings}
    plans = {plan.request_id: plan for plan in Plan.objects.visible_to(user).filter(request__in=requests)}
    own_states, own_bodies = user.states(*STATE_ROLES), user.organisations(*PROVIDER_ROLES)
    rows = []
    for pairing in pairings:
        request = pairing.offer.request
        told = {update.side for update in pairing.updates.all()}
        plan = plans.get(request.pk)
        ended = plan is not None and plan.status in (PlanStatus.CLOSED, PlanStatus.TERMINATED)
        waiting = [] if ended else [side.label for side in Side if side not in told]
        own = request.state_id in own_states or pairing.offer.provider_id in own_bodies
        rows.append({
            "pairing": pairing, "offer": pairing.offer,
            "title": title_in(readings.get(request.pk)), "code": code_in(readings.get(request.pk)),
            "need": needs.get(request.pk, {}).get(pairing.need_id), "waiting": waiting,
            "plan": plan.pk if plan and own and plan.status in BEGUN else None,
            "due": bool(waiting) and pairing.review_on <= timezone.localdate(),
        })  # fmt: skip
    return rows
