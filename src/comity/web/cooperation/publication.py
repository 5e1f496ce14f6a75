"""The State lets the public read its agreed plan, or takes it from the public page."""

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

from comity.assistance.domain.sharing import share_plan, stop_sharing_plan
from comity.assistance.models import Plan, SupportRequest
from comity.assistance.rules_cooperation import may_share_plan, plan_consent
from comity.kernel.errors import ActError
from comity.web.cooperation.acts import status_of
from comity.web.cooperation.offer_forms import day_input
from comity.web.cooperation.plans import plan_title, visible_plan
from comity.web.forms import ComityForm


class PublicationForm(ComityForm, forms.Form):
    until = forms.DateField(label=gettext_lazy("Consent until"), widget=day_input(), required=False)
    expected = forms.IntegerField(widget=forms.HiddenInput)
    hints = {"until": gettext_lazy("Leave it empty if the consent has no last day.")}

    def clean_until(self) -> object:
        day = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose a later one, or none."))
        return day


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show in words who will read the plan, then take the State's decision; the same page takes it back."""
    plan = visible_plan(request, pk)
    if not may_share_plan(plan, request.user):
        messages.warning(request, _("The State's focal point decides, once both sides have agreed on the plan."))
        return redirect("plan", pk=pk)
    given = plan_consent(plan)
    form = PublicationForm(request.POST or None, initial={"expected": plan.row_version})
    refusal = _decide(request, plan, form) if request.method == "POST" and form.is_valid() else None
    if request.method == "POST" and not form.errors:
        messages.success(request, _("Your State's decision is on the record and holds at once."))
        return redirect("plan", pk=pk)
    published = SupportRequest.objects.published().filter(pk=plan.request_id).exists()
    context = {
        "plan": plan, "form": form, "given": given, "request_is_public": published,
        "title": plan_title(plan, request.user), "back": reverse("plan", args=[pk]),
    }  # fmt: skip
    return render(request, "plans/publication.html", context, status=status_of(refusal))


def _decide(request: HttpRequest, plan: Plan, form: PublicationForm) -> ActError | None:
    data = form.cleaned_data
    try:
        if "stop" in request.POST:
            stop_sharing_plan(plan, by=request.user, expected=data["expected"])
        else:
            share_plan(plan, by=request.user, expected=data["expected"], until=data["until"])
    except ActError as refusal:
        form.add_sentences(refusal.sentences)
        return refusal
    return None
