"""The State records its reports under treaties: when one is due, when one was submitted."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from comity.commitments.domain.treaty_reports import record_report_due, record_report_submitted
from comity.commitments.models import TreatyReport
from comity.commitments.obligations import register
from comity.kernel.errors import ActError
from comity.kernel.roles import STATE_ROLES
from comity.reference.models import Instrument, State
from comity.web.assistance.kept import signed_in, take, writer_of
from comity.web.cooperation.offer_forms import day_input
from comity.web.forms import ComityForm
from comity.web.voices.writing import GET_AND_POST


class ReportForm(ComityForm, forms.Form):
    what = forms.ChoiceField(
        label=gettext_lazy("What do you record?"), widget=forms.RadioSelect,
        choices=[
            ("due", gettext_lazy("When the next report is due")),
            ("submitted", gettext_lazy("That a report was submitted")),
        ],
    )  # fmt: skip
    instrument = forms.ModelChoiceField(label=gettext_lazy("Treaty"), queryset=Instrument.objects.none())
    day = forms.DateField(label=gettext_lazy("Day"), widget=day_input())
    symbol = forms.CharField(label=gettext_lazy("Symbol of the document"), max_length=60, required=False)
    hints = {
        "day": gettext_lazy("Due: as the treaty body asked for it. Submitted: the day on which it was sent."),
        "symbol": gettext_lazy("Only for a report that was submitted, for example CRC/C/SVN/5-6."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].queryset = Instrument.objects.exclude(report_basis="")
        self.fields["instrument"].label_from_instance = lambda one: one.full_name


@require_http_methods(GET_AND_POST)
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """What is recorded, and the form; ``?state=`` chooses where a person acts for several States."""
    states = State.objects.filter(pk__in=request.user.states(*STATE_ROLES)).order_by("pk")
    asked = request.GET.get("state", "")
    state = next((one for one in states if one.pk == asked), None) or states.first()
    if state is None:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else take(request))
    if request.method == "POST" and form.is_valid():
        try:
            _record(state, form.cleaned_data, request.user)
            return redirect(f"{request.path}?state={state.pk}")
        except ActError as error:
            form.add_sentences(error.sentences)
    context = {
        "state": state, "states": states, "form": form, "writer": writer_of(request.user),
        "obligations": [one for one in register(state) if one.instrument.has_reports],
        "trail": [{"label": _("My desk"), "url": reverse("desk")}, {"label": _("Reports under treaties"), "url": ""}],
    }  # fmt: skip
    return render(request, "voices/reports.html", context)


def _record(state: State, given: dict[str, Any], by: Any) -> TreatyReport:
    if given["what"] == "due":
        return record_report_due(state=state, instrument=given["instrument"], due_on=given["day"], by=by)
    return record_report_submitted(
        state=state, instrument=given["instrument"], submitted_on=given["day"], symbol=given["symbol"], by=by
    )  # fmt: skip
