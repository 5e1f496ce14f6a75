"""The forms of a plan and of one provider's component in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.assistance.models import Component, Plan
from comity.web.cooperation.offer_forms import day_input, money_fields
from comity.web.cooperation.rows import Rows
from comity.web.forms import ComityForm

MARKERS = {
    "0": gettext_lazy("0 – the plan does not contribute"),
    "1": gettext_lazy("1 – it contributes in a limited way"),
    "2": gettext_lazy("2 – it is an important aim"),
    "3": gettext_lazy("3 – it is the main aim"),
}


class PeriodMixin:
    """The last day is not before the first."""

    def clean(self) -> Mapping[str, Any]:
        data: Mapping[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc]
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first day. Change one of them."))  # type: ignore[attr-defined]
        return data


class PlanForm(PeriodMixin, ComityForm, forms.Form):
    aim = forms.CharField(label=gettext_lazy("Aim"), widget=forms.Textarea)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=day_input())
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=day_input())
    monitoring = forms.CharField(label=gettext_lazy("Monitoring arrangement"), widget=forms.Textarea)
    sustainability = forms.CharField(
        label=gettext_lazy("Sustainability and exit"), widget=forms.Textarea, required=False
    )
    gender_marker = forms.TypedChoiceField(
        label=gettext_lazy("Gender marker"), choices=MARKERS.items(), coerce=int, widget=forms.RadioSelect
    )
    rights_marker = forms.TypedChoiceField(
        label=gettext_lazy("Human rights marker"), choices=MARKERS.items(), coerce=int, widget=forms.RadioSelect
    )
    expected = forms.IntegerField(widget=forms.HiddenInput)

    hints = {
        "aim": gettext_lazy("What will be different in the country at the end."),
        "monitoring": gettext_lazy("Who looks at the progress, how often, and who is heard."),
        "sustainability": gettext_lazy("What goes on after the last day, and by what means."),
        "gender_marker": gettext_lazy("How far the plan contributes to the equality of women and men, girls and boys."),
        "rights_marker": gettext_lazy("How far the plan contributes to the enjoyment of human rights."),
    }
    word_limits = {"aim": 200, "monitoring": 150, "sustainability": 150}


PLAN_FIELDS = ("aim", "starts_on", "ends_on", "monitoring", "sustainability", "gender_marker", "rights_marker")


def initial_of_plan(plan: Plan) -> dict[str, Any]:
    return {**{name: getattr(plan, name) for name in PLAN_FIELDS}, "expected": plan.row_version}


class ComponentForm(PeriodMixin, ComityForm, forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=150)
    description = forms.CharField(label=gettext_lazy("What will be done"), widget=forms.Textarea)
    needs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Needs served"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=day_input(), required=False)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=day_input(), required=False)
    budget, currency = money_fields()
    expected = forms.IntegerField(widget=forms.HiddenInput)
    hints = {"budget": gettext_lazy("What the provider plans to spend; it is no promise to pay.")}
    word_limits = {"description": 200}

    def __init__(self, *args: Any, needs: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = list(needs)
        self.fields["budget"].label = _("Budget")


class OutputForm(ComityForm, forms.Form):
    title = forms.CharField(label=gettext_lazy("What is produced"), max_length=200)
    indicator = forms.CharField(label=gettext_lazy("Indicator"), max_length=300)
    baseline = forms.CharField(label=gettext_lazy("Baseline"), max_length=150, required=False)
    target = forms.CharField(label=gettext_lazy("Target"), max_length=150)


class MilestoneForm(ComityForm, forms.Form):
    title = forms.CharField(label=gettext_lazy("What is reached"), max_length=200)
    due_on = forms.DateField(label=gettext_lazy("Due"), widget=day_input())


OUTPUT_NAMES, MILESTONE_NAMES = ("title", "indicator", "baseline", "target"), ("title", "due_on")
OutputRows = forms.formset_factory(OutputForm, formset=Rows, extra=1, max_num=30, can_delete=True)
MilestoneRows = forms.formset_factory(MilestoneForm, formset=Rows, extra=1, max_num=30, can_delete=True)
COMPONENT_FIELDS = ("title", "description", "starts_on", "ends_on", "budget", "currency")


def initial_of_component(component: Component | None, plan: Plan) -> dict[str, Any]:
    found: dict[str, Any] = {"expected": plan.row_version, "starts_on": plan.starts_on, "ends_on": plan.ends_on}
    if component is not None:
        found |= {name: getattr(component, name) for name in COMPONENT_FIELDS}
        found["needs"] = list(component.needs.values_list("pk", flat=True))
    return found
