"""What the State says of the implementation of one recommendation, in one text, for lists and reports.

The one place to connect: exports take what they write from here and know nothing of how follow-up is kept.
"""

from collections.abc import Callable
from typing import Any

from comity.commitments.models import Recommendation

AssessmentOf = Callable[[Recommendation], str]


def assessment_for(user: Any) -> AssessmentOf:
    """The texts as ``user`` may read them; line feeds part paragraphs. Nothing yet: no follow-up is kept."""
    del user
    return lambda _recommendation: ""
