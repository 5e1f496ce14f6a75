"""The forms of an implementation action: what is planned, the SMART checklist, and a report on it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.commitments.domain.followup_machine import STEPS
from comity.commitments.domain.followup_smart import checklist
from comity.commitments.enums import ActionStatus, Criterion
from comity.commitments.models import ImplementationAction
from comity.people.enums import OrganisationType
from comity.people.models import Organisation
from comity.reference.models import State
from comity.web.cooperation.offer_forms import day_input
from comity.web.forms import ComityForm

OF_THE_STATE = (OrganisationType.STATE_AGENCY, OrganisationType.STATE_MISSION)
TEXTS = ("title", "description", "lead_name", "other_contributors", "indicator", "baseline", "target", "currency")
PLAIN = (*TEXTS, "due_on", "budget", "remind_months")


def _text(label: Any, most: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False)


class ActionForm(ComityForm, forms.Form):
    title = forms.CharField(label=gettext_lazy("What will be done, in a line"), max_length=200)
    description = forms.CharField(
        label=gettext_lazy("What will be done, and what will be different"), widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )  # fmt: skip
    lead = forms.ModelChoiceField(label=gettext_lazy("Lead institution"), queryset=None, required=False)
    lead_name = _text(gettext_lazy("Lead institution, if it is not in the list"), 200)
    contributors = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Contributing institutions"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    other_contributors = _text(gettext_lazy("Further contributing institutions"), 300)
    indicator = _text(gettext_lazy("Indicator"), 300)
    baseline = _text(gettext_lazy("Baseline"), 150)
    target = _text(gettext_lazy("Target"), 150)
    due_on = forms.DateField(label=gettext_lazy("To be done by"), widget=day_input(), required=False)
    budget = forms.DecimalField(
        label=gettext_lazy("Budget"), max_digits=16, decimal_places=2, required=False,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    currency = _text(gettext_lazy("Currency"), 3)
    remind_months = forms.IntegerField(
        label=gettext_lazy("Months between reminders"), required=False, min_value=1, max_value=60
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)

    hints = {
        "lead": gettext_lazy("Reminders go to the institution, whoever works there at the time."),
        "other_contributors": gettext_lazy("Institutions that are not in the list; no names of persons."),
        "baseline": gettext_lazy("Where it stands now, for example 61 % in 2025."),
        "target": gettext_lazy("Where it should be on the last day."),
        "currency": gettext_lazy("Three letters, for example EUR."),
        "remind_months": gettext_lazy("Leave it empty for the usual time of this installation."),
    }
    word_limits = {"description": 200}

    def __init__(self, *args: Any, state: State, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(state=state)
        self.fields["lead"].queryset = own.filter(type__in=OF_THE_STATE)
        self.fields["lead"].empty_label = _("none of these, or not decided")
        self.fields["contributors"].queryset = own
        self.fields["currency"].widget.attrs["size"] = 4

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).strip().upper()

    def said(self) -> dict[str, Any]:
        """The fields as the verbs take them."""
        return {name: self.cleaned_data[name] for name in (*PLAIN, "lead")}


def initial_of(action: ImplementationAction) -> dict[str, Any]:
    stored = {name: getattr(action, name) for name in PLAIN}
    chosen = list(action.contributors.values_list("pk", flat=True))
    return {**stored, "lead": action.lead_id, "contributors": chosen, "expected": action.row_version}


class SmartForm(ComityForm, forms.Form):
    """Two fields a question, ``specific`` and ``specific_why``; the record's own suggestion stands as the hint."""

    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, action: ImplementationAction, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"expected": action.row_version}
        self.base_fields = dict(self.base_fields)
        for answer in checklist(action):
            name = answer.criterion.value
            words = _("yes") if answer.suggested else _("no")
            hint = _("From the record: %(answer)s. %(because)s") % {"answer": words, "because": answer.because}
            choices = [("yes", _("yes")), ("no", _("no"))]
            self.base_fields[name] = forms.ChoiceField(
                label=answer.criterion.label, choices=choices, widget=forms.RadioSelect, required=False, help_text=hint
            )
            self.base_fields[f"{name}_why"] = forms.CharField(label=_("Why"), max_length=300, required=False)
            met = {True: "yes", False: "no", None: ""}[answer.met]
            initial |= {name: met, f"{name}_why": answer.why}
        super().__init__(*args, initial=initial, **kwargs)

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[name], self[f"{name}_why"]) for name in Criterion.values]

    def said(self) -> dict[str, Mapping[str, Any]]:
        data = self.cleaned_data
        answers = {"yes": True, "no": False, "": None}
        return {name: {"met": answers[data[name]], "why": data[f"{name}_why"]} for name in Criterion.values}


class ReportForm(ComityForm, forms.Form):
    status = forms.ChoiceField(label=gettext_lazy("How far is it?"), widget=forms.RadioSelect)
    on = forms.DateField(label=gettext_lazy("As of"), widget=day_input())
    done = forms.CharField(label=gettext_lazy("What was done"), widget=forms.Textarea(attrs={"rows": 5}))
    value = _text(gettext_lazy("Value of the indicator"), 150)
    obstacles = forms.CharField(
        label=gettext_lazy("Obstacles"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)
    hints = {"done": gettext_lazy("“Nothing yet” is an answer. No names of persons.")}
    word_limits = {"done": 200, "obstacles": 120}

    def __init__(self, *args: Any, action: ImplementationAction, **kwargs: Any) -> None:
        given = kwargs.get("initial") or {}
        usual = {"on": timezone.localdate(), "status": action.status, "expected": action.row_version}
        super().__init__(*args, **{**kwargs, "initial": usual | given})
        reached = [new for old, new in STEPS if old == action.status]
        options = [one for one in ActionStatus if one == action.status or one in reached]
        self.fields["status"].choices = [(one.value, one.label) for one in options]


class StepForm(ComityForm, forms.Form):
    """Dropping an action, with the reason, or taking it up again."""

    reason = forms.CharField(label=gettext_lazy("Reasons"), widget=forms.Textarea(attrs={"rows": 4}))
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)
    word_limits = {"reason": 120}

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["reason"]
