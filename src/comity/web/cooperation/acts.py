"""One page for every step of an offer, plan or component: what it means, the reasons, then the step itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.assistance.rules_cooperation import step
from comity.kernel.errors import ActError, NotEntitled
from comity.web.forms import ComityForm

FORBIDDEN, CONFLICT = 403, 409


@dataclass(frozen=True)
class Deed:
    """A step as a page: the domain verb that takes it, a sentence on what follows, and whether it takes reasons.

    ``panel``: parameters of the consent panel where the step widens who can read something.
    """

    verb: Callable[..., Any]
    meaning: Any
    takes_reason: bool = False
    reason_label: Any = ""
    reason_hint: Any = ""
    panel: Mapping[str, Any] = field(default_factory=dict)
    tone: str = ""


class StepForm(ComityForm, forms.Form):
    """The row version that the person saw, and reasons where the step takes them."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    word_limits = {"reason": 200}

    def __init__(self, *args: Any, deed: Deed, required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not deed.takes_reason:
            del self.fields["reason"]
            return
        reason = self.fields["reason"]
        reason.label = deed.reason_label or _("Reasons")
        reason.required, reason.help_text = required, deed.reason_hint
        if required:
            reason.error_messages["required"] = _("Give the reasons: the step is not possible without them.")


def status_of(refusal: ActError | None) -> int:
    """The HTTP status of a page that shows a refused act."""
    if refusal is None:
        return 200
    return FORBIDDEN if isinstance(refusal, NotEntitled) else CONFLICT


def take(
    request: HttpRequest, *, record: Any, name: str, deeds: Mapping[str, Deed], back: str, about: str, acts: Any
) -> HttpResponse:
    """GET shows the step, POST takes it; sent twice it has one effect. ``acts``: what is open to the person now."""
    known, deed = step(record, name), deeds.get(name)
    if known is None or deed is None:
        raise Http404
    given = request.POST if request.method == "POST" else None
    form = StepForm(given, deed=deed, required=known.reason_required, initial={"expected": record.row_version})
    refusal = None
    if given is not None and form.is_valid():
        refusal = _do(deed, record, form, request.user)
        if refusal is None:
            messages.success(request, _("Done: %(step)s.") % {"step": known.label})
            return redirect(back)
    elif given is None and all(act.name != name for act in acts):
        messages.warning(request, _("“%(step)s” is not open to you at present.") % {"step": known.label})
        return redirect(back)
    hindrances = [sentence for act in acts if act.name == name for sentence in act.hindrances]
    context = {"form": form, "deed": deed, "act": known, "about": about, "back": back, "hindrances": hindrances}
    return render(request, "plans/act.html", context, status=status_of(refusal))


def _do(deed: Deed, record: Any, form: StepForm, user: Any) -> ActError | None:
    facts = {"expected": form.cleaned_data["expected"]}
    if deed.takes_reason:
        facts["reason"] = form.cleaned_data["reason"]
    try:
        deed.verb(record, by=user, **facts)
    except ActError as refusal:
        form.add_sentences(refusal.sentences)
        return refusal
    return None
