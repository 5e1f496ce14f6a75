import csv
from datetime import date
from io import StringIO

import pytest

from comity.documents.csvs import CHUNK, MARK, csv_chunks


def read(columns, rows, **options):
    text = "".join(csv_chunks(columns, rows, **options))
    return list(csv.reader(StringIO(text.removeprefix(MARK), newline="")))


def test_rows_come_back_as_they_went_in():
    rows = [["1", "Improve access,\n“now”", "تعليم"], ["2", "", "教育"]]
    assert read(["id", "text", "other"], rows) == [["id", "text", "other"], *rows]


def test_lists_dates_and_nothing_are_written_plainly():
    assert read(["a", "b", "c", "d"], [[["x", "y"], date(2026, 12, 4), None, True]])[1] == [
        "x; y",
        "2026-12-04",
        "",
        "yes",
    ]


@pytest.mark.parametrize("risky", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", "\r=1", "＝1+1"])
def test_a_formula_never_begins_a_cell(risky):
    cell = read(["text"], [[risky]])[1][0]
    assert cell.startswith("'")


def test_a_negative_number_stays_a_number():
    assert read(["n"], [[-12.5]])[1] == ["-12.5"]


def test_the_mark_is_written_once_or_not_at_all():
    assert "".join(csv_chunks(["a"], [["b"]])).count(MARK) == 1
    assert MARK not in "".join(csv_chunks(["a"], [["b"]], mark=False))


def test_a_long_table_comes_in_pieces():
    pieces = list(csv_chunks(["text"], ([f"{n} " + "x" * 1000] for n in range(500))))
    assert len(pieces) > 5
    assert max(map(len, pieces)) < CHUNK + 2000
    assert "".join(pieces).count("\r\n") == 501
