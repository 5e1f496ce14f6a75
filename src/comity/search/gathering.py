"""Turning texts into sets, one block of 65,536 record numbers at a time. Pure: knows no database, runs anywhere."""

from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import call
from typing import TypeVar

from pyroaring import BitMap

from comity.search.analysis import normalise, scan, terms
from comity.search.places import BLOCK, PLACES, single

Bundle = tuple[tuple[str, tuple[str, ...]], ...]  # fields and their values that tend to come together
Texts = Sequence[tuple[str, str]]  # language, text
Gathered = Iterable[tuple[str, bytes, bytes]]  # value, records, places: serialised sets


K = TypeVar("K")


class Numbers(dict[K, Callable[[int], None]]):
    """For each key the ``append`` of its array of numbers: calling it is the one thing done twenty million times."""

    def __missing__(self, key: K) -> Callable[[int], None]:
        append = self[key] = array("I").append
        return append

    def arrays(self) -> "Iterator[tuple[K, array[int]]]":
        """Each key with its array, taken out one by one so that memory is freed on the way."""
        while self:
            key, append = self.popitem()
            yield key, append.__self__  # type: ignore[attr-defined]


def _by_term(words: Numbers[str], language: str, found: "dict[str, array[int]]") -> None:
    """Add every word's numbers to those of its terms."""
    for word, numbers in words.arrays():
        for term in terms(word, language):
            known = found.get(term)
            found[term] = numbers if known is None else known + numbers


class TextBlock:
    """The words of the texts of one block. Record numbers are counted within the block."""

    def __init__(self) -> None:
        self._words: defaultdict[str, Numbers[str]] = defaultdict(Numbers)
        self._joined: defaultdict[str, Numbers[str]] = defaultdict(Numbers)
        self.unplaced = array("I")

    def add(self, low: int, texts: Texts, *, placed: bool) -> None:
        """Add record ``low``. The first text has places, unless ``placed`` is False; further ones never have."""
        for count, (language, text) in enumerate(texts):
            words, joined = scan(normalise(text))
            if placed and count == 0:
                places = range(low, low + PLACES * BLOCK, BLOCK)
                deque(map(call, map(self._words[language].__getitem__, words), places), maxlen=0)
                words = words[PLACES:]
            if words or not placed or count:
                self.unplaced.append(low)
            if words or joined:
                numbers = self._joined[language]
                for form in {*words, *joined}:
                    numbers[form](low)

    def gather(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Every term with its records and places, in order of the terms; empties the block."""
        placed: dict[str, array[int]] = {}
        unplaced: dict[str, array[int]] = {}
        for language, words in self._words.items():
            _by_term(words, language, placed)
        for language, joined in self._joined.items():
            _by_term(joined, language, unplaced)
        for term in sorted(placed.keys() | unplaced.keys()):
            yield _sets(term, placed.pop(term, None), unplaced.pop(term, None))


def _sets(term: str, places: "array[int] | None", more: "array[int] | None") -> tuple[str, bytes, bytes]:
    if places is None:
        return term, BitMap(more).serialize(), b""
    if more is None and len(places) == 1:
        return term, single(places[0] & 0xFFFF), single(places[0])
    records = BitMap([place & 0xFFFF for place in places])
    if more is not None:
        records |= BitMap(more)
    return term, records.serialize(), BitMap(places).serialize()
