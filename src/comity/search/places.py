"""Where words stand, as one set of numbers a word: place × 65,536 + record number within its block.

Laid out like this, "the next word" is the same set moved by 65,536, and all places of a record fold onto its number
by halving: phrases need set operations only, whatever the number of records.
"""

from collections.abc import Sequence

from pyroaring import BitMap

BLOCK = 1 << 16
_NUMBERS = BitMap(range(BLOCK))
PLACES = 512  # places kept of each record; a power of two. Longer texts are looked at themselves.


def read(stored: bytes | memoryview, block: int = 0) -> BitMap:
    """A stored set of numbers within ``block``, as whole record numbers; block 0 leaves numbers as they are."""
    numbers = BitMap.deserialize(bytes(stored)) if stored else BitMap()
    return numbers.shift(block * BLOCK) if block else numbers


def fold(places: BitMap) -> BitMap:
    """Numbers within the block of all records that have any place in ``places``."""
    distance = PLACES // 2
    while distance:
        places = places | places.shift(-distance * BLOCK)
        distance //= 2
    return places & _NUMBERS


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
