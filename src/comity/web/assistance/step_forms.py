"""The pages of the request form, step by step. A page is saved with gaps; the check page says what is missing."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.assistance.domain.completeness import WORD_LIMITS
from comity.assistance.domain.requests import replace_parts, write_request
from comity.assistance.enums import Audience, Extent
from comity.assistance.models import ProviderChoice, SupportRequest
from comity.people.models import Organisation
from comity.people.queries import providers
from comity.reference.vocabulary import EducationLevel, Modality, SupportKind, TargetGroup
from comity.web.forms import ComityForm

CURRENCY = re.compile(r"^[A-Z]{3}$")
REASON = "reason_"
LONG_CONDITIONS = 1000


class InParts(ComityForm):
    """A form that is saved in parts: mandatory fields are marked as such, but a gap does not stop the saving."""

    def _clean_fields(self) -> None:
        mandatory = [one for one in self.fields.values() if one.required]
        for one in mandatory:
            one.required = False
        try:
            super()._clean_fields()  # type: ignore[misc]
        finally:
            for one in mandatory:
                one.required = True

    def need(self, *names: str) -> None:
        """Mark fields as mandatory for endorsing; the others are marked “optional”."""
        for name, one in self.fields.items():
            one.required = name in names


def many(choices: Any, label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(choices=choices, label=label, widget=forms.CheckboxSelectMultiple, required=False)


def one_of(choices: Any, label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, label=label, widget=forms.RadioSelect, required=False)


def day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=False)


class CurrencyField(forms.CharField):
    """An ISO 4217 code, put into capitals; a sentence where it is none."""

    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("Currency"), required=False, widget=forms.TextInput(attrs={"size": 4}))

    def clean(self, value: Any) -> str:
        code = str(super().clean(value)).strip().upper()
        if code and not CURRENCY.match(code):
            raise forms.ValidationError(_("Write the currency as its three letters, for example USD or EUR."))
        return code


class StepForm(InParts, forms.ModelForm):
    """Fields of the request itself; ``needed`` are those without which it cannot be endorsed."""

    needed: Sequence[str] = ()

    class Meta:
        model = SupportRequest
        fields: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need(*self.needed)

    def clean(self) -> dict[str, Any]:
        """Constraints are said in our own sentences, so the model's own check of them is left out."""
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first day."))
        return self.cleaned_data

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    @transaction.atomic
    def write(self, record: SupportRequest, *, by: Any, expected: int | None) -> None:
        """Write what was changed. Whoever only passes through has written nothing, and may still endorse."""
        if not self.has_changed():
            return
        write_request(record, by=by, changes=self.changes(), expected=expected)
        for kind, organisations in self.chosen().items():
            parts = [ProviderChoice(organisation=one, kind=kind) for one in organisations]
            replace_parts(record, "choices", parts, by=by, kind=kind)

    def chosen(self) -> dict[str, Sequence[Organisation]]:
        """Organisations by kind of choice, where the page asks for them."""
        return {}


class WhoForm(StepForm):
    needed = ("language", "authority", "focal_point")
    hints = {
        "language": gettext_lazy("The language in which the State writes the request."),
        "authority": gettext_lazy("The ministry or body that asks."),
        "focal_point": gettext_lazy("The function, for example “Counsellor for human rights”. No name of a person."),
    }

    class Meta(StepForm.Meta):
        fields = ("language", "authority", "focal_point")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organisation.objects.filter(state=self.instance.state_id, type__in=["state-agency", "state-mission"])
        self.fields["authority"].queryset = bodies  # type: ignore[attr-defined]

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or str(self.instance.language)


