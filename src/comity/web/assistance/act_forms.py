"""What an act asks for before it is done."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.assistance.domain.notes import CONSULTED_ROLES
from comity.assistance.domain.screening import QUESTIONS
from comity.assistance.enums import Audience, Extent, ReportUse
from comity.assistance.models import Assessment, Screening, SupportRequest
from comity.kernel.visibility import Level
from comity.people.models import Membership, Organisation
from comity.web.assistance.screening_shown import answers
from comity.web.assistance.step_forms import day
from comity.web.forms import ComityForm

LONG = 4000
TEXT = forms.Textarea(attrs={"rows": 6})


class ActForm(ComityForm, forms.Form):
    """A form that knows the record which the act is about."""

    def __init__(self, *args: Any, record: SupportRequest, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **kwargs)


class ReasonForm(ActForm):
    reason = forms.CharField(label=gettext_lazy("Reasons"), max_length=LONG, widget=TEXT)


class HoldForm(ReasonForm):
    hints = {"reason": gettext_lazy("The State and the coordinator read them.")}


class MissingForm(ReasonForm):
    hints = {"reason": gettext_lazy("One point a line. The State reads them exactly as you write them.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What is missing")


class LetterForm(ReasonForm):
    hints = {"reason": gettext_lazy("Say who was asked, and what the State can do now.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Letter to the focal point")


class WithdrawForm(ActForm):
    reason = forms.CharField(label=gettext_lazy("Reasons"), max_length=LONG, widget=TEXT, required=False)
    hints = {"reason": gettext_lazy("You need not give any. They stay inside your State.")}


class ScreeningForm(ActForm):
    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=Screening.Result.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(label=gettext_lazy("Reasons, sent to the focal point"), max_length=LONG, widget=TEXT)
    referral = forms.CharField(
        label=gettext_lazy("Where else the State may turn"), max_length=LONG, widget=TEXT, required=False
    )
    hints = {"referral": gettext_lazy("Offer this in particular where you decline.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, questions in QUESTIONS.items():
            for question in questions:
                self._ask(f"{name}-{question.code}", str(question.text))

    def _ask(self, name: str, text: str) -> None:
        answer = forms.ChoiceField(label=text, choices=list(answers().items()), widget=forms.RadioSelect)
        answer.error_messages["required"] = _("Answer the question: %(question)s") % {"question": text}
        self.fields[name] = answer
        label = format_html('{}<span class="hidden">: {}</span>', _("Note"), text)
        self.fields[f"{name}-note"] = forms.CharField(label=label, max_length=300, required=False)

    def asked(self, name: str) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The questions of one list, each with its note."""
        return [(self[f"{name}-{one.code}"], self[f"{name}-{one.code}-note"]) for one in QUESTIONS[name]]

    def given(self) -> dict[str, list[dict[str, str]]]:
        """The answers as the domain takes them."""
        return {
            name: [
                {
                    "question": one.code,
                    "answer": self.cleaned_data[f"{name}-{one.code}"],
                    "note": self.cleaned_data[f"{name}-{one.code}-note"],
                }
                for one in questions
            ]
            for name, questions in QUESTIONS.items()
        }


class AssessmentForm(ActForm):
    mode = forms.ChoiceField(label=gettext_lazy("How"), choices=Assessment.Mode.choices, widget=forms.RadioSelect)
    terms = forms.CharField(label=gettext_lazy("Terms of reference"), max_length=LONG, widget=TEXT)


class AssessmentReportForm(ActForm):
    consulted = forms.CharField(label=gettext_lazy("Who was consulted"), max_length=LONG, widget=TEXT)
    report = forms.CharField(label=gettext_lazy("Report"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 14}))
    hints = {
        "report": gettext_lazy("The State reads it first. Providers read it only after the State has approved it.")
    }


class ConsentChangeForm(ActForm):
    audience = forms.ChoiceField(
        label=gettext_lazy("Circulate the request to"), choices=Audience.choices, widget=forms.RadioSelect
    )
    extent = forms.ChoiceField(label=gettext_lazy("Publish"), choices=Extent.choices, widget=forms.RadioSelect)
    report_use = forms.ChoiceField(
        label=gettext_lazy("Use in the report of the Office of the High Commissioner"), choices=ReportUse.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    until = day(gettext_lazy("Consent until"))
    conditions = forms.CharField(
        label=gettext_lazy("Conditions"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    hints = {"until": gettext_lazy("Empty: until you withdraw it.")}

    def __init__(self, *args: Any, record: SupportRequest, **kwargs: Any) -> None:
        names = ("audience", "extent", "report_use", "conditions")
        initial = {"until": record.consent_until, **{name: getattr(record, name) for name in names}}
        super().__init__(*args, record=record, initial=initial, **kwargs)


class InviteForm(ActForm):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Body"))
    hints = {"organisation": gettext_lazy("It reads the whole request as submitted, without files, and may comment.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = Membership.objects.filter(role__in=list(CONSULTED_ROLES)).values("organisation")
        invited = self.record.choices.filter(kind="consulted").values("organisation")
        bodies = Organisation.objects.filter(pk__in=able).exclude(pk__in=invited)
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]


class CommentForm(ActForm):
    text = forms.CharField(label=gettext_lazy("Comment"), max_length=LONG, widget=TEXT)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Who may read it"), coerce=int, widget=forms.RadioSelect,
        choices=[
            (int(Level.CONCERNED), gettext_lazy("The State and the coordinator")),
            (int(Level.RESTRICTED), gettext_lazy("I fear reprisals: only safeguarding may read this")),
        ],
    )  # fmt: skip
    hints = {"text": gettext_lazy("Name no person who could be harmed by it, and no child.")}
    choice_hints = {
        "level": {
            str(int(Level.CONCERNED)): gettext_lazy("They read it with the name of your organisation."),
            str(int(Level.RESTRICTED)): gettext_lazy(
                "The State never sees it: neither the text, nor that it exists. The coordinator does not see it either."
            ),
        }
    }


def lists_of(form: ScreeningForm, headings: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """The three lists of a screening with their headings, for the page."""
    return [{"name": name, "heading": headings[name], "asked": form.asked(name)} for name in QUESTIONS]
