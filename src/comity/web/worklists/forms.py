"""Which recommendations go into a worklist, and the file that comes back."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from comity.commitments.models import Recommendation
from comity.commitments.rules import worklist_states
from comity.reference.names import state_name
from comity.reference.tags import theme_codes, theme_name
from comity.web.forms import ComityForm

ENDING = ".xlsx"


class ChoosingForm(ComityForm, forms.Form):
    """All fields but the State narrow the list."""

    state = forms.ChoiceField(label=gettext_lazy("State"))
    mechanism = forms.ChoiceField(label=gettext_lazy("Mechanism"), required=False)
    session = forms.IntegerField(
        label=gettext_lazy("Session of the Universal Periodic Review"), min_value=1, max_value=99, required=False
    )
    position = forms.ChoiceField(label=gettext_lazy("Position of the State"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    q = forms.CharField(label=gettext_lazy("Words"), max_length=200, required=False)
    hints = {"q": gettext_lazy("Only recommendations with these words.")}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        every = ("", _("all"))
        choices = {
            "state": sorted(((code, state_name(code, language)) for code in worklist_states(user)), key=_label),
            "mechanism": [every, *Recommendation.Mechanism.choices],
            "position": [every, *((code, label) for code, label in Recommendation.Position.choices if code)],
            "theme": [every, *sorted(((code, theme_name(code)) for code in theme_codes()), key=_label)],
        }
        for name, values in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = values

    def params(self) -> dict[str, str]:
        """The query of the register that was asked for."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class ReturnForm(ComityForm, forms.Form):
    file = forms.FileField(label=gettext_lazy("The worklist as it came back"))
    hints = {"file": gettext_lazy("A spreadsheet (.xlsx). It is compared first; nothing is written by that.")}

    def clean_file(self) -> Any:
        file, most = self.cleaned_data["file"], settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if file.size > most:
            raise forms.ValidationError(_("The file is larger than %(size)s MB.") % {"size": most // (1024 * 1024)})
        if not file.name.lower().endswith(ENDING):
            raise forms.ValidationError(_("Such a file ends in %(ending)s.") % {"ending": ENDING})
        return file


def _label(choice: tuple[str, str]) -> str:
    return choice[1]
