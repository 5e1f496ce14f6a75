"""What every form does alike: hints, word limits, and errors as sentences that say what to do."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.kernel.words import count_words


@deconstructible
class MaxWords:
    """Validator: at most ``limit`` words."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, value: str) -> None:
        over = count_words(value) - self.limit
        if over > 0:
            raise ValidationError(
                ngettext(
                    "The text is %(over)s word too long; at most %(limit)s words fit. Shorten it.",
                    "The text is %(over)s words too long; at most %(limit)s words fit. Shorten it.",
                    over,
                )
                % {"over": over, "limit": self.limit},
                code="max_words",
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MaxWords) and other.limit == self.limit

    def __hash__(self) -> int:
        return hash(self.limit)


def max_words(limit: int) -> MaxWords:
    """A validator for texts that a form limits in words."""
    return MaxWords(limit)


INVALID: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.DateTimeField, gettext_lazy("“%(label)s” is not a date and time. Write it as 2026-12-31 14:00.")),
    (forms.DateField, gettext_lazy("“%(label)s” is not a date. Write it as 2026-12-31.")),
    (forms.DecimalField, gettext_lazy("“%(label)s” is not a number. Write it in digits, for example 25000.50.")),
    (
        forms.IntegerField,
        gettext_lazy("“%(label)s” is not a whole number. Write it in digits, for example 120."),
    ),
    (forms.EmailField, gettext_lazy("“%(label)s” is not an e-mail address. Write it like name@example.org.")),
    (
        forms.URLField,
        gettext_lazy("“%(label)s” is not a web address. Write it in full, with https:// in front."),
    ),
)


class ComityForm:
    """Mixin for ``forms.Form`` and ``forms.ModelForm``; name it first among the bases.

    ``hints``: field → sentence under the label. ``word_limits``: field → most words. ``choice_hints``:
    field → {value: sentence}. Mandatory fields are plain, the others are marked “optional”; the browser's own
    bubbles are off, because the server's sentences are better and are the same for everybody.
    """

    hints: dict[str, Any] = {}
    word_limits: dict[str, int] = {}
    choice_hints: dict[str, dict[str, Any]] = {}
    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, hint in self.hints.items():
            if name in self.fields:
                self.fields[name].help_text = hint
        for name, limit in self.word_limits.items():
            if name in self.fields:
                _limit_words(self.fields[name], limit)
        for name, field in self.fields.items():
            _say_it_in_sentences(field, str(field.label or name.replace("_", " ").capitalize()))

    def add_sentences(self, sentences: Any, field: str | None = None) -> None:
        """Show the sentences of a refused act (``ActError.sentences``) with this form."""
        for sentence in sentences:
            self.add_error(field, str(sentence))  # type: ignore[attr-defined]


def _limit_words(field: forms.Field, limit: int) -> None:
    field.validators = [*field.validators, MaxWords(limit)]
    field.widget.attrs["data-words"] = limit
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = min(16, max(4, limit // 20))


def _say_it_in_sentences(field: forms.Field, label: str) -> None:
    """Replace Django's short messages; the label is in each, since the summary stands far from the field."""
    words = {"label": label}
    chosen = isinstance(field, (forms.ChoiceField, forms.ModelChoiceField))
    missing = _("Choose an answer: %(label)s.") if chosen else _("Fill this in: %(label)s.")
    field.error_messages["required"] = missing % words
    if chosen:
        field.error_messages["invalid_choice"] = _("Choose one of the answers that are listed: %(label)s.") % words
        return
    for kind, sentence in INVALID:
        if isinstance(field, kind):
            field.error_messages["invalid"] = sentence % words
            for validator in field.validators:
                if getattr(validator, "code", "") == "invalid":
                    validator.message = sentence % words  # type: ignore[attr-defined]
            return
