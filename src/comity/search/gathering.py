"""Turning texts into sets, one block of 65,536 record numbers at a time. Pure: knows no database, runs anywhere."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from comity.search.analysis import normalise, scan, terms
from comity.search.places import BLOCK, PLACES, single
from comity.search.words import Numbering

Bundle = tuple[tuple[str, tuple[str, ...]], ...]  # fields and their values that tend to come together
Texts = Sequence[tuple[str, str]]  # language, text
Ints = npt.NDArray[np.uint32]
Longs = npt.NDArray[np.uint64]
Numbers = tuple[Ints, list[int]]  # and where those of each term end

TOGETHER = 2_000  # plain texts whose words are numbered at once
FEW, MANY = 50, 8_000  # numbers of a set from which on it is worth sorting, and marking, them first
NONE = 0xFFFFFFFF  # where a form has no second term
_UPPER = np.uint64(32)


class TextBlock:
    """The words of the texts of one block. Record numbers are counted within the block.

    Words wait as numbers in the order in which they came; all are sorted at once, which takes a fraction of the time
    of handing each to its term.
    """

    def __init__(self) -> None:
        self._known: list[tuple[str, str]] = []  # form and language, by number
        self._numberings: dict[str, Numbering] = {}
        self._plain: dict[str, list[tuple[int, str]]] = {}  # by language: record and normalised text in ASCII
        self._words, self._lows, self._counts = array("I"), array("I"), array("I")  # counts: words of each low
        self._joined, self._joined_lows = array("I"), array("I")
        self.unplaced = array("I")

    def add(self, low: int, texts: Texts, *, placed: bool) -> None:
        """Add record ``low``. The first text has places, unless ``placed`` is False; further ones never have."""
        for count, (language, text) in enumerate(texts):
            normal, first = normalise(text), placed and count == 0
            if first and normal.isascii():
                waiting = self._plain.setdefault(language, [])
                waiting.append((low, normal))
                if len(waiting) >= TOGETHER:
                    self._add_plain(language)
            else:
                self._add(low, language, normal, placed=first)

    def _numbering(self, language: str) -> Numbering:
        if language not in self._numberings:
            self._numberings[language] = Numbering(language, self._known)
        return self._numberings[language]

    def _add(self, low: int, language: str, normal: str, *, placed: bool) -> None:
        (words, joined), number = scan(normal), self._numbering(language).number
        if placed:
            self._lows.append(low)
            self._counts.append(min(len(words), PLACES))
            self._words.extend(map(number, words[:PLACES]))
            words = words[PLACES:]
        if words or not placed:
            self.unplaced.append(low)
        further = {*words, *joined}
        self._joined.extend(map(number, further))
        self._joined_lows.extend([low] * len(further))

    def _add_plain(self, language: str) -> None:
        waiting, self._plain[language] = self._plain[language], []
        numbering = self._numbering(language)
        found = numbering.words_of([text for _low, text in waiting])
        lows = np.array([low for low, _text in waiting], np.uint32)
        self._joined.extend([numbering.number(form) for _place, form in found.joined])
        self._joined_lows.extend([waiting[place][0] for place, _form in found.joined])
        long = found.counts > PLACES
        forms, counts = found.forms, found.counts
        if long.any():
            beyond = _nth(counts) >= PLACES
            self._joined.frombytes(forms[beyond].tobytes())
            self._joined_lows.frombytes(np.repeat(lows, counts)[beyond].tobytes())
            self.unplaced.frombytes(lows[long].tobytes())
            forms, counts = forms[~beyond], np.minimum(counts, PLACES)
        self._words.frombytes(forms.tobytes())
        self._lows.frombytes(lows.tobytes())
        self._counts.frombytes(counts.astype(np.uint32).tobytes())

    def gather(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Every term with its records and places, in order of the terms; call once, the words are given up."""
        for language, waiting in self._plain.items():
            if waiting:
                self._add_plain(language)
        names, first, second = self._terms()
        words, counts = _taken(self._words), _taken(self._counts)
        places = _nth(counts)
        places <<= 16
        places |= np.repeat(_taken(self._lows), counts)
        keys = _keys(first, second, words, places)
        del words, places
        keys.sort()
        placed = _numbers(keys, len(names))
        keys = _keys(first, second, _taken(self._joined), _taken(self._joined_lows))
        keys.sort()
        return _sets(names, placed, _numbers(keys, len(names)))

    def _terms(self) -> tuple[list[str], Ints, Ints]:
        """All terms in order, and for each form the ranks of its one or two terms in that order (or NONE)."""
        of_forms = [terms(form, language) for form, language in self._known]
        names = sorted({term for some in of_forms for term in some})
        rank = {name: place for place, name in enumerate(names)}
        first = np.fromiter((rank[some[0]] for some in of_forms), np.uint32, len(of_forms))
        second = np.fromiter((rank[some[1]] if some[1:] else NONE for some in of_forms), np.uint32, len(of_forms))
        return names, first, second


def _nth(counts: npt.NDArray[Any]) -> Ints:
    """For each word of texts with so many words: the how-manieth of its text it is, from 0."""
    ends = np.cumsum(counts, dtype=np.uint32)
    nth = np.arange(ends[-1] if len(ends) else 0, dtype=np.uint32)
    nth -= np.repeat(ends - counts.astype(np.uint32), counts)
    return nth


def _taken(numbers: "array[int]") -> Ints:
    """The numbers as they are now; the array is emptied, so that memory is freed as soon as the copy is."""
    taken = np.array(numbers, np.uint32)
    del numbers[:]
    return taken


def _keys(first: Ints, second: Ints, forms: Ints, numbers: Ints) -> Longs:
    """For each word and each of its terms: the term's rank in the upper half, and the number in the lower."""
    twice = np.flatnonzero((second != NONE)[forms])
    keys = np.empty(len(forms) + len(twice), np.uint64)  # made once: with 50 MB each, copies count
    once, more = keys[: len(forms)], keys[len(forms) :]
    once[:] = first[forms]
    once <<= _UPPER
    once |= numbers
    more[:] = second[forms[twice]]
    more <<= _UPPER
    more |= numbers[twice]
    return keys


def _numbers(keys: Longs, count: int) -> Numbers:
    """The numbers in the lower half of sorted keys, and where those of each of ``count`` ranks end."""
    ends = np.searchsorted(keys, np.arange(1, count + 1, dtype=np.uint64) << _UPPER).tolist()
    return keys.astype(np.uint32), ends


def _sets(names: list[str], placed: Numbers, unplaced: Numbers) -> Iterator[tuple[str, bytes, bytes]]:
    (all_places, place_ends), (all_others, other_ends) = placed, unplaced
    here = other = 0
    for term, there, other_end in zip(names, place_ends, other_ends, strict=True):
        if there - here == 1 and other == other_end:
            place = int(all_places[here])
            yield term, single(place & 0xFFFF), single(place)
        else:
            places, others = all_places[here:there], all_others[other:other_end]
            records = _records(places & np.uint32(0xFFFF))
            if len(others):
                records |= _set(others)
            yield term, records.serialize(), _set(places).serialize() if len(places) else b""
        here, other = there, other_end


def _records(lows: Ints) -> BitMap:
    """The set of ``lows``, which come in no order; Roaring takes sorted numbers several times as fast."""
    if len(lows) > MANY:
        there = np.zeros(BLOCK, bool)
        there[lows] = True
        return _set(np.flatnonzero(there).astype(np.uint32))
    if len(lows) > FEW:
        lows.sort()
    return _set(lows)


def _set(numbers: Ints) -> BitMap:
    return BitMap(array("I", numbers.tobytes()))
