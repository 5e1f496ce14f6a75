"""Turning texts into sets, one block of 65,536 record numbers at a time. Pure: knows no database, runs anywhere."""

from array import array
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from comity.search.analysis import normalise, scan, terms
from comity.search.places import PLACES, single

Bundle = tuple[tuple[str, tuple[str, ...]], ...]  # fields and their values that tend to come together
Texts = Sequence[tuple[str, str]]  # language, text
Longs = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.uint32]

NONE = 0xFFFFFFFF  # where a form has no second term
_LOW, _PLACE = np.uint64(16), np.uint64(32)  # bits of a record number within its block, and of a place


class _Forms(dict[str, int]):
    """Numbers of the word forms of one language; a new form gets the next number of all languages."""

    def __init__(self, language: str, known: list[tuple[str, str]]) -> None:
        super().__init__()
        self.language = language
        self._known = known

    def __missing__(self, form: str) -> int:
        number = self[form] = len(self._known)
        self._known.append((form, self.language))
        return number


class TextBlock:
    """The words of the texts of one block. Record numbers are counted within the block.

    Words wait as numbers in the order in which they came; all are sorted at once, which takes a fraction of the time
    of handing each to its term.
    """

    def __init__(self) -> None:
        self._known: list[tuple[str, str]] = []  # form and language, by number
        self._forms: dict[str, _Forms] = {}
        self._words, self._lows, self._counts = array("I"), array("I"), array("I")  # counts: words of each low
        self._joined, self._joined_lows = array("I"), array("I")
        self.unplaced = array("I")

    def add(self, low: int, texts: Texts, *, placed: bool) -> None:
        """Add record ``low``. The first text has places, unless ``placed`` is False; further ones never have."""
        for count, (language, text) in enumerate(texts):
            words, joined = scan(normalise(text))
            forms = self._forms.get(language)
            if forms is None:
                forms = self._forms[language] = _Forms(language, self._known)
            if placed and count == 0:
                self._lows.append(low)
                self._counts.append(min(len(words), PLACES))
                self._words.extend(map(forms.__getitem__, words if len(words) <= PLACES else words[:PLACES]))
                words = words[PLACES:]
            if words or not placed or count:
                self.unplaced.append(low)
            if words or joined:
                further = {*words, *joined}
                self._joined.extend(map(forms.__getitem__, further))
                self._joined_lows.extend([low] * len(further))

    def gather(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Every term with its records and places, in order of the terms; call once, the words are given up."""
        names, first, second = self._terms()
        words, counts = _taken(self._words), _taken(self._counts)
        places = np.arange(len(words), dtype=np.uint32)
        places -= np.repeat(np.cumsum(counts, dtype=np.uint32) - counts, counts)
        places <<= 16
        places |= np.repeat(_taken(self._lows), counts)
        placed = _keys(first, second, words, places, _PLACE)
        del words, places
        placed.sort()
        records = placed >> _PLACE
        records <<= _LOW
        records |= placed & np.uint64(0xFFFF)
        more = _keys(first, second, _taken(self._joined), _taken(self._joined_lows), _LOW)
        if len(more):
            records = np.concatenate([records, more])
        records.sort()
        return _sets(names, placed, records)

    def _terms(self) -> tuple[list[str], Ints, Ints]:
        """All terms in order, and for each form the ranks of its one or two terms in that order (or NONE)."""
        of_forms = [terms(form, language) for form, language in self._known]
        names = sorted({term for some in of_forms for term in some})
        rank = {name: place for place, name in enumerate(names)}
        first = np.fromiter((rank[some[0]] for some in of_forms), np.uint32, len(of_forms))
        second = np.fromiter((rank[some[1]] if some[1:] else NONE for some in of_forms), np.uint32, len(of_forms))
        return names, first, second


def _taken(numbers: "array[int]") -> Ints:
    """The numbers as they are now; the array is emptied, so that memory is freed as soon as the copy is."""
    taken = np.array(numbers, np.uint32)
    del numbers[:]
    return taken


def _keys(first: Ints, second: Ints, forms: Ints, numbers: Ints, bits: np.uint64) -> Longs:
    """For each word and each of its terms: the term's rank above ``bits`` bits, and the number below."""
    keys = _ranked(first, forms, numbers, bits)
    further = second[forms]
    twice = further != NONE
    if not twice.any():
        return keys
    return np.concatenate([keys, _ranked(second, forms[twice], numbers[twice], bits)])


def _ranked(ranks: Ints, forms: Ints, numbers: Ints, bits: np.uint64) -> Longs:
    keys = ranks[forms].astype(np.uint64)
    keys <<= bits
    keys |= numbers
    return keys


def _sets(names: list[str], placed: Longs, records: Longs) -> Iterator[tuple[str, bytes, bytes]]:
    edges = np.arange(len(names) + 1, dtype=np.uint64)
    place_ends = np.searchsorted(placed, edges << _PLACE).tolist()
    record_ends = np.searchsorted(records, edges << _LOW).tolist()
    all_places = placed.astype(np.uint32).tobytes()
    records &= np.uint64(0xFFFF)
    all_records = records.astype(np.uint32).tobytes()
    for rank, term in enumerate(names):
        here, there = place_ends[rank], place_ends[rank + 1]
        low, high = record_ends[rank], record_ends[rank + 1]
        if there - here == 1 == high - low:
            place = int(placed[here]) & 0xFFFFFFFF
            yield term, single(place & 0xFFFF), single(place)
        else:
            yield term, _set(all_records, low, high), _set(all_places, here, there) if here < there else b""


def _set(numbers: bytes, start: int, end: int) -> bytes:
    return bytes(BitMap(array("I", numbers[start * 4 : end * 4])).serialize())
