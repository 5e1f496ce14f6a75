"""The end: each side's view on the result, then closing the request."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from comity.assistance.domain.plans import close_request, give_closure_view
from comity.assistance.enums import Rating
from comity.assistance.models import Plan
from comity.assistance.rules_cooperation import may_give_view, request_act
from comity.kernel.errors import ActError
from comity.web.cooperation.acts import Deed, status_of, take
from comity.web.cooperation.plans import plan_title, visible_plan
from comity.web.cooperation.trails import plan_step, plans_step, trail
from comity.web.forms import ComityForm

CLOSING = {
    "close": Deed(
        close_request,
        gettext_lazy(
            "The request and its plan end. The record stays, and no account of progress can be added any more."
        ),
    )
}


class ViewForm(ComityForm, forms.Form):
    rating = forms.ChoiceField(
        label=gettext_lazy("Was the result achieved?"), choices=Rating.choices, widget=forms.RadioSelect
    )
    lessons = forms.CharField(label=gettext_lazy("What was learnt"), widget=forms.Textarea)
    sustained = forms.CharField(
        label=gettext_lazy("What will last, and by what means"), widget=forms.Textarea, required=False
    )
    word_limits = {"lessons": 200, "sustained": 150}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one side's view. It is given once, and both sides read it."""
    plan = visible_plan(request, pk)
    if not may_give_view(plan, request.user):
        messages.warning(request, _("Each side gives its view once, after the request is completed."))
        return redirect("plan", pk=pk)
    form = ViewForm(request.POST or None)
    refusal = _give(plan, form, request.user) if request.method == "POST" and form.is_valid() else None
    if request.method == "POST" and not form.errors:
        messages.success(request, _("Your view is on the record."))
        return redirect("plan", pk=pk)
    steps = trail(plans_step(), plan_step(pk, plan_title(plan, request.user)), _("View on the result"))
    context = {"form": form, "plan": plan, "trail": steps, "back": reverse("plan", args=[pk])}
    return render(request, "plans/view.html", context, status=status_of(refusal))


def _give(plan: Plan, form: ViewForm, user: Any) -> ActError | None:
    try:
        give_closure_view(plan.request, by=user, **form.cleaned_data)
    except ActError as refusal:
        form.add_sentences(refusal.sentences)
        return refusal
    return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    plan = visible_plan(request, pk)
    known = request_act(plan.request, "close", request.user)
    back = reverse("plan", args=[pk])
    about = plan_title(plan, request.user)
    acts = [known] if known else []
    return take(request, record=plan.request, name="close", deeds=CLOSING, back=back, about=about, acts=acts)
