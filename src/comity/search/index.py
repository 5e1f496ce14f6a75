"""Reading the index of one collection: matches, facets, counts and pages, all from the same sets of record numbers."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyroaring import BitMap

from comity.search.indexer import ALL, UNPLACED
from comity.search.matching import Hits, Matcher
from comity.search.models import IndexState, Posting
from comity.search.parsing import parse
from comity.search.places import read

LANGUAGE = "language"  # the facet that says which languages a collection holds
REMEMBERED = 60  # facets kept in memory by a process, over all collections and generations
PREFIXES = (4, 7)  # values that begin alike (a year, a month, a paragraph's first number) are skipped together

Texts = Callable[[BitMap], Iterable[tuple[int, str]]]


@dataclass(frozen=True)
class Facet:
    """Sets of records by value, and the same in groups of values that begin alike."""

    sets: dict[str, BitMap]
    tree: tuple["Branch", ...]


@dataclass(frozen=True)
class Branch:
    """Values that begin alike, in order: all their records, and either smaller branches or nothing below."""

    records: BitMap
    below: tuple["Branch", ...] = ()

    def leaves(self, within: BitMap, *, descending: bool) -> Iterator[BitMap]:
        """The sets of single values that have any record of ``within``, in order."""
        if self.records.intersect(within):
            if not self.below:
                yield self.records
            for branch in reversed(self.below) if descending else self.below:
                yield from branch.leaves(within, descending=descending)


# A cache, not state: keyed by the index's generation, which is a random number, so it can only be right or unused.
_facets: "OrderedDict[tuple[str, int, str], Facet]" = OrderedDict()


class Index:
    """The index of ``collection`` as it is now. Make one a request: it stays with the generation it began with.

    ``texts`` yields (record number, text) of given records; only phrases in very long texts ask for it.
    """

    def __init__(self, collection: str, texts: Texts | None = None) -> None:
        self.collection = collection
        self._texts = texts
        found = IndexState.objects.filter(pk=collection).values_list("generation", flat=True).first()
        self.generation = found or 0

    def all(self) -> BitMap:
        """Every record of the collection. A copy: change it as you like."""
        return BitMap(self.field(ALL).get("", BitMap()))

    def field(self, field: str) -> dict[str, BitMap]:
        """The set of records for each value of ``field``. Shared: do not change it."""
        return self._facet(field).sets

    def _facet(self, field: str) -> Facet:
        key = (self.collection, self.generation, field)
        facet = _facets.get(key)
        if facet is None:
            facet = _facets[key] = self._read_facet(field)
            while len(_facets) > REMEMBERED:
                _facets.popitem(last=False)
        return facet

    def _read_facet(self, field: str) -> Facet:
        parts: defaultdict[str, list[BitMap]] = defaultdict(list)
        rows = Posting.objects.filter(collection=self.collection, field=field).values_list("value", "block", "bitmap")
        for value, block, bitmap in rows.iterator(chunk_size=2000):
            parts[value].append(read(bitmap, block))
        sets = {value: BitMap.union(*parts[value]) for value in sorted(parts)}
        return Facet(sets, _branches(sets, PREFIXES))

    def match(self, query: str, language: str = "") -> Hits:
        """The records that ``query`` asks for; ``language`` is the reader's. Never an error, whatever the string."""
        tree = parse(query)
        if tree is None:
            return Hits(self.all(), empty=True)
        matcher = Matcher(self.collection, languages={language, "en", *self.field(LANGUAGE)}, every=self.all())
        matcher.unplaced = self.field(UNPLACED).get("", BitMap())
        matcher.texts = self._texts
        return matcher.hits(tree)

    def count_by(self, field: str, within: BitMap) -> dict[str, int]:
        """How many of ``within`` have each value of ``field``; values without any are left out."""
        counts = ((value, records.intersection_cardinality(within)) for value, records in self.field(field).items())
        return {value: count for value, count in counts if count}

    def ordered(
        self,
        within: BitMap,
        field: str,
        *,
        descending: bool = False,
        order: Sequence[str] | None = None,
        offset: int = 0,
    ) -> Iterator[int]:
        """Numbers of ``within``, from the ``offset``-th on, by the value of ``field``, then by number.

        ``order`` gives the order of values where it is not alphabetical. A record comes at its first value; those
        without any come last. Whole buckets are skipped by counting, so a deep page costs what the first one does.
        """
        left = BitMap(within)
        for bucket in self._buckets(within, field, descending=descending, order=order):
            if not left:
                return
            here = bucket & left
            left -= here
            if offset >= len(here):
                offset -= len(here)
                continue
            yield from here[offset:] if offset else here
            offset = 0
        yield from left[offset:] if offset else left

    def _buckets(
        self, within: BitMap, field: str, *, descending: bool, order: Sequence[str] | None
    ) -> Iterator[BitMap]:
        facet = self._facet(field)
        if order is not None:
            yield from (facet.sets[value] for value in order if value in facet.sets)
            return
        for branch in reversed(facet.tree) if descending else facet.tree:
            yield from branch.leaves(within, descending=descending)

    def page(
        self,
        within: BitMap,
        field: str,
        *,
        offset: int,
        limit: int,
        descending: bool = False,
        order: Sequence[str] | None = None,
    ) -> list[int]:
        """``limit`` record numbers from ``offset`` on; see :meth:`ordered`."""
        return list(islice(self.ordered(within, field, descending=descending, order=order, offset=offset), limit))


def _branches(sets: dict[str, BitMap], prefixes: Sequence[int]) -> tuple[Branch, ...]:
    """``sets``, which are in order, as branches of values that begin alike."""
    if not prefixes:
        return tuple(Branch(records) for records in sets.values())
    alike: defaultdict[str, dict[str, BitMap]] = defaultdict(dict)
    for value, records in sets.items():
        alike[value[: prefixes[0]]][value] = records
    return tuple(
        Branch(BitMap.union(*some.values()), _branches(some, prefixes[1:]) if len(some) > 1 else ())
        for some in alike.values()
    )
