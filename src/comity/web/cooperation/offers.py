"""Offers: the list, one offer, writing one, the steps with it, and the State's acceptance."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance.domain.offers import write_offer
from comity.assistance.domain.once import draft_offer_once
from comity.assistance.enums import OfferStatus
from comity.assistance.models import Offer, SupportRequest
from comity.assistance.reading import Reading
from comity.assistance.rules_cooperation import may_offer_on, may_write_offer, offer_acts, providers_of
from comity.assistance.turns import offer_turn
from comity.kernel.errors import ActError, NotEntitled
from comity.people.models import Organisation
from comity.web.addresses import address
from comity.web.cooperation.acts import status_of, take
from comity.web.cooperation.lists import by_status
from comity.web.cooperation.needs import code_in, coverage_in, needs_in, reading_by_request, title_in
from comity.web.cooperation.offer_deeds import OFFER_DEEDS
from comity.web.cooperation.offer_forms import OfferForm, initial_of
from comity.web.cooperation.offer_showing import offer_rows, offer_steps
from comity.web.cooperation.trails import offers_step, trail


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The offers that the reader may see; the counts by status always sum to the number of them (rule R5)."""
    visible = Offer.objects.visible_to(request.user).select_related("provider", "request__state")
    page, context = by_status(request, visible, OfferStatus, _("Where the offer stands"))
    readings = reading_by_request([offer.request for offer in page], request.user)
    context["rows"] = [_row(offer, readings.get(offer.request_id)) for offer in page]
    return render(request, "offers/index.html", {**context, "trail": trail(_("Offers"))})


def _row(offer: Offer, reading: Reading | None) -> dict[str, Any]:
    return {"offer": offer, "title": title_in(reading), "code": code_in(reading), "turn": offer_turn(offer)}


def _visible(request: HttpRequest, pk: int) -> Offer:
    visible = Offer.objects.visible_to(request.user).select_related("provider", "request__state", "prepared_by")
    return get_object_or_404(visible, pk=pk)


@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    offer = _visible(request, pk)
    reading = reading_by_request([offer.request], request.user).get(offer.request_id)
    needs = needs_in(reading, coverage_in(reading))
    pairings = {pairing.need_id: pairing for pairing in offer.pairings.all()}
    items = [
        {"item": item, "need": needs.get(item.need_id), "pairing": pairings.get(item.need_id)}
        for item in offer.items.all()
    ]
    context = {
        "offer": offer, "title": title_in(reading), "items": items, "rows": offer_rows(offer),
        "turn": offer_turn(offer), "acts": offer_acts(offer, request.user),
        "may_write": may_write_offer(offer, request.user),
        "request_url": address("desk-request", offer.request_id) if reading else "",
        "steps": offer_steps(offer, request.user), "trail": trail(offers_step(), offer.title),
    }  # fmt: skip
    return render(request, "offers/show.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an offer on a request that reached the officer's organisation."""
    visible = SupportRequest.objects.visible_to(request.user).select_related("state")
    asked = get_object_or_404(visible.distinct(), pk=pk)
    if not may_offer_on(asked, request.user):
        raise Http404
    provider = _chosen_provider(request)
    if provider is None:
        context = {"providers": providers_of(request.user), "request_title": asked.code}
        return render(request, "offers/provider.html", context)
    needs = needs_in(reading_by_request([asked], request.user).get(asked.pk)).values()
    form = OfferForm(request.POST or None, needs=needs)
    return _write(request, form, asked, provider, None)


def _chosen_provider(request: HttpRequest) -> Organisation | None:
    """The organisation for which the person writes; None where they must choose among several."""
    providers = providers_of(request.user)
    if len(providers) == 1:
        return providers[0]
    wanted = request.GET.get("for", "")
    return next((provider for provider in providers if provider.code == wanted), None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; whoever changes it last has prepared it, and somebody else clears it."""
    offer = _visible(request, pk)
    if not may_write_offer(offer, request.user):
        messages.warning(request, _("An offer can be changed only while it is a draft, by its own organisation."))
        return redirect("offer", pk=offer.pk)
    needs = needs_in(reading_by_request([offer.request], request.user).get(offer.request_id)).values()
    form = OfferForm(request.POST or None, needs=needs, initial=initial_of(offer))
    return _write(request, form, offer.request, offer.provider, offer)


def _write(
    request: HttpRequest, form: OfferForm, asked: SupportRequest, provider: Organisation, offer: Offer | None
) -> HttpResponse:
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            kept = _save(form, asked, provider, offer, request.user)
        except ActError as error:
            refusal = error
            form.add_sentences(error.sentences)
        else:
            messages.success(request, _("Saved as a draft. Another person of your organisation clears and sends it."))
            return redirect("offer", pk=kept.pk)
    back = reverse("offer", args=[offer.pk]) if offer else ""
    steps = trail(offers_step(), offer.title if offer else _("New offer"))
    context = {"form": form, "asked": asked, "provider": provider, "offer": offer, "back": back, "trail": steps}
    return render(request, "offers/form.html", context, status=status_of(refusal))


def _save(form: OfferForm, asked: SupportRequest, provider: Organisation, offer: Offer | None, user: Any) -> Offer:
    fields, needs = form.offer_fields(), form.answered_needs()
    if offer is None:
        return draft_offer_once(asked, provider=provider, by=user, fields=fields, needs=needs)
    if not form.needs:
        raise NotEntitled(_("The request is no longer open to your organisation, so the offer cannot be changed."))
    return write_offer(offer, by=user, fields=fields, needs=needs, expected=form.cleaned_data["expected"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    offer = _visible(request, pk)
    back = reverse("offer", args=[offer.pk])
    acts = offer_acts(offer, request.user)
    return take(request, record=offer, name=name, deeds=OFFER_DEEDS, back=back, about=offer.title, acts=acts)
