"""The form of a voice: what is said, in which language, with which sources, and who may read it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from comity.commitments.child_counts import GROUPS, SMALLEST
from comity.commitments.models import Recommendation, Voice
from comity.commitments.voice_rules import RULES
from comity.web.assistance.numbers import number_in
from comity.web.forms import ComityForm

Kind, Rule = Voice.Kind, Voice.Rule
MOST_TOGETHER = 40


class VoiceForm(ComityForm, forms.Form):
    text = forms.CharField(label=gettext_lazy("What you say"), widget=forms.Textarea, max_length=20_000)
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), choices=settings.LANGUAGES)
    sources = forms.CharField(
        label=gettext_lazy("Sources"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5_000, required=False
    )
    rule = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)
    also = forms.CharField(
        label=gettext_lazy("Also on these recommendations"), max_length=400, required=False,
    )  # fmt: skip
    hints = {
        "sources": gettext_lazy("One a line: title, date, address. No names of persons who could be harmed."),
        "also": gettext_lazy(
            "Their numbers, as they stand at the end of each recommendation’s address, with commas. Same State only."
        ),
        "rule": gettext_lazy("You decide, and you can withdraw it at any time. The State cannot change or hide it."),
    }
    word_limits = {"text": 600}
    choice_hints = {
        "rule": {
            Rule.NAMED: gettext_lazy("On the public page, signed by your body."),
            Rule.UNNAMED: gettext_lazy(
                "On the public page. The kind of body is shown: if there are few of your kind, somebody may guess."
            ),
            Rule.FOLLOW_UP: gettext_lazy(
                "The State’s preparers and focal points, its human rights institution, the coordinator and the staff "
                "of mechanisms. Signed."
            ),
            Rule.CONFIDENCE: gettext_lazy("Never the State, an administrator or the public. It is never published."),
        }
    }

    def __init__(self, *args: Any, kind: str, state: str, **kwargs: Any) -> None:
        self.kind, self.state = kind, state
        super().__init__(*args, **kwargs)
        rules = RULES[kind]
        self.fields["rule"].choices = [(rule.value, rule.label) for rule in rules]
        self.fields["language"].initial = get_language() or "en"
        if len(rules) == 1:
            self.fields["rule"].initial = rules[0].value
        if kind == Kind.CHILDREN:
            self._ask_for_counts()

    def _ask_for_counts(self) -> None:
        self.fields["text"].help_text = _(
            "What groups of children said, in your words. Nothing about one child: no name, school, exact age or story."
        )
        for by, groups in GROUPS.items():
            for group, label in groups.items():
                field = forms.IntegerField(label=_("Children: %(group)s") % {"group": label}, required=False)
                field.error_messages["invalid"] = _("Write a whole number: %(label)s.") % {"label": label}
                field.help_text = _("A count of at least %(number)s, or nothing.") % {"number": SMALLEST}
                self.fields[f"{by}__{group}"] = field

    def clean_also(self) -> list[Recommendation]:
        numbers = [part.strip() for part in self.cleaned_data["also"].replace("،", ",").split(",") if part.strip()]
        wanted = {number_in(part.lstrip("#")) for part in numbers}
        found = list(Recommendation.objects.filter(pk__in=wanted - {None}))
        if None in wanted or len(found) < len(wanted) or len(wanted) > MOST_TOGETHER:
            raise forms.ValidationError(_("Write numbers of recommendations, at most 40, for example 12, 15."))
        if any(self.state not in one.states for one in found):
            raise forms.ValidationError(_("All recommendations of one text are addressed to the same State."))
        return found

    def groups(self) -> list[dict[str, Any]]:
        """The counts that were given, in the form in which the verb takes them."""
        given = self.cleaned_data.items()
        return [
            {"by": by, "group": group, "number": number}
            for by, _sep, group, number in ((*name.partition("__"), number) for name, number in given)
            if group and number is not None
        ]


def initial_of(voice: Voice, first: Recommendation) -> dict[str, Any]:
    """A draft as the form shows it."""
    others = voice.recommendations.exclude(pk=first.pk).order_by("pk").values_list("pk", flat=True)
    counts = {f"{row['by']}__{row['group']}": row["number"] for row in voice.groups}
    plain: dict[str, Any] = {name: getattr(voice, name) for name in ("text", "language", "sources", "rule")}
    return {**plain, "also": ", ".join(map(str, others)), **counts}


def together(first: Recommendation, form: VoiceForm) -> Sequence[Recommendation]:
    return [first, *(one for one in form.cleaned_data["also"] if one.pk != first.pk)]
