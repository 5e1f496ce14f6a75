"""The State accepts an offer, for all needs that it answers or for some of them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from comity.assistance.domain.offers import accept_offer
from comity.assistance.models import Offer
from comity.assistance.rules_cooperation import offer_acts
from comity.kernel.deadlines import limit
from comity.kernel.errors import ActError
from comity.web.cooperation.acts import status_of
from comity.web.cooperation.needs import needs_in, reading_by_request
from comity.web.forms import ComityForm


class AcceptanceForm(ComityForm, forms.Form):
    needs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("For which needs does your State accept the offer?"),
        coerce=int, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("A word to the provider"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    expected = forms.IntegerField(widget=forms.HiddenInput)
    hints = {
        "needs": gettext_lazy("Take the tick away where your State does not accept. To accept none is to decline."),
        "reason": gettext_lazy("You need not write any. It stays between your State and the provider."),
    }
    word_limits = {"reason": 200}

    def __init__(self, *args: Any, choices: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = list(choices)
        self.fields["needs"].error_messages["required"] = _("Choose at least one need; to accept none is to decline.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Each accepted need makes a pairing, to which both sides return after twelve months."""
    visible = Offer.objects.visible_to(request.user).select_related("provider", "request__state")
    offer = get_object_or_404(visible, pk=pk)
    acts = {act.name: act for act in offer_acts(offer, request.user)}
    if "accept" not in acts and request.method != "POST":
        messages.warning(request, _("This offer is not waiting for your acceptance."))
        return redirect("offer", pk=pk)
    needs = needs_in(reading_by_request([offer.request], request.user).get(offer.request_id))
    asked = [item.need_id for item in offer.items.all()]
    choices = [(need, needs[need].label if need in needs else str(need)) for need in asked]
    initial = {"needs": asked, "expected": offer.row_version}
    form = AcceptanceForm(request.POST or None, choices=choices, initial=initial)
    refusal = _accept(offer, form, request.user) if request.method == "POST" and form.is_valid() else None
    if request.method == "POST" and not form.errors:
        messages.success(request, _("Your State has accepted. The provider is told, and a plan can be opened."))
        return redirect("offer", pk=pk)
    hindrances = acts["accept"].hindrances if "accept" in acts else ()
    context = {"offer": offer, "form": form, "hindrances": hindrances, "review_days": limit("progress_pairing").days}
    return render(request, "offers/accept.html", context, status=status_of(refusal))


def _accept(offer: Offer, form: AcceptanceForm, user: Any) -> ActError | None:
    data = form.cleaned_data
    try:
        accept_offer(offer, needs=data["needs"], reason=data["reason"], expected=data["expected"], by=user)
    except ActError as refusal:
        form.add_sentences(refusal.sentences)
        return refusal
    return None
