"""Writing the index. Changes gather in memory and reach the database in whole blocks of 65,536 record numbers.

The caller's transaction is the index's transaction: records and index change together or not at all.
"""

import secrets
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db import transaction
from pyroaring import BitMap

from comity.search import bulk
from comity.search.analysis import ANALYZER_VERSION, normalise, scan, terms
from comity.search.models import IndexState, Posting
from comity.search.places import BLOCK, PLACES, of_records, read

ALL, TEXT, UNPLACED = "all", "text", "unplaced"
LONGEST_VALUE = 200
ENOUGH = BLOCK  # records gathered before the index is written
AT_ONCE = 400  # values asked for in one statement

Key = tuple[str, str]  # field, value
Texts = Sequence[tuple[str, str]]  # language, text


def _numbers() -> "array[int]":
    return array("I")


class _Block:
    """What is to be added to, and taken from, one block; record numbers within the block."""

    def __init__(self) -> None:
        self.facets: defaultdict[Key, array[int]] = defaultdict(_numbers)
        self.forms: defaultdict[str, defaultdict[str, array[int]]] = defaultdict(lambda: defaultdict(_numbers))
        self.joined: defaultdict[str, defaultdict[str, array[int]]] = defaultdict(lambda: defaultdict(_numbers))
        self.removed: defaultdict[Key, array[int]] = defaultdict(_numbers)

    def additions(self) -> Iterator[tuple[Key, BitMap, BitMap]]:
        """Each key with its records and places; consumes the block. The same key may come several times."""
        for key, numbers in self.facets.items():
            yield key, BitMap(numbers), BitMap()
        self.facets.clear()
        for language, joined in self.joined.items():
            for form, numbers in joined.items():
                records = BitMap(numbers)
                for term in terms(form, language):
                    yield (TEXT, term), records, BitMap()
        self.joined.clear()
        for language, forms in self.forms.items():
            for form, numbers in forms.items():
                records, places = BitMap([place & 0xFFFF for place in numbers]), BitMap(numbers)
                for term in terms(form, language):
                    yield (TEXT, term), records, places
        self.forms.clear()


