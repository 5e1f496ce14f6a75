"""The course of a request: dates and states for every reader; reasons for the State and the coordinator alone."""

from typing import Any

from comity.assistance.enums import RequestStatus
from comity.assistance.reading import Reading
from comity.kernel.models import StateChange
from comity.kernel.roles import Role

WITH_REASONS = ("own", "coordinator")


def steps(reading: Reading) -> list[dict[str, Any]]:
    """Steps for the timeline part, newest first. Others than the State see nothing from before the submission."""
    rows = list(StateChange.objects.filter(machine="request", record=reading.request.pk).order_by("id"))
    if reading.scope != "own":
        first = next((place for place, row in enumerate(rows) if row.target == RequestStatus.SUBMITTED), len(rows))
        rows = rows[first:]
    reasons = reading.scope in WITH_REASONS
    return [
        {
            "at": row.at,
            "title": str(RequestStatus(row.target).label),
            "who": str(Role(row.role).label) if reasons and row.role in Role.values else "",
            "text": row.reason if reasons else "",
        }
        for row in reversed(rows)
    ]
