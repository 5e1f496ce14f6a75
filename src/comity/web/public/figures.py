"""The figures on the first page. Each is a door: it opens the list that it counts, as this reader may read it."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import ngettext

from comity.assistance.queries import RequestRegister
from comity.commitments.facet_table import SOURCES
from comity.commitments.models import ImportRun, Recommendation
from comity.web.addresses import address
from comity.web.commitments.atlas import listed_states

LATEST = 3


def figures(user: Any) -> list[dict[str, Any]]:
    """Number, label and address of each list that everybody may open."""
    texts = Recommendation.objects.visible_to(user).count()
    states = listed_states().count()
    requests = RequestRegister({}, user).total
    return [
        _door("recommendations", texts, ngettext("recommendation or pledge", "recommendations and pledges", texts)),
        _door("states", states, ngettext("State", "States", states)),
        _door("requests", requests, ngettext("published request", "published requests", requests)),
    ]


def _door(name: str, number: int, label: str) -> dict[str, Any]:
    return {"number": number, "label": label, "url": address(name)}


def last_import() -> datetime | None:
    """When recommendations were last read in; None where they never were."""
    return ImportRun.objects.order_by("-id").values_list("at", flat=True).first()


def sources() -> list[dict[str, Any]]:
    """Each kind of file that recommendations came from: how many there are and when one was last read in."""
    counted = Recommendation.objects.order_by("source").values("source")
    rows = counted.annotate(number=Count("id"), last=Max("imported_by__at"))
    return [{**row, "label": SOURCES.get(row["source"], row["source"])} for row in rows]
