from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.documents.charts import LONGEST, stacked_bars


def number(length):
    return float(length.rstrip("%em"))


def test_the_longest_bar_fills_the_picture():
    drawn = stacked_bars([{"label": "Education", "counts": [30, 10]}, {"label": "Health", "counts": [10, 0]}])
    assert [piece.length for piece in drawn.bars[0].pieces] == ["75.000%", "25.000%"]
    assert [piece.count for piece in drawn.bars[1].pieces] == [10]


def test_right_to_left_bars_begin_at_the_right():
    row = [{"label": "تعليم", "counts": [3, 1]}]
    left, right = stacked_bars(row).bars[0].pieces, stacked_bars(row, rtl=True).bars[0].pieces
    assert [piece.x for piece in left] == ["0.000%", "75.000%"]
    assert [piece.x for piece in right] == ["25.000%", "0.000%"]
    assert stacked_bars(row, rtl=True).start == "100%"


def test_no_rows_and_rows_of_nothing_give_an_empty_picture():
    assert stacked_bars([]).height == "0.00em"
    assert stacked_bars([{"label": "x", "counts": [0, 0]}]).bars[0].pieces == ()


def test_a_long_label_is_cut_in_the_picture():
    label = stacked_bars([{"label": "x" * 100, "counts": [1]}]).bars[0].label
    assert len(label) == LONGEST
    assert label.endswith("…")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # shared machines are slow at times
@given(st.lists(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), max_size=8), st.booleans())
def test_every_piece_stays_inside_the_picture(counts, rtl):
    drawn = stacked_bars([{"label": "x", "counts": row} for row in counts], rtl=rtl)
    for bar, row in zip(drawn.bars, counts, strict=True):
        assert bar.total == sum(row)
        for piece in bar.pieces:
            assert -0.01 <= number(piece.x) <= number(piece.x) + number(piece.length) <= 100.01
