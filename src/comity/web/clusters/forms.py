"""The forms of a cluster's page. Each carries the row version that the person saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.commitments.domain.clusters import LONGEST_LABEL
from comity.web.forms import ComityForm


class ClusterForm(ComityForm, forms.Form):
    expected = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[Any, str]]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in (choices or {}).items():
            if name in self.fields:
                self.fields[name].choices = values  # type: ignore[attr-defined]


class NameForm(ClusterForm):
    label = forms.CharField(label=_("Title"), max_length=LONGEST_LABEL)
    common_ask = forms.CharField(
        label=_("What all of them ask"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    word_limits = {"common_ask": 150}


class NoteForm(ClusterForm):
    recommendation = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What this one adds or limits"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    word_limits = {"text": 100}


class MemberForm(ClusterForm):
    recommendation = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(ClusterForm):
    recommendation = forms.TypedChoiceField(label=_("Recommendation"), coerce=int)
    to = forms.TypedChoiceField(label=_("Into the cluster"), coerce=int)


class MergeForm(ClusterForm):
    other = forms.TypedChoiceField(label=_("Other cluster"), coerce=int)
    hints = {"other": _("Its members and their notes come into this one; the other cluster ends.")}


class SplitForm(ClusterForm):
    recommendations = forms.TypedMultipleChoiceField(
        label=_("Members of the new cluster"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    label = forms.CharField(label=_("Title of the new cluster"), max_length=LONGEST_LABEL)


class AloneForm(ComityForm, forms.Form):
    """Recommendations that stand alone, into a cluster that there is, or into a new one."""

    recommendations = forms.TypedMultipleChoiceField(label=_("Recommendations"), coerce=int)
    to = forms.TypedChoiceField(label=_("Into the cluster"), coerce=int, required=False, empty_value=None)
    label = forms.CharField(label=_("Or title of a new cluster"), max_length=LONGEST_LABEL, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("to") and not given.get("label", "").strip():
            self.add_error("to", _("Choose a cluster, or write the title of a new one."))
        return given
