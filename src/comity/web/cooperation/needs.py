"""The needs of a request in words, as far as this reader may read them (rule R1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comity.assistance.enums import Coverage
from comity.assistance.models import SupportRequest
from comity.assistance.queries import coverage
from comity.assistance.reading import Reading, readings
from comity.reference.vocabulary import NeedArea


@dataclass(frozen=True)
class Need:
    """One need as the reader may read it; ``coverage`` is derived from offers, pairings and components."""

    pk: int
    label: str
    result: str
    coverage: Coverage | None = None


def reading_by_request(requests: Iterable[SupportRequest], user: Any) -> dict[int, Reading]:
    """Primary key of the request to its reading; requests that the reader may not know of are missing."""
    unique = {request.pk: request for request in requests}
    return {found.request.pk: found for found in readings(unique.values(), user)}


def needs_in(reading: Reading | None, *, covered: bool = False) -> dict[int, Need]:
    """The needs of a reading by primary key, in the State's order; empty where the reader may not read them."""
    rows = list(reading.content.get("needs", ())) if reading else []
    found = coverage([row["id"] for row in rows]) if covered else {}
    return {
        row["id"]: Need(
            row["id"], need_label(row["rank"], row["area"]), row.get("expected_result", ""), found.get(row["id"])
        )
        for row in rows
    }


def need_label(rank: int, area: str) -> str:
    known = dict(NeedArea.choices)
    return _("Need %(rank)s: %(area)s") % {"rank": rank, "area": known.get(area, area)}


def code_in(reading: Reading | None) -> str:
    """The request's public code, while the request is open to this reader."""
    return str(reading.request.code or "") if reading else ""


def title_in(reading: Reading | None) -> str:
    """The request's title for this reader; a plain sentence where it is closed to them."""
    if reading is None:
        return _("This request is no longer open to you")
    return str(reading.content.get("title") or _("Request without a title"))
