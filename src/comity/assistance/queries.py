"""The register of requests as one query object, and the coverage of needs. Visibility comes first, always."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from comity.assistance.enums import Coverage, OfferStatus, RequestStatus
from comity.assistance.models import Component, NeedItem, OfferItem, Pairing, SupportRequest
from comity.assistance.reading import Reading, readings
from comity.reference.vocabulary import NeedArea
from comity.search.analysis import tokens

PENDING = (OfferStatus.SUBMITTED, OfferStatus.CONSIDERED)
SORTS = {"newest": "-submitted_at", "oldest": "submitted_at", "state": "state", "code": "code"}


class RequestRegister:
    """The requests that ``user`` may know of, narrowed by ``params``; list, counts and export come from the same rows.

    Parameters: ``q``, ``state`` (ISO 3166 alpha-3), ``status``, ``area``, ``year``, ``sort``; the first four may be
    given several times: one of the values of a parameter, and all parameters. Unknown values find nothing.
    """

    def __init__(self, params: Mapping[str, Any], user: Any, language: str = "en") -> None:
        self.user, self.language = user, language
        self.q = str(_first(params, "q")).strip()
        self.states = [value.upper() for value in _values(params, "state")]
        self.statuses = _values(params, "status")
        self.areas = _values(params, "area")
        self.years = [value for value in _values(params, "year") if value.isdigit()]
        self.sort = _first(params, "sort") if _first(params, "sort") in SORTS else "newest"

    @cached_property
    def _visible(self) -> list[Reading]:
        rows = SupportRequest.objects.visible_to(self.user).select_related("state", "authority")
        return readings(rows.order_by(SORTS[self.sort], "-id"), self.user)

    def _passes(self, row: Reading, *, but: str = "") -> bool:
        year = str(row.request.submitted_at.year) if row.request.submitted_at else ""
        tests = {
            "state": not self.states or row.request.state_id in self.states,
            "status": not self.statuses or row.request.status in self.statuses,
            "area": not self.areas or bool(set(self.areas) & set(row.areas)),
            "year": not self.years or year in self.years,
        }
        return all(passed for name, passed in tests.items() if name != but) and self._says(row)

    def _says(self, row: Reading) -> bool:
        if not self.q:
            return True
        said = _said(row)
        languages = {self.language, "en", str(row.content.get("language", "en"))}
        wanted = [set(tokens(self.q, language)) for language in languages]
        return any(words and words <= said for words in wanted)

    @cached_property
    def all(self) -> list[Reading]:
        """Every reading that passes, in order."""
        return [row for row in self._visible if self._passes(row)]

    @property
    def total(self) -> int:
        return len(self.all)

    def page(self, number: int, size: int = 25) -> list[Reading]:
        """The ``number``-th page, counted from 1; empty behind the last."""
        return self.all[(number - 1) * size : number * size]

    def rows(self) -> Iterator[Reading]:
        """For export: exactly what is listed."""
        return iter(self.all)

    def facets(self) -> dict[str, list[tuple[str, int]]]:
        """For each parameter, its values with their counts under the other parameters."""
        return {
            "status": _ordered(Counter(r.request.status for r in self._passing("status")), RequestStatus.values),
            "area": _ordered(Counter(area for r in self._passing("area") for area in r.areas), NeedArea.values),
            "state": sorted(Counter(r.request.state_id for r in self._passing("state")).items()),
            "year": sorted(
                Counter(
                    str(r.request.submitted_at.year) for r in self._passing("year") if r.request.submitted_at
                ).items()
            ),
        }

    def _passing(self, but: str) -> list[Reading]:
        return [row for row in self._visible if self._passes(row, but=but)]

    def counts_by_status(self) -> dict[str, int]:
        """Number of listed requests by status; always sums to ``total`` (rule R5)."""
        return dict(Counter(row.request.status for row in self.all))


def _ordered(counts: Counter[str], order: Iterable[str]) -> list[tuple[str, int]]:
    return [(value, counts[value]) for value in order if counts[value]]


def _values(params: Mapping[str, Any], name: str) -> list[str]:
    found = params.getlist(name) if hasattr(params, "getlist") else params.get(name, [])
    found = [found] if isinstance(found, str) else list(found)
    return [str(value) for value in found if value]


def _first(params: Mapping[str, Any], name: str) -> str:
    found = _values(params, name)
    return found[0] if found else ""


def _texts(content: Any) -> Iterator[str]:
    """Every text in what the reader may read; codes and numbers too, because people search for them."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)


def _said(row: Reading) -> set[str]:
    language = str(row.content.get("language", "en"))
    said = " \n ".join([row.request.code or "", *row.request.state.names.values(), *_texts(row.content)])
    return set(tokens(said, language)) | set(tokens(said, "en"))


def coverage(needs: Iterable[int]) -> dict[int, Coverage]:
    """The coverage of each need by primary key: derived from offers, pairings, components, and the State's own word."""
    ids = list(needs)
    pending = set(OfferItem.objects.filter(need__in=ids, offer__status__in=PENDING).values_list("need", flat=True))
    paired = set(Pairing.objects.filter(need__in=ids).values_list("need", flat=True))
    covered = set(NeedItem.objects.filter(pk__in=ids, covered=True).values_list("pk", flat=True))
    parts: QuerySet[Component] = Component.objects.filter(needs__in=ids)
    closed = set(parts.filter(status="closed").values_list("needs", flat=True))
    going = set(parts.exclude(status__in=Component.ENDED).values_list("needs", flat=True))
    found = {}
    for need in ids:
        if need in paired and need in closed and need not in going:
            found[need] = Coverage.DELIVERED
        elif need in paired:
            found[need] = Coverage.COVERED if need in covered else Coverage.PARTLY
        else:
            found[need] = Coverage.OFFERED if need in pending else Coverage.UNMET
    return found
