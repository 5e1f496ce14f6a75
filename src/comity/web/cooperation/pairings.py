"""Pairings: an accepted offer and one need; State and provider return to each after twelve months."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comity.assistance.enums import Side
from comity.assistance.models import Pairing, Plan
from comity.assistance.rules_cooperation import pairings_of
from comity.web.cooperation.needs import code_in, coverage_in, needs_in, reading_by_request, title_in

SIZE = 25


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The reader's pairings, those to be returned to first on top."""
    found = pairings_of(request.user).prefetch_related("updates")
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    return render(request, "offers/pairings.html", {"page": page, "rows": pairing_rows(list(page), request.user)})


def pairing_rows(pairings: list[Pairing], user: Any) -> list[dict[str, Any]]:
    """For each pairing: request, need, provider, day of the return, and which sides have returned since it was made."""
    readings = reading_by_request([pairing.offer.request for pairing in pairings], user)
    found = coverage_in(*readings.values())
    needs = {request: needs_in(reading, found) for request, reading in readings.items()}
    requests = {pairing.offer.request_id for pairing in pairings}
    plans = dict(Plan.objects.visible_to(user).filter(request__in=requests).values_list("request", "pk"))
    rows = []
    for pairing in pairings:
        request = pairing.offer.request
        told = {update.side for update in pairing.updates.all()}
        rows.append({
            "pairing": pairing, "offer": pairing.offer,
            "title": title_in(readings.get(request.pk)), "code": code_in(readings.get(request.pk)),

            "need": needs.get(request.pk, {}).get(pairing.need_id), "plan": plans.get(request.pk),
            "waiting": [side.label for side in Side if side not in told],
            "due": pairing.review_on <= timezone.localdate() and len(told) < len(Side),
        })  # fmt: skip
    return rows
