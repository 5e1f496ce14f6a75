from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from comity.search.places import BLOCK, PLACES, fold, neighbours, of_records, read, single

PLACE = st.tuples(st.integers(0, PLACES - 1), st.integers(0, BLOCK - 1) | st.sampled_from([0, 1, BLOCK - 1]))


def places(pairs: set[tuple[int, int]]) -> BitMap:
    return BitMap([place * BLOCK + number for place, number in pairs])


@given(st.sets(PLACE))
def test_folding_gives_the_numbers_of_records(pairs: set[tuple[int, int]]) -> None:
    assert set(fold(places(pairs))) == {number for _, number in pairs}


SMALL = st.sets(st.tuples(st.integers(0, 5) | st.integers(PLACES - 3, PLACES - 1), st.integers(0, 3)))


@given(SMALL, SMALL, SMALL)
def test_neighbours_are_what_a_search_by_hand_finds(
    first: set[tuple[int, int]], second: set[tuple[int, int]], third: set[tuple[int, int]]
) -> None:
    by_hand = {number for place, number in first if (place + 1, number) in second and (place + 2, number) in third}
    assert set(neighbours([places(first), places(second), places(third)])) == by_hand


def test_of_records_covers_every_place() -> None:
    assert len(of_records(BitMap([0, 7, BLOCK - 1]))) == 3 * PLACES
    assert fold(of_records(BitMap([7]))) == BitMap([7])


@given(st.integers(0, PLACES * BLOCK - 1) | st.sampled_from([0, BLOCK - 1, BLOCK]))
def test_a_set_of_one_number_is_written_as_the_library_writes_it(number: int) -> None:
    assert single(number) == BitMap([number]).serialize()
    assert read(single(number)) == BitMap([number])
