"""Named queries of the register; every one begins with what the reader may see."""

from typing import Any

from comity.commitments.models import ImportRun, Recommendation
from comity.commitments.models.recommendation import RecommendationQuerySet
from comity.commitments.rules import importing_capacity
from comity.kernel.models import Text


def of_state(code: str, user: Any) -> RecommendationQuerySet:
    """What concerns the State first of all, newest first."""
    return Recommendation.objects.visible_to(user).filter(state=code)


def listed(user: Any, *, kind: str, state: str = "", session: int | None = None) -> RecommendationQuerySet:
    """Recommendations or pledges in the order of import, for ``comity list``."""
    found = Recommendation.objects.visible_to(user).filter(kind=kind)
    if state:
        found = found.filter(state=state)
    if session is not None:
        found = found.filter(session=session)
    return found.order_by("id")


def texts_of(recommendation: Recommendation) -> list[Text]:
    """The recommendation's text in further languages."""
    rows = Text.objects.filter(subject_type="recommendation", subject=recommendation.pk, field="text")
    return list(rows.order_by("language"))


def imports_visible_to(user: Any) -> "list[ImportRun]":
    """The latest imports, for those who may import; nobody else needs to know."""
    if not getattr(user, "is_authenticated", False) or importing_capacity(user) is None:
        return []
    return list(ImportRun.objects.select_related("by")[:50])
