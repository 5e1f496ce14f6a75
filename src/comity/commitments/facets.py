"""The one query over the register: list, total, facets, pages and exports all come from the same set of records."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from comity.commitments.domain.translations import further_texts
from comity.commitments.facet_table import Facet, facets, unknown_value
from comity.commitments.indexing import COLLECTION, DATE, FIRST_STATE, PARAGRAPH, searchable
from comity.commitments.models import Recommendation
from comity.reference.folding import fold
from comity.reference.names import state_name
from comity.search.index import Index
from comity.search.matching import Hits

SORTS = {
    "match": gettext_lazy("Best match"),
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
    "state": gettext_lazy("State, alphabetically"),
    "paragraph": gettext_lazy("Paragraph"),
}
AT_ONCE = 500  # records fetched in one statement
MOST_VALUES = 100  # values of one facet that a query may name


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetCounts:
    """A facet with its values in the order in which they are shown; a selected value is listed even at zero."""

    name: str
    label: str
    values: tuple[FacetValue, ...]

    @property
    def selected(self) -> tuple[FacetValue, ...]:
        return tuple(value for value in self.values if value.selected)


class RecommendationSearch:
    """What ``user`` may see of the register, narrowed by ``params``.

    ``params`` is a query string's mapping (QueryDict, or a dict of strings or lists): ``q``, ``sort`` and the facets'
    names. Several values of one facet mean any of them; several facets mean all of them. What cannot be understood is
    ignored, and ``notes`` holds a sentence on it.
    """

    def __init__(self, params: Mapping[str, Any], user: Any, language: str = "en") -> None:
        self.language = language[:2]
        self.notes: list[str] = []
        self._index = Index(COLLECTION, _texts)
        self.query = " ".join(_first(params, "q").split())
        self.selected: dict[str, tuple[str, ...]] = {}
        for facet in facets().values():
            if chosen := self._chosen(facet, _list(params, facet.name)):
                self.selected[facet.name] = chosen
        self.sort = self._chosen_sort(_first(params, "sort"))
        self._records = Recommendation.objects.visible_to(user)
        self._visible = self._visible_numbers()
        if self.query and self.hits.fallback:
            self.notes.append(_("No record holds all these words. Records with most of them are shown."))
        elif self.query and self.hits.empty:
            self.notes.append(_("There is no word to search for in “%s”; nothing was narrowed.") % self.query[:60])

    # What was asked for

    def _chosen(self, facet: Facet, raw_values: Iterable[str]) -> tuple[str, ...]:
        known = self._index.field(facet.name)
        chosen: dict[str, None] = {}
        for raw in islice(filter(None, (value.strip() for value in raw_values)), MOST_VALUES):
            read = raw if raw in known else facet.read(raw)
            if read is None:
                self.notes.append(unknown_value(facet, raw))
            else:
                chosen[read] = None
        return tuple(sorted(chosen))

    def _chosen_sort(self, raw: str) -> str:
        default = "match" if self.query else "newest"
        if raw and raw not in SORTS:
            self.notes.append(_("There is no order “%s”; the usual one was taken.") % raw[:60])
        return raw if raw in SORTS and (raw != "match" or self.query) else default

    def permalink_query(self) -> str:
        """The same search as a query string, always written in the same way; empty where nothing is narrowed."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [(name, value) for name, values in self.selected.items() for value in values]
        if self.sort != ("match" if self.query else "newest"):
            pairs.append(("sort", self.sort))
        return urlencode(pairs)

    def within(self, numbers: BitMap) -> "RecommendationSearch":
        """The same search over no other records than these: another query object narrows what this one counts."""
        narrowed = copy(self)
        narrowed._visible = self._visible & numbers
        for derived in ("_found", "_ids"):
            narrowed.__dict__.pop(derived, None)
        return narrowed

    # What was found

    def _visible_numbers(self) -> BitMap:
        if not self._records.query.where:
            return self._index.all()
        return BitMap(self._records.values_list("pk", flat=True)) & self._index.all()

    @cached_property
    def hits(self) -> Hits:
        return self._index.match(self.query, self.language)

    @cached_property
    def _found(self) -> BitMap:
        """Visible records that hold the words, before any facet narrows them."""
        return self._visible & self.hits.ids if self.query else self._visible

    @cached_property
    def _ids(self) -> BitMap:
        return self._narrowed(without="")

    def _narrowed(self, without: str) -> BitMap:
        """Found records narrowed by all facets but ``without``."""
        sets = [self._any_of(name, values) for name, values in self.selected.items() if name != without]
        return reduce(BitMap.__and__, sets, self._found)

    def _any_of(self, name: str, values: Iterable[str]) -> BitMap:
        known = self._index.field(name)
        return BitMap().union(*(known[value] for value in values if value in known))

    def ids(self) -> BitMap:
        """Numbers of all records found."""
        return BitMap(self._ids)

    @property
    def total(self) -> int:
        return len(self._ids)

    def pages(self, size: int = 25) -> int:
        """How many pages of ``size`` there are; at least one."""
        return max(1, -(-self.total // size))

    def facets(self) -> list[FacetCounts]:
        """Every facet with its counts: what the total would be with that value instead of the facet's present ones."""
        return [self._facet_counts(facet) for facet in facets().values()]

    def _facet_counts(self, facet: Facet) -> FacetCounts:
        chosen = self.selected.get(facet.name, ())
        within = self._narrowed(without=facet.name) if chosen else self._ids
        counts = dict.fromkeys(chosen, 0) | self._index.count_by(facet.name, within)
        shown = ((value, facet.show(value, self.language), count) for value, count in counts.items())
        values = (FacetValue(value, label, count, value in chosen) for value, label, count in facet.order(shown))
        return FacetCounts(facet.name, str(facet.label), tuple(values))

    # The list

    def _ordered(self, offset: int = 0) -> Iterator[int]:
        """Numbers from ``offset`` on, in the order asked for."""
        groups = [self._ids]
        if self.sort == "match" and self.query:
            groups = [found for level in self.hits.levels() if (found := level & self._ids)]
        for group in groups:
            if offset < len(group):
                yield from self._sorted(group, offset)
            offset = max(0, offset - len(group))

    def _sorted(self, group: BitMap, offset: int) -> Iterator[int]:
        if self.sort == "state":
            states = sorted(self._index.field(FIRST_STATE), key=lambda code: fold(state_name(code, self.language)))
            return self._index.ordered(group, FIRST_STATE, order=states, offset=offset)
        if self.sort == "paragraph":
            return self._index.ordered(group, PARAGRAPH, offset=offset)
        return self._index.ordered(group, DATE, descending=self.sort != "oldest", offset=offset)

    def page(self, number: int, size: int = 25) -> list[Recommendation]:
        """The ``number``-th page, counted from 1; empty beyond the last."""
        return self._fetch(islice(self._ordered((max(1, number) - 1) * size), size))

    def rows(self) -> Iterator[Recommendation]:
        """Every record found, in order: exactly what the pages list. For exports; holds few records at a time."""
        numbers = self._ordered()
        while batch := list(islice(numbers, AT_ONCE)):
            yield from self._fetch(batch)

    def _fetch(self, numbers: Iterable[int]) -> list[Recommendation]:
        wanted = list(numbers)
        records = self._records.in_bulk(wanted)
        return [records[number] for number in wanted if number in records]


def _texts(numbers: BitMap) -> Iterator[tuple[int, str]]:
    """All texts of records, for phrases in long texts and in further languages."""
    found = list(numbers)
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        for record in Recommendation.objects.filter(pk__in=some).only("text", "symbol", "paragraph"):
            yield record.pk, searchable(record.text, record.symbol, record.paragraph)
        for number, texts in further_texts(some).items():
            yield from ((number, text) for _language, text in texts)


def _list(params: Mapping[str, Any], name: str) -> list[str]:
    getlist = getattr(params, "getlist", None)
    value = getlist(name) if getlist else params.get(name, [])
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _first(params: Mapping[str, Any], name: str) -> str:
    return next(iter(_list(params, name)), "").strip()
