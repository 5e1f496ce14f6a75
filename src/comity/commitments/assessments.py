"""What the State says of the implementation of one recommendation, in one text, for lists and reports."""

from collections.abc import Callable
from typing import Any

from comity.commitments import followup
from comity.commitments.models import Recommendation

AssessmentOf = Callable[[Recommendation], str]


def assessment_for(user: Any) -> AssessmentOf:
    """The texts as ``user`` may read them; line feeds part paragraphs."""
    return lambda recommendation: followup.report_text(recommendation, user=user)
