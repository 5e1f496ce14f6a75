"""The form of an assessment: the step of the scale, as of when, in words; with the reason where one is needed."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.commitments.grades import grades
from comity.web.cooperation.offer_forms import day_input
from comity.web.forms import ComityForm

REASONS = {
    "correct": (_("What was wrong"), _("Both entries stay in the history, the reason with the new one.")),
    "together": (_("Why they stand together"), _("For example: they ask for the same law. It is kept with each.")),
}


class StatusForm(ComityForm, forms.Form):
    """``why``: "correct" or "together" where a reason is asked for."""

    grade = forms.ChoiceField(label=_("Where does it stand?"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("As of"), widget=day_input())
    note = forms.CharField(
        label=_("What was done, and what is missing"), widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    hints = {
        "grade": _("Your State's own assessment, on the scale that the Human Rights Committee uses in its follow-up."),
        "note": _("It goes into reports word for word. No names of persons."),
    }
    word_limits = {"note": 300, "reason": 100}

    def __init__(self, *args: Any, why: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [(grade.code, str(grade)) for grade in grades().values()]
        self.choice_hints = {"grade": {grade.code: grade.meaning for grade in grades().values()}}
        if not why:
            del self.fields["reason"]
        else:
            self.fields["reason"].label, self.fields["reason"].help_text = REASONS[why]
            self.fields["reason"].error_messages["required"] = _("Fill this in: %s.") % REASONS[why][0]

    def said(self) -> dict[str, Any]:
        """The cleaned values as the verbs take them."""
        return dict(self.cleaned_data)
