"""The public form: plain words, few questions, nothing about who somebody is unless they want to say."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy

from comity.web.forms import ComityForm

LEFT_ALONE = {"autocomplete": "off"}


class TellForm(ComityForm, forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What do you want to tell?"), widget=forms.Textarea(attrs=LEFT_ALONE), max_length=20_000
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of your text"), choices=settings.LANGUAGES)
    sources = forms.CharField(
        label=gettext_lazy("Where can this be checked?"), widget=forms.Textarea(attrs={"rows": 3, **LEFT_ALONE}),
        max_length=3_000, required=False,
    )  # fmt: skip
    concern = forms.BooleanField(
        label=gettext_lazy("I am afraid that I, or somebody else, could be punished for this"), required=False
    )
    may_publish = forms.ChoiceField(
        label=gettext_lazy("May your words be published without a name?"), widget=forms.RadioSelect,
        choices=[
            ("no", gettext_lazy("No: only the safeguarding officers read them")),
            ("yes", gettext_lazy("Yes, if a safeguarding officer finds that it is safe")),
        ],
    )  # fmt: skip
    contact = forms.CharField(
        label=gettext_lazy("How can we reach you?"), widget=forms.TextInput(attrs=LEFT_ALONE), max_length=300,
        required=False,
    )  # fmt: skip
    hints = {
        "text": gettext_lazy(
            "Write it so that nobody can be recognised by it. Do not name a child, a school or a person who could be "
            "harmed."
        ),
        "sources": gettext_lazy("A law, a report, a newspaper. Leave it empty if it could lead to you."),
        "contact": gettext_lazy(
            "You need not say. If you do, it is kept apart from your text, and it takes two people to open it."
        ),
    }
    word_limits = {"text": 1000}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language() or "en"


class ReceiptForm(ComityForm, forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Receipt code"), max_length=40,
        widget=forms.TextInput(attrs={**LEFT_ALONE, "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    hints = {"code": gettext_lazy("Five groups of four letters and digits.")}


class AdditionForm(ComityForm, forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What do you want to add?"), widget=forms.Textarea(attrs=LEFT_ALONE), max_length=20_000
    )
    word_limits = {"text": 1000}
