from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.clustering import Wording
from comity.commitments.clustering.differences import differing


def marked(*texts):
    pieces = differing([Wording(number, text) for number, text in enumerate(texts)])
    return [[piece.text for piece in one if piece.differs] for one in pieces]


@given(st.lists(st.text(max_size=80), max_size=6))
@settings(deadline=None)
def test_the_pieces_are_the_text(texts):
    pieces = differing([Wording(number, text) for number, text in enumerate(texts)])
    assert ["".join(piece.text for piece in one) for one in pieces] == texts


def test_what_one_says_and_most_do_not_is_marked_in_one_piece():
    assert marked("Combat trafficking", "Combat human trafficking", "Combat trafficking of Roma girls (Peru)") == [
        [], [], ["Roma girls"],
    ]  # fmt: skip


def test_another_name_of_the_same_treaty_is_no_difference():
    assert marked("Ratify ICRMW", "Ratify the Migrant Workers Convention") == [[], []]


def test_equal_texts_have_no_difference():
    assert marked("End hate speech", "End hate speech") == [[], []]
