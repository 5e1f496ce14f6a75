"""Forms of the safeguarding desk."""

from django import forms
from django.utils.translation import gettext_lazy

from comity.commitments.models import ContactAccess, Submission
from comity.web.forms import ComityForm

S = Submission.Status


class TriageForm(ComityForm, forms.Form):
    finding = forms.ChoiceField(
        label=gettext_lazy("What is to become of it"), widget=forms.RadioSelect,
        choices=[(status.value, status.label) for status in (S.USABLE, S.CARE, S.SET_ASIDE)],
    )  # fmt: skip
    answer = forms.CharField(
        label=gettext_lazy("What its sender reads by the receipt"), widget=forms.Textarea, max_length=2_000,
        required=False,
    )  # fmt: skip
    hints = {"answer": gettext_lazy("Whoever has the receipt code reads this: repeat nothing of the text.")}
    word_limits = {"answer": 150}
    choice_hints = {
        "finding": {
            S.USABLE: gettext_lazy("Nobody can be recognised or harmed by it."),
            S.CARE: gettext_lazy("It stays here; it is neither used nor published for now."),
            S.SET_ASIDE: gettext_lazy("It is erased at once, with the contact. This cannot be undone."),
        }
    }


class AskForm(ComityForm, forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why the sender has to be reached"), choices=ContactAccess.Reason.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
