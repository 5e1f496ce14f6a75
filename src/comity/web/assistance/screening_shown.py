"""A screening as a page shows it: result and reasons; the three lists for the coordinator alone."""

from typing import Any

from django.utils.translation import gettext as _

from comity.assistance.domain.screening import QUESTIONS
from comity.assistance.models import Screening, SupportRequest

LISTS = ("eligibility", "prioritisation", "balance")


def answers() -> dict[str, Any]:
    return {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known")}


def headings() -> dict[str, Any]:
    return {
        "eligibility": _("Can it be supported? (eligibility)"),
        "prioritisation": _("How urgent is it? (prioritisation)"),
        "balance": _("Is support spread evenly? (balance)"),
    }


def screenings_shown(record: SupportRequest, *, with_lists: bool) -> list[dict[str, Any]]:
    """The lists weigh other requests too, so they stay with the coordinator; the reasons are for the State."""
    return [
        {"screening": one, "lists": [_table(one, name) for name in LISTS] if with_lists else []}
        for one in Screening.objects.filter(request=record.pk).select_related("by")
    ]


def _table(one: Screening, name: str) -> dict[str, Any]:
    texts = {question.code: str(question.text) for question in QUESTIONS[name]}
    words = answers()
    rows = [
        [texts.get(row["question"], row["question"]), words.get(row["answer"], row["answer"]), row.get("note", "")]
        for row in getattr(one, name)
    ]
    return {"caption": headings()[name], "columns": [_("Question"), _("Answer"), _("Note")], "rows": rows}
