"""The repeating parts of the request form, each on a page of its own: bodies, needs, consultations, files, States."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.assistance.domain.attachments import attach_file, largest
from comity.assistance.domain.completeness import NEED_WORD_LIMITS
from comity.assistance.domain.needs import add_need
from comity.assistance.domain.requests import invite_state, save_part
from comity.assistance.models import ConsultationRecord, NeedItem, PreparingBody, SupportRequest
from comity.reference.models import SdgTarget, State
from comity.reference.queries import alphabetical
from comity.reference.vocabulary import FourA, SupportKind, TargetGroup
from comity.web.assistance.step_forms import CurrencyField, InParts, day, many
from comity.web.forms import ComityForm


class PartForm(InParts, forms.ModelForm):
    """``whole``: the page has so few answers that it is only saved with all mandatory ones."""

    needed: Sequence[str] = ()
    whole = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need(*self.needed)

    def _clean_fields(self) -> None:
        if self.whole:
            forms.ModelForm._clean_fields(self)
        else:
            super()._clean_fields()

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data

    def write(self, record: SupportRequest, *, by: Any, expected: int | None) -> None:
        save_part(record, self.instance, by=by, expected=expected)


class BodyForm(PartForm):
    needed = ("name", "type", "part")
    whole = True
    hints = {"part": gettext_lazy("For example: “collected the figures”, “wrote the first text”.")}

    class Meta:
        model = PreparingBody
        fields = ("name", "type", "part")


class NeedForm(PartForm):
    needed = ("area", "description", "already_done", "done_by", "expected_result", "indicator", "baseline")
    word_limits = NEED_WORD_LIMITS
    hints = {
        "description": gettext_lazy("One need in plain words: what, for whom, how much."),
        "sdg_codes": gettext_lazy("Codes separated by commas, for example 4.1, 4.c."),
        "geography": gettext_lazy("Leave empty for the whole country."),
        "expected_result": gettext_lazy("What will be different afterwards."),
        "indicator": gettext_lazy("By what you will see it."),
        "baseline": gettext_lazy("Where the indicator stands today; “not known” is an answer."),
    }
    groups = many(TargetGroup.choices, gettext_lazy("Groups of persons"))
    kinds = many(SupportKind.choices, gettext_lazy("Kinds of support"))
    sdg_codes = forms.CharField(label=gettext_lazy("SDG targets"), required=False, max_length=200)
    currency = CurrencyField()
    starts_on = day(gettext_lazy("From"))
    ends_on = day(gettext_lazy("Until"))
    field_order = (
        "area", "description", "kinds", "groups", "geography", "already_done", "done_by", "expected_result",
        "indicator", "baseline", "right_aspect", "sdg_codes", "starts_on", "ends_on", "budget", "currency",
    )  # fmt: skip

    class Meta:
        model = NeedItem
        fields = (
            "area", "description", "right_aspect", "groups", "geography", "already_done", "done_by",
            "expected_result", "indicator", "baseline", "starts_on", "ends_on", "kinds", "budget", "currency",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["sdg_codes"] = ", ".join(self.instance.sdg_targets)
        self.fields["right_aspect"].choices = [("", _("none in particular")), *FourA.choices]  # type: ignore[attr-defined]

    def clean_sdg_codes(self) -> str:
        codes = [part.strip().lower() for part in self.cleaned_data["sdg_codes"].replace(";", ",").split(",")]
        codes = list(dict.fromkeys(filter(None, codes)))
        known = set(SdgTarget.objects.filter(code__in=codes).values_list("code", flat=True))
        if unknown := [code for code in codes if code not in known]:
            raise forms.ValidationError(_("There is no SDG target “%s”.") % ", ".join(unknown))
        return ", ".join(codes)

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first day."))
        return self.cleaned_data

    def write(self, record: SupportRequest, *, by: Any, expected: int | None) -> None:
        self.instance.sdg_targets = [code for code in self.cleaned_data["sdg_codes"].split(", ") if code]
        if self.instance.pk:
            save_part(record, self.instance, by=by, expected=expected)
        else:
            add_need(record, self.instance, by=by, expected=expected)


class ConsultationForm(PartForm):
    needed = ("category", "took_place")
    whole = True
    hints = {
        "who": gettext_lazy(
            "Bodies or groups. Never the name of a person, and nothing by which a child could be known."
        ),
        "changed": gettext_lazy("What became different in the request because of it."),
        "why_not": gettext_lazy("Where it did not take place."),
    }
    took_place = forms.TypedChoiceField(
        label=gettext_lazy("Were they consulted?"), widget=forms.RadioSelect, empty_value=None,
        choices=[(True, gettext_lazy("Yes")), (False, gettext_lazy("No"))],
        coerce=lambda value: value in (True, "True"),
    )  # fmt: skip
    held_on = day(gettext_lazy("When"))

    class Meta:
        model = ConsultationRecord
        fields = ("category", "took_place", "who", "held_on", "method", "changed", "why_not")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["took_place"] = None
        for name in ("changed", "why_not"):
            self.fields[name].widget.attrs["rows"] = 3

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("took_place") is False and not cleaned.get("why_not", "").strip():
            self.add_error("why_not", _("Say why they were not consulted."))
        if cleaned.get("took_place") and not cleaned.get("who", "").strip():
            self.add_error("who", _("Say which bodies or groups were consulted."))
        return cleaned


class AttachmentForm(ComityForm, forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=150)
    file = forms.FileField(label=gettext_lazy("File"))
    hints = {"title": gettext_lazy("For example “Note verbale of 3 March”. No name of a person.")}

    def __init__(self, *args: Any, instance: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = instance
        self.fields["file"].help_text = _(
            "PDF, Word (.docx), OpenDocument text, Excel (.xlsx), PNG or JPEG, at most %(most)s MB. "
            "Only your State and the coordinator can open it."
        ) % {"most": largest() // 1024**2}

    def write(self, record: SupportRequest, *, by: Any, expected: int | None) -> None:
        attach_file(record, title=self.cleaned_data["title"], file=self.cleaned_data["file"], by=by, expected=expected)


class FurtherStateForm(ComityForm, forms.Form):
    state = forms.ModelChoiceField(State.objects.none(), label=gettext_lazy("State"))
    hints = {
        "state": gettext_lazy(
            "It reads the draft, and appears in the request only after its own focal point has agreed."
        )
    }

    def __init__(self, *args: Any, instance: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = instance
        request = instance.request
        others = State.objects.states().exclude(pk__in=request.states.values("state"))
        field = self.fields["state"]
        field.queryset = others  # type: ignore[attr-defined]
        field.choices = [("", "–"), *((one.pk, one.name) for one in alphabetical(others))]  # type: ignore[attr-defined]

    def write(self, record: SupportRequest, *, by: Any, expected: int | None) -> None:
        invite_state(record, state=self.cleaned_data["state"], by=by, expected=expected)
