"""The form of an offer: what, how, for which needs, with which money, until when."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import MinValueValidator, RegexValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.assistance.domain.offers import FIELDS
from comity.assistance.enums import MoneyStatus
from comity.assistance.models import Offer
from comity.reference.vocabulary import Modality
from comity.web.cooperation.needs import Need
from comity.web.forms import ComityForm

THREE_LETTERS = RegexValidator(
    r"^[A-Z]{3}$", gettext_lazy("Write the currency as three capital letters, for example USD.")
)


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def money_fields() -> tuple[forms.DecimalField, forms.CharField]:
    amount = forms.DecimalField(
        label=gettext_lazy("Money"), max_digits=16, decimal_places=2, required=False, validators=[MinValueValidator(0)]
    )
    for validator in amount.validators:
        if isinstance(validator, MinValueValidator):
            validator.message = gettext_lazy("A sum of money cannot be below zero.")
    currency = forms.CharField(
        label=gettext_lazy("Currency"), max_length=3, required=False, validators=[THREE_LETTERS], initial="USD"
    )
    return amount, currency


class OfferForm(ComityForm, forms.Form):
    """Fields of the offer, and a tick with “what for this need” for each need that the officer may read."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=150)
    description = forms.CharField(label=gettext_lazy("What is offered"), widget=forms.Textarea)
    modality = forms.ChoiceField(
        label=gettext_lazy("How the partners stand to one another"), choices=Modality.choices, widget=forms.RadioSelect
    )
    is_new = forms.TypedChoiceField(
        label=gettext_lazy("Is this a new activity?"),
        choices=[("True", gettext_lazy("A new activity")), ("False", gettext_lazy("Part of an existing activity"))],
        coerce=lambda value: value == "True", widget=forms.RadioSelect, initial="True",
    )  # fmt: skip
    in_kind = forms.CharField(label=gettext_lazy("Resources in kind"), widget=forms.Textarea, required=False)
    amount, currency = money_fields()
    money_status = forms.ChoiceField(
        label=gettext_lazy("The money is a"), choices=MoneyStatus.choices, required=False, widget=forms.RadioSelect
    )
    conditions = forms.CharField(label=gettext_lazy("Conditions"), widget=forms.Textarea, required=False)
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), widget=day_input())
    contact = forms.CharField(label=gettext_lazy("Contact"), max_length=150)
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)

    hints = {
        "in_kind": gettext_lazy("Experts, places in a course, equipment, licences: what you give without money."),
        "amount": gettext_lazy("Leave it empty if you offer no money."),
        "conditions": gettext_lazy("What must be in place on the other side. Empty means: none."),
        "valid_until": gettext_lazy("After this day the State can no longer accept the offer."),
        "contact": gettext_lazy("The function, not a person's name: for example “Education section”."),
    }
    choice_hints = {
        "money_status": {
            "pledge": gettext_lazy("An intention. It never enters a total."),
            "commitment": gettext_lazy("A firm decision by the body that can decide it."),
        }
    }
    word_limits = {"description": 300, "in_kind": 150, "conditions": 150}

    def __init__(self, *args: Any, needs: Iterable[Need], **kwargs: Any) -> None:
        self.needs = list(needs)
        super().__init__(*args, **kwargs)
        for need in self.needs:
            self._add_need(need)

    def _add_need(self, need: Need) -> None:
        result = _("Expected result: %(result)s") % {"result": need.result} if need.result else ""
        tick = forms.BooleanField(label=need.label, required=False, help_text=result)
        text = forms.CharField(label=_("What for this need"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
        text.help_text = _("Needed where you tick the need.")
        text.widget.attrs["aria-label"] = _("What for this need: %(need)s") % {"need": need.label}
        self.fields |= {f"need_{need.pk}": tick, f"for_{need.pk}": text}

    @property
    def need_rows(self) -> Iterator[tuple[Any, Any]]:
        """Tick and text of each need, for the template."""
        for need in self.needs:
            yield self[f"need_{need.pk}"], self[f"for_{need.pk}"]

    def clean_valid_until(self) -> Any:
        day = self.cleaned_data["valid_until"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose the last day on which the State can accept."))
        return day

    def clean(self) -> Mapping[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("amount") is not None:
            if not data.get("money_status"):
                self.add_error("money_status", _("Say whether the money is a pledge or a commitment."))
            if not data.get("currency") and "currency" not in self.errors:
                self.add_error("currency", _("Name the currency of the money."))
        elif data.get("money_status"):
            self.add_error("amount", _("Give the sum, or leave open what the money is."))
        self._clean_needs(data)
        return data

    def _clean_needs(self, data: Mapping[str, Any]) -> None:
        for need in self.needs:
            ticked, text = data.get(f"need_{need.pk}"), str(data.get(f"for_{need.pk}") or "").strip()
            if ticked and not text:
                self.add_error(
                    f"for_{need.pk}", _("Say what you offer for this need: %(need)s.") % {"need": need.label}
                )
            if text and not ticked:
                self.add_error(f"need_{need.pk}", _("Tick the need that you wrote about, or empty the text."))
        if self.needs and not any(data.get(f"need_{need.pk}") for need in self.needs):
            self.add_error(None, _("Choose at least one need that the offer answers."))

    def offer_fields(self) -> dict[str, Any]:
        """What the verbs call ``fields``."""
        found = {name: self.cleaned_data[name] for name in FIELDS}
        return {**found, "currency": found["currency"] or "USD"}

    def answered_needs(self) -> dict[int, str]:
        """Primary key of each ticked need to what is offered for it."""
        data = self.cleaned_data
        return {need.pk: data[f"for_{need.pk}"].strip() for need in self.needs if data[f"need_{need.pk}"]}


def initial_of(offer: Offer) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(offer, name) for name in FIELDS}
    found |= {"is_new": str(offer.is_new), "expected": offer.row_version}
    for item in offer.items.all():
        found |= {f"need_{item.need_id}": True, f"for_{item.need_id}": item.contribution}
    return found
