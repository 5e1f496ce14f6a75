"""The needs of a request in words, as far as this reader may read them (rule R1)."""

from collections.abc import Iterable, Mapping
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


def needs_in(reading: Reading | None, found: Mapping[int, Coverage] | None = None) -> dict[int, Need]:
    """The needs of a reading by primary key, in the State's order; empty where the reader may not read them.

    ``found``: the coverage of each, from ``coverage_in``; without it no coverage is said.
    """
    rows = list(reading.content.get("needs", ())) if reading else []
    covered = found or {}
    return {
        row["id"]: Need(
            row["id"], need_label(row["rank"], row["area"]), row.get("expected_result", ""), covered.get(row["id"])
        )
        for row in rows
    }


def coverage_in(*found: Reading | None) -> dict[int, Coverage]:
    """The coverage of every need that these readings show, in the same few queries for any number of them."""
    return coverage([row["id"] for reading in found if reading for row in reading.content.get("needs", ())])


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
