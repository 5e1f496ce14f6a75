"""The reports by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from comity.commitments.assessments import AssessmentOf
from comity.commitments.reports.material import Material
from comity.commitments.reports.midterm import midterm
from comity.commitments.reports.sdg4 import sdg4_annex
from comity.commitments.reports.treaty_bodies import treaty_body_follow_up
from comity.documents.report import Report


@dataclass(frozen=True)
class Kind:
    title: Any
    draft: Callable[[Material], Report]


REPORTS = {
    "state-midterm": Kind(gettext_lazy("Mid-term report to the Universal Periodic Review"), midterm),
    "treaty-body-followup": Kind(
        gettext_lazy("Follow-up to the recommendations of treaty bodies"), treaty_body_follow_up
    ),
    "vnr-sdg4-annex": Kind(gettext_lazy("Annex on Goal 4 for a voluntary national review"), sdg4_annex),
}


def draft_report(
    name: str, *, state: str, user: Any, assessment_of: AssessmentOf, language: str = "en", session: int | None = None
) -> Report:
    """The report ``name`` on ``state``, in ``language``, as ``user`` may read the register. KeyError if unknown."""
    with override(language):
        return REPORTS[name].draft(Material(state, user, assessment_of, timezone.localdate(), session))
