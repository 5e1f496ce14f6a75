"""Turning texts into sets, one block of 65,536 record numbers at a time. Pure: knows no database, runs anywhere."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from comity.search.analysis import normalise, scan, terms
from comity.search.places import BLOCK, PLACES

Texts = Sequence[tuple[str, str]]  # language, text
Gathered = list[tuple[str, bytes, bytes]]  # value, records, places: serialised sets
Numbers = defaultdict[str, "array[int]"]


def _numbers() -> Numbers:
    return defaultdict(lambda: array("I"))


class TextBlock:
    """The words of the texts of one block. Record numbers are counted within the block."""

    def __init__(self) -> None:
        self._forms: defaultdict[str, Numbers] = defaultdict(_numbers)
        self._joined: defaultdict[str, Numbers] = defaultdict(_numbers)
        self.unplaced = array("I")

    def add(self, low: int, texts: Texts, *, placed: bool) -> None:
        """Add record ``low``. The first text has places, unless ``placed`` is False; further ones never have."""
        for count, (language, text) in enumerate(texts):
            words, joined = scan(normalise(text))
            if placed and count == 0:
                forms = self._forms[language]
                for word, place in zip(words, range(low, low + PLACES * BLOCK, BLOCK)):  # noqa: B905 - the first PLACES
                    forms[word].append(place)
                words = words[PLACES:]
            if words or not placed or count:
                self.unplaced.append(low)
            if words or joined:
                numbers = self._joined[language]
                for form in {*words, *joined}:
                    numbers[form].append(low)

    def gather(self) -> Gathered:
        """Every term with its records and places; empties the block."""
        found: dict[str, tuple[BitMap, BitMap]] = {}
        nothing = BitMap()
        for language, joined in self._joined.items():
            for form, numbers in joined.items():
                _merge(found, terms(form, language), BitMap(numbers), nothing)
        for language, forms in self._forms.items():
            for form, numbers in forms.items():
                records = BitMap([place & 0xFFFF for place in numbers])
                _merge(found, terms(form, language), records, BitMap(numbers))
        self._forms.clear()
        self._joined.clear()
        return [
            (term, records.serialize(), places.serialize() if places else b"")
            for term, (records, places) in found.items()
        ]


def _merge(found: dict[str, tuple[BitMap, BitMap]], names: Iterable[str], records: BitMap, places: BitMap) -> None:
    for term in names:
        known = found.get(term)
        found[term] = (known[0] | records, known[1] | places) if known else (records, places)
