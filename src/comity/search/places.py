"""Where words stand, as one set of numbers a word: place × 65,536 + record number within its block.

Laid out like this, "the next word" is the same set moved by 65,536, and all places of a record fold onto its number
by halving: phrases need set operations only, whatever the number of records.
"""

import struct
from collections.abc import Sequence

from pyroaring import BitMap

BLOCK = 1 << 16
PLACES = 512  # places kept of each record; a power of two. Longer texts are looked at themselves.


def read(stored: bytes | memoryview, block: int = 0) -> BitMap:
    """A stored set of numbers within ``block``, as whole record numbers; block 0 leaves numbers as they are."""
    numbers = BitMap.deserialize(bytes(stored)) if stored else BitMap()
    return numbers.shift(block * BLOCK) if block else numbers


_SINGLE = struct.Struct("<IIHHIH")  # cookie, one container, its key, its size less one, where it begins, the number
_COOKIE, _BEGINS = 12346, 16


def single(number: int) -> bytes:
    """The serialised set of one number. Half of all words occur once; the format is Roaring's, and a test compares."""
    return _SINGLE.pack(_COOKIE, 1, number >> 16, 0, _BEGINS, number & 0xFFFF)


def fold(places: BitMap) -> BitMap:
    """Numbers within the block of all records that have any place in ``places``."""
    distance = PLACES // 2
    while distance:
        upper = places.shift(-distance * BLOCK)
        places = places.copy()
        places.remove_range(distance * BLOCK, PLACES * BLOCK)
        places |= upper
        distance //= 2
    return places


def neighbours(words: Sequence[BitMap]) -> BitMap:
    """Numbers within the block of the records in which ``words`` stand side by side, in this order."""
    rarest, *others = sorted(range(len(words)), key=lambda index: len(words[index]))
    starts = words[rarest].shift(-rarest * BLOCK)
    for index in others:
        if not starts:
            return starts
        starts = (starts.shift(index * BLOCK) & words[index]).shift(-index * BLOCK)
    return fold(starts)


def of_records(numbers: BitMap) -> BitMap:
    """Every place of the records ``numbers`` (within their block): what to take away when they change."""
    distance = 1
    while distance < PLACES:
        numbers = numbers | numbers.shift(distance * BLOCK)
        distance *= 2
    return numbers