class Indexer:
    """Adds records to the index of one collection, and removes them. Use inside a transaction; end with ``flush()``."""

    def __init__(self, collection: str) -> None:
        self.collection = collection
        self.state = self._lock()
        self._blocks: defaultdict[int, _Block] = defaultdict(_Block)
        self._waiting = 0
        self._touched = False

    def _lock(self) -> IndexState:
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("The index is written in the transaction of the records that it is about.")
        IndexState.objects.get_or_create(pk=self.collection, defaults={"analyzer_version": ANALYZER_VERSION})
        return IndexState.objects.select_for_update().get(pk=self.collection)

    def add(self, number: int, fields: Mapping[str, Iterable[str]], texts: Texts = ()) -> None:
        """Add record ``number`` with the values of its facets and its texts, each (language, text)."""
        self._add(number, {ALL: ("",), **fields}, texts, placed=1)

    def extend(self, number: int, fields: Mapping[str, Iterable[str]], texts: Texts = ()) -> None:
        """Add further values and texts to a record that the index has already."""
        self._add(number, fields, texts, placed=0)

    def _add(self, number: int, fields: Mapping[str, Iterable[str]], texts: Texts, placed: int) -> None:
        block, low = self._blocks[number >> 16], number & 0xFFFF
        facets = block.facets
        for field, values in fields.items():
            for value in values:
                facets[field, value[:LONGEST_VALUE]].append(low)
        for count, (language, text) in enumerate(texts):
            self._add_text(block, low, language, text, placed=count < placed)
        self._wait()

    def _add_text(self, block: _Block, low: int, language: str, text: str, *, placed: bool) -> None:
        found = scan(normalise(text))
        words = found.words
        if placed:
            forms = block.forms[language]
            for word, place in zip(words, range(low, low + PLACES * BLOCK, BLOCK)):  # noqa: B905 - the first PLACES
                forms[word].append(place)
            words = words[PLACES:]
        if words or not placed:
            block.facets[UNPLACED, ""].append(low)
        if words or found.joined:
            joined = block.joined[language]
            for form in {*words, *found.joined}:
                joined[form].append(low)

    def remove(self, number: int, fields: Mapping[str, Iterable[str]], texts: Texts = ()) -> None:
        """Remove record ``number``, as it was added: with the same values and texts, before it is added anew."""
        block, low = self._blocks[number >> 16], number & 0xFFFF
        gone = {(ALL, ""), (UNPLACED, "")}
        gone.update((field, value[:LONGEST_VALUE]) for field, values in fields.items() for value in values)
        for language, text in texts:
            found = scan(normalise(text))
            gone.update((TEXT, term) for form in {*found.words, *found.joined} for term in terms(form, language))
        for key in gone:
            block.removed[key].append(low)
        self._wait()

    def _wait(self) -> None:
        self._waiting += 1
        if self._waiting >= ENOUGH:
            self._write()

    def clear(self) -> None:
        """Empty the whole index of the collection."""
        Posting.objects.filter(collection=self.collection).delete()
        self._blocks.clear()
        self._touched = True

    def flush(self) -> None:
        """Write everything that waits, and let readers know."""
        self._write()
        if self._touched:
            self.state.generation = secrets.randbits(62)
            self.state.analyzer_version = ANALYZER_VERSION
            self.state.save()
            self._touched = False

    def _write(self) -> None:
        for number in sorted(self._blocks):
            self._write_block(number, self._blocks.pop(number))
            self._touched = True
        self._waiting = 0

    def _write_block(self, number: int, block: _Block) -> None:
        old = Posting.objects.filter(collection=self.collection, block=number)
        fresh = not old.filter(field=ALL).exists()
        removed = {key: BitMap(numbers) for key, numbers in block.removed.items()}
        gathered = _gather(block)
        keys = sorted(gathered.keys() | removed.keys())
        bulk.insert(Posting, self._rows(number, keys, gathered, removed, fresh=fresh))
        if fresh:
            bulk.count_again(Posting)

    def _rows(
        self,
        number: int,
        keys: list[Key],
        gathered: dict[Key, tuple[BitMap, BitMap]],
        removed: dict[Key, BitMap],
        *,
        fresh: bool,
    ) -> list[tuple[str, str, str, int, bytes, bytes]]:
        rows = []
        for some in _chunks(keys):
            before = {} if fresh else self._take_old(number, some)
            for key in some:
                records, places = gathered.pop(key, (BitMap(), BitMap()))
                old_records, old_places = before.get(key, (BitMap(), BitMap()))
                if key in removed and old_records:
                    old_records -= removed[key]
                    old_places -= of_records(removed[key]) if old_places else old_places
                records |= old_records
                places |= old_places
                if records:
                    rows.append((self.collection, *key, number, records.serialize(), _bytes(places)))
        return rows

    def _take_old(self, number: int, keys: list[Key]) -> dict[Key, tuple[BitMap, BitMap]]:
        """The rows of ``keys`` as they were, taken out of the database: they come back merged."""
        found = {}
        wanted = defaultdict(list)
        for field, value in keys:
            wanted[field].append(value)
        for field, values in wanted.items():
            rows = Posting.objects.filter(collection=self.collection, field=field, value__in=values, block=number)
            for value, bitmap, places in rows.values_list("value", "bitmap", "places"):
                found[field, value] = read(bitmap), read(places)
            rows._raw_delete(rows.db)  # nothing refers to a posting, and there may be very many
        return found


def _gather(block: _Block) -> dict[Key, tuple[BitMap, BitMap]]:
    gathered: dict[Key, tuple[BitMap, BitMap]] = {}
    for key, records, places in block.additions():
        known = gathered.get(key)
        gathered[key] = (known[0] | records, known[1] | places) if known else (records, places)
    return gathered


def _bytes(places: BitMap) -> bytes:
    return bytes(places.serialize()) if places else b""


def _chunks(keys: list[Key]) -> Iterator[list[Key]]:
    keys_left = iter(keys)
    while some := list(islice(keys_left, AT_ONCE)):
        yield some
