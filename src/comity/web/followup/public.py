"""What focal points let everybody read: for the public pages of a recommendation and of a State."""

from collections import Counter
from typing import Any

from django.contrib.auth.models import AnonymousUser

from comity.commitments.grades import grades
from comity.commitments.models import Recommendation, StatusEntry
from comity.web.followup.access import name_of

LATEST = 5


def published_on(found: Recommendation) -> list[StatusEntry]:
    """The published assessments of a recommendation: one of each State concerned. The same for every reader."""
    rows = StatusEntry.objects.visible_to(AnonymousUser()).filter(recommendation=found)
    return list(rows.select_related("organisation", "state").prefetch_related("evidence"))


def published_by(state: str) -> dict[str, Any] | None:
    """How many of the State's assessments are public, by step of the scale, and the latest; None: none is."""
    rows = StatusEntry.objects.visible_to(AnonymousUser()).filter(state=state)
    counts = Counter(rows.order_by().values_list("grade", flat=True))
    if not counts:
        return None
    latest = rows.select_related("recommendation").order_by("-published_at", "-id")[:LATEST]
    return {
        "total": sum(counts.values()),
        "counts": [{"grade": grade, "number": counts[code]} for code, grade in grades().items() if counts[code]],
        "latest": [{"entry": entry, "name": name_of(entry.recommendation)} for entry in latest],
    }