class SituationForm(StepForm):
    needed = ("title", "situation")
    word_limits = {"situation": WORD_LIMITS["situation"], "impact": WORD_LIMITS["impact"]}
    hints = {
        "title": gettext_lazy("At most 150 characters. Say what is asked for, not what is wrong."),
        "situation": gettext_lazy("What is difficult, since when, and for whom."),
        "impact": gettext_lazy(
            "What the closure of schools or other disruption has changed, and by which figures you know."
        ),
    }
    impact_levels = many(EducationLevel.choices, gettext_lazy("Levels of education affected"))

    class Meta(StepForm.Meta):
        fields = ("title", "situation", "impact_levels", "impact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for value, label in TargetGroup.choices:
            name = f"{REASON}{value}"
            self.fields[name] = forms.CharField(label=label, required=False, max_length=300)
            self.fields[name].widget.attrs["maxlength"] = 300
            self.initial[name] = self.instance.groups.get(value, "")

    def reasons(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(REASON)]

    def changes(self) -> dict[str, Any]:
        given = {name.removeprefix(REASON): self.cleaned_data[name].strip() for name in self.fields if REASON in name}
        return {**super().changes(), "groups": {group: reason for group, reason in given.items() if reason}}


class InclusionForm(StepForm):
    needed = ("monitoring",)
    word_limits = {name: WORD_LIMITS[name] for name in ("monitoring", "sustainability")}
    hints = {
        "preferred": gettext_lazy("Only the coordinator reads this."),
        "excluded": gettext_lazy("Only the coordinator reads this. These organisations do not get the request."),
        "budget": gettext_lazy("An estimate is enough, in figures without spaces, for example 250000."),
        "known_funding": gettext_lazy("Who pays for what already, and how much."),
        "monitoring": gettext_lazy("Which body in the country follows what becomes of the support."),
        "sustainability": gettext_lazy("What stays when the support ends, and by what means."),
    }
    kinds = many(SupportKind.choices, gettext_lazy("Kinds of support wanted"))
    modalities = many(Modality.choices, gettext_lazy("Modalities wanted"))
    preferred = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Preferred providers"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    excluded = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Providers not to be asked"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    currency = CurrencyField()
    starts_on = day(gettext_lazy("From"))
    ends_on = day(gettext_lazy("Until"))

    class Meta(StepForm.Meta):
        fields = (
            "kinds", "modalities", "starts_on", "ends_on", "budget", "currency", "national_contribution",
            "known_funding", "monitoring", "sustainability",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ("preferred", "excluded"):
            _ask_for(self, kind)
        for name in ("national_contribution", "known_funding"):
            self.fields[name].widget.attrs["rows"] = 3

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        both = set(cleaned.get("preferred") or ()) & set(cleaned.get("excluded") or ())
        for organisation in both:
            self.add_error("excluded", _("“%s” cannot be both preferred and not to be asked.") % organisation.name)
        return cleaned

    def chosen(self) -> dict[str, Sequence[Organisation]]:
        return {kind: list(self.cleaned_data[kind]) for kind in ("preferred", "excluded")}


class ConsentForm(StepForm):
    needed = ("audience", "extent", "report_use")
    word_limits = {"summary": WORD_LIMITS["summary"]}
    hints = {
        "audience": gettext_lazy(
            "They read the whole request, without your files and your preferences about providers."
        ),
        "named": gettext_lazy("For “only the organisations that we name”."),
        "extent": gettext_lazy("On the public pages, which everybody can read and copy."),
        "summary": gettext_lazy("For readers outside. Needed if you publish the summary or the full request."),
        "consent_until": gettext_lazy("Empty: until you withdraw it."),
        "conditions": gettext_lazy("Everybody who reads the request because you circulate it reads them too."),
    }
    audience = one_of(Audience.choices, gettext_lazy("Circulate the request to"))
    named = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Organisations that we name"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    extent = one_of(Extent.choices, gettext_lazy("Publish"))
    consent_until = day(gettext_lazy("Consent until"))

    class Meta(StepForm.Meta):
        fields = ("audience", "extent", "summary", "report_use", "consent_until", "conditions")
        widgets = {"report_use": forms.RadioSelect}

    field_order = ("audience", "named", "extent", "summary", "report_use", "consent_until", "conditions")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for(self, "named")
        choices = [choice for choice in self.fields["report_use"].choices if choice[0]]  # type: ignore[attr-defined]
        self.fields["report_use"].choices = choices  # type: ignore[attr-defined]
        self.fields["report_use"].label = _("Use in the report of the Office of the High Commissioner")
        self.fields["conditions"].widget.attrs["rows"] = 3

    def clean_conditions(self) -> str:
        text: str = self.cleaned_data["conditions"]
        if len(text) > LONG_CONDITIONS:
            raise forms.ValidationError(_("Keep the conditions under %d characters.") % LONG_CONDITIONS)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        excluded = self.instance.choices.filter(kind="excluded", organisation__in=cleaned.get("named") or ())
        for choice in excluded.select_related("organisation"):
            self.add_error("named", _("“%s” is among the providers not to be asked.") % choice.organisation.name)
        return cleaned

    def chosen(self) -> dict[str, Sequence[Organisation]]:
        return {"named": list(self.cleaned_data["named"])}


def _ask_for(form: Any, kind: str) -> None:
    """Let the page choose among the organisations that can provide support."""
    form.fields[kind].queryset = providers()
    form.initial[kind] = sorted(form.instance.choices.filter(kind=kind).values_list("organisation", flat=True))


STEP_FORMS: dict[str, type[StepForm]] = {
    "who": WhoForm,
    "situation": SituationForm,
    "inclusion": InclusionForm,
    "consent": ConsentForm,
}
