"""What the State says of the implementation of one recommendation, in one text, for lists and reports.

The one place to connect: exports take ``assessment_of`` from here and know nothing of how follow-up is kept.
"""

from collections.abc import Callable

from comity.commitments.models import Recommendation

AssessmentOf = Callable[[Recommendation], str]


def assessment_of(recommendation: Recommendation) -> str:
    """Nothing yet: no follow-up is kept. Line feeds part paragraphs."""
    del recommendation
    return ""
