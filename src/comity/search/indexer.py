"""Writing the index. Changes gather in memory and reach the database in whole blocks of 65,536 record numbers.

The caller's transaction is the index's transaction: records and index change together or not at all.
"""

import secrets
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import transaction
from pyroaring import BitMap

from comity.search import bulk
from comity.search.analysis import ANALYZER_VERSION, normalise, scan, terms
from comity.search.gathering import Bundle, TextBlock, Texts
from comity.search.models import IndexState, Posting
from comity.search.places import BLOCK, of_records, read
from comity.search.workers import Batch, Workers

ALL, TEXT, UNPLACED = "all", "text", "unplaced"
EVERY: Bundle = ((ALL, ("",)),)
LONGEST_VALUE = 200
ENOUGH = BLOCK  # records gathered before the index is written
MANY = 4_000  # records from which on texts are worth handing to workers
AT_ONCE = 500  # values asked for in one statement

Key = tuple[str, str]  # field, value
Found = dict[Key, tuple[bytes, bytes]]  # records and places, serialised
Removed = dict[Key, BitMap]
Row = tuple[str, str, str, int, bytes, bytes]
NOTHING = (b"", b"")


class _Block:
    """What is to be added to, and taken from, one block; record numbers within the block."""

    def __init__(self) -> None:
        self._added: dict[int, tuple[Bundle, Callable[[int], None]]] = {}
        self.removed: defaultdict[Key, BitMap] = defaultdict(BitMap)
        self.texts: Batch = []
        self.sent = False

    def add(self, low: int, bundles: Iterable[Bundle]) -> None:
        """Note the values of record ``low``. Equal bundles mostly are one object, so identity saves hashing them."""
        added = self._added
        for bundle in bundles:
            known = added.get(id(bundle))
            if known is None:
                known = added[id(bundle)] = bundle, array("I").append  # holds the bundle, so its identity stays
            known[1](low)

    def additions(self) -> Found:
        found: defaultdict[Key, BitMap] = defaultdict(BitMap)
        while self._added:  # taken out one by one so that memory is freed on the way
            bundle, append = self._added.popitem()[1]
            records = BitMap(append.__self__)  # type: ignore[attr-defined]
            for field, values in bundle:
                for value in values:
                    found[field, value[:LONGEST_VALUE]] |= records
        return {key: (records.serialize(), b"") for key, records in found.items()}


