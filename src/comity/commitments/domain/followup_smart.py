"""The SMART checklist: five questions, each answered yes or no with a sentence. The record suggests, people answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comity.commitments.enums import Criterion
from comity.commitments.models import ImplementationAction
from comity.kernel.errors import Incomplete
from comity.kernel.words import count_words

FEW_WORDS = 8  # a description shorter than this rarely says what will be different


@dataclass(frozen=True)
class Answer:
    """One question: what a person answered (None: nobody yet) and why, and what the record suggests and why."""

    criterion: Criterion
    met: bool | None
    why: str
    suggested: bool
    because: str


def checklist(action: ImplementationAction) -> list[Answer]:
    """All five questions in order."""
    told = suggestions(action)
    answers = {criterion: action.smart.get(criterion, {}) for criterion in Criterion}
    return [
        Answer(criterion, answers[criterion].get("met"), answers[criterion].get("why", ""), *told[criterion])
        for criterion in Criterion
    ]


def suggestions(action: ImplementationAction) -> dict[Criterion, tuple[bool, str]]:
    """What follows from the record itself, with a sentence each."""
    words = count_words(action.description)
    measured = bool(action.indicator.strip() and action.target.strip())
    served = action.recommendations.count() if action.pk else 0
    return {
        Criterion.SPECIFIC: (
            words >= FEW_WORDS,
            _("The description says what will be done.") if words >= FEW_WORDS else _("The description is short."),
        ),
        Criterion.MEASURABLE: (
            measured,
            _("There are an indicator and a target.") if measured else _("The indicator or the target is missing."),
        ),
        Criterion.ASSIGNABLE: (
            bool(action.lead_label),
            _("Lead: %(name)s.") % {"name": action.lead_label}
            if action.lead_label
            else _("No institution is named as the lead."),
        ),
        Criterion.RELEVANT: (
            served > 0,
            _("It answers recommendations: %(number)s.") % {"number": served}
            if served
            else _("It is linked to no recommendation."),
        ),
        Criterion.TIME_BOUND: (
            action.due_on is not None,
            _("There is a last day.") if action.due_on else _("There is no last day."),
        ),
    }


def checked(given: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """``given`` as it is stored. Incomplete where an answer lacks its sentence; ValueError for a foreign question."""
    if foreign := set(given) - set(Criterion.values):
        raise ValueError(f"Not questions of the checklist: {', '.join(sorted(foreign))}.")
    kept = {}
    for criterion, answer in given.items():
        met, why = answer.get("met"), str(answer.get("why", "")).strip()
        if met is None:
            continue
        if not why:
            raise Incomplete(
                _("Give a sentence with the answer: %(question)s") % {"question": Criterion(criterion).label}
            )
        kept[str(criterion)] = {"met": bool(met), "why": why}
    return kept
