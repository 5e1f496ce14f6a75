"""The figures on the first page. Each is a door: it opens the list that it counts, as this reader may read it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.utils.translation import ngettext

from comity.commitments.facets import RecommendationSearch
from comity.commitments.models import ImportRun
from comity.web.addresses import address
from comity.web.commitments.atlas import listed_states

LATEST = 3


def figures(user: Any, requests: int) -> list[dict[str, Any]]:
    """Number, label and address of each list that everybody may open; ``requests`` is how many are public."""
    texts = RecommendationSearch({}, user).total
    states = listed_states().count()
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
    counted = {facet.name: facet for facet in RecommendationSearch({}, AnonymousUser()).facets()}["source"]
    last = dict(ImportRun.objects.order_by("reader").values_list("reader").annotate(last=Max("at")))
    return [
        {"source": one.value, "label": one.label, "number": one.count, "last": last.get(one.value)}
        for one in counted.values
    ]