class Indexer:
    """Adds records to the index of one collection, and removes them. Use inside a transaction; end with ``flush()``."""

    def __init__(self, collection: str) -> None:
        self.collection = collection
        self.state = self._lock()
        self._blocks: defaultdict[int, _Block] = defaultdict(_Block)
        self._waiting = 0
        self._touched = False
        self._workers: Workers | None = None
        self._asked: defaultdict[int, list[bool]] = defaultdict(list)  # blocks at work: whether they had no rows before

    def _lock(self) -> IndexState:
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("The index is written in the transaction of the records that it is about.")
        IndexState.objects.get_or_create(pk=self.collection, defaults={"analyzer_version": ANALYZER_VERSION})
        return IndexState.objects.select_for_update().get(pk=self.collection)

    def add(self, number: int, bundles: Iterable[Bundle], texts: Texts = ()) -> None:
        """Add record ``number`` with the values of its fields and its texts, each (language, text)."""
        self._add(number, (EVERY, *bundles), texts, placed=True)

    def extend(self, number: int, bundles: Iterable[Bundle], texts: Texts = ()) -> None:
        """Add further values and texts to a record that the index has already."""
        self._add(number, bundles, texts, placed=False)

    def _add(self, number: int, bundles: Iterable[Bundle], texts: Texts, *, placed: bool) -> None:
        block, low = self._blocks[number >> 16], number & 0xFFFF
        block.add(low, bundles)
        if texts:
            block.texts.append((low, texts, placed))
            if len(block.texts) >= MANY:
                self._send(number >> 16, block)
        self._wait(number >> 16)

    def _send(self, number: int, block: _Block) -> None:
        if self._workers is None:
            self._workers = Workers()
        self._workers.send(number, block.texts)
        block.texts, block.sent = [], True
        self._save_answers(wait=False)

    def remove(self, number: int, bundles: Iterable[Bundle], texts: Texts = ()) -> None:
        """Remove record ``number``, as it was added: with the same values and texts, before it is added anew."""
        block, low = self._blocks[number >> 16], number & 0xFFFF
        gone = {(ALL, ""), (UNPLACED, "")}
        for bundle in bundles:
            gone.update((field, value[:LONGEST_VALUE]) for field, values in bundle for value in values)
        for language, text in texts:
            found = scan(normalise(text))
            gone.update((TEXT, term) for form in {*found.words, *found.joined} for term in terms(form, language))
        for key in gone:
            block.removed[key].add(low)
        self._wait(number >> 16)

    def _wait(self, current: int) -> None:
        """Once enough is gathered, write all blocks but the ``current`` one, which is likely to get more."""
        self._waiting += 1
        if self._waiting >= ENOUGH:
            complete = [number for number in sorted(self._blocks) if number != current]
            self._write(complete or [current])

    def clear(self) -> None:
        """Empty the whole index of the collection."""
        Posting.objects.filter(collection=self.collection).delete()
        self._blocks.clear()
        self._touched = True

    def flush(self) -> None:
        """Write everything that waits, and let readers know."""
        self._write(sorted(self._blocks))
        if self._workers:
            self._save_answers(wait=True)
            self._workers.close()
            self._workers = None
        if self._touched:
            self.state.generation = secrets.randbits(62)
            self.state.analyzer_version = ANALYZER_VERSION
            self.state.save()
            bulk.count_again(Posting)
            self._touched = False

    def _write(self, numbers: list[int]) -> None:
        for number in numbers:
            self._write_block(number, self._blocks.pop(number))
            self._touched = True
        self._waiting = 0
        if self._workers:
            self._save_answers(wait=False)

    def _write_block(self, number: int, block: _Block) -> None:
        fresh = not Posting.objects.filter(collection=self.collection, field=ALL, block=number).exists()
        found, removed = block.additions(), block.removed
        if block.sent and self._workers:
            self._workers.send(number, block.texts)
            self._workers.ask(number)
            self._asked[number].append(fresh)
        else:
            texts = TextBlock()
            for low, some, placed in block.texts:
                texts.add(low, some, placed=placed)
            found |= {(TEXT, term): (records, places) for term, records, places in texts.gather()}
            found |= _unplaced(texts.unplaced)
        self._save(number, found, removed, fresh=fresh)

    def _save_answers(self, *, wait: bool) -> None:
        for number, part in self._workers.answers(wait=wait) if self._workers else ():
            fresh = self._asked[number][0]
            if isinstance(part, list):
                self._save(number, {(TEXT, term): (records, places) for term, records, places in part}, fresh=fresh)
            else:
                self._save(number, _unplaced(part), fresh=self._asked[number].pop(0))

    def _save(self, number: int, found: Found, removed: Removed | None = None, *, fresh: bool) -> None:
        """Write what was found over what is there, less what was removed."""
        gone = removed or {}
        for some in _chunks(sorted(found.keys() | gone.keys())):
            before = {} if fresh else self._take_old(number, some)
            rows: list[Row] = []
            for key in some:
                records, places = found.pop(key, NOTHING)
                if key in before:
                    records, places = _merged(before[key], gone.get(key), records, places)
                if records:
                    rows.append((self.collection, *key, number, records, places))
            bulk.insert(Posting, rows)

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
            rows.delete()
        return found


def _unplaced(numbers: "array[int]") -> Found:
    return {(UNPLACED, ""): (BitMap(numbers).serialize(), b"")} if numbers else {}


def _merged(old: tuple[BitMap, BitMap], removed: BitMap | None, records: bytes, places: bytes) -> tuple[bytes, bytes]:
    old_records, old_places = old
    if removed:
        old_records = old_records - removed
        old_places = old_places - of_records(removed) if old_places else old_places
    all_records, all_places = old_records | read(records), old_places | read(places)
    return (
        all_records.serialize() if all_records else b"",
        all_places.serialize() if all_places else b"",
    )


def _chunks(keys: list[Key]) -> Iterator[list[Key]]:
    keys_left = iter(keys)
    while some := list(islice(keys_left, AT_ONCE)):
        yield some
