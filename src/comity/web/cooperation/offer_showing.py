"""An offer as rows of a summary and as a timeline, for one reader."""

from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from comity.assistance.models import Offer
from comity.assistance.rules_cooperation import offer_history, reasons_are_private_to


def money(amount: Any, currency: str) -> str:
    """A sum as the reader's language writes it; empty where there is none."""
    return "" if amount in (None, "") else f"{number_format(amount, use_l10n=True, force_grouping=True)} {currency}"


def offer_rows(offer: Offer) -> list[dict[str, Any]]:
    """Everything an offer says but the needs, which have their own table. Missing values read “not given”."""
    sum_and_kind = money(offer.amount, offer.currency)
    if sum_and_kind:
        sum_and_kind = f"{sum_and_kind} – {offer.get_money_status_display()}"
    return [
        {"label": _("What is offered"), "value": offer.description, "prose": True},
        {"label": _("How the partners stand to one another"), "value": offer.get_modality_display()},
        {"label": _("Activity"), "value": _("A new activity") if offer.is_new else _("Part of an existing activity")},
        {"label": _("Resources in kind"), "value": offer.in_kind, "prose": True},
        {"label": _("Money"), "value": sum_and_kind},
        {"label": _("Conditions"), "value": offer.conditions, "prose": True},
        {"label": _("Valid until"), "value": date_format(offer.valid_until, "DATE_FORMAT")},
        {"label": _("Contact"), "value": offer.contact},
    ]


def offer_steps(offer: Offer, user: Any) -> list[dict[str, Any]]:
    """The timeline, newest first. Reasons are left out for readers who stand on neither side."""
    private = reasons_are_private_to(offer, user)
    return [
        {"at": step.at, "title": label, "who": step.by.title if step.by else _("the system"),
         "text": step.reason if private else ""}
        for label, step in offer_history(offer)
    ]  # fmt: skip
