"""A worklist out and back: every change is shown, none is lost, and what others changed meanwhile is a conflict."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.worklist import read_worklist
from comity.commitments.worklist import ANSWERS, Kind, compare
from comity.commitments.writers.worklist import PREFIX, SENT_SHEET
from tests.commitments.worklists import STATUSES, filled, row, sent

LETTERS = frozenset(letter for letter, _meaning in STATUSES)


def back(path):
    return read_worklist(path, LETTERS)


def register(rows):
    return {one.id: one for one in rows}


def changes(diff):
    return {(one.row.id, change.field): (change.kind, change.there, change.sheet)
            for one in diff.rows for change in one.changes}  # fmt: skip


def test_five_hundred_rows_forty_edits_five_conflicts(tmp_path):
    rows = [row(number, status="C", done=f"Begun in {number}", due="2026-12-31") for number in range(1, 501)]
    path = sent(tmp_path, rows)
    edits = {number: {"status": "B – done in part", "done": f"School {number} stands"} for number in range(10, 410, 10)}
    assert len(edits) == 40
    now = register(rows)
    for number in (20, 60, 100, 200, 400):
        now[number] = row(number, status="C", done=f"Changed by another {number}", due="2026-12-31")
    now[21] = row(21, status="D", done="Changed by another", due="2026-12-31")  # the ministry left this one alone
    diff = compare(back(filled(path, edits)), now)
    assert {one.row.id for one in diff.changed} == set(edits)
    assert {one.row.id for one in diff.conflicting} == {20, 60, 100, 200, 400}
    assert diff.unchanged == 460
    assert (diff.unknown, diff.repeated, diff.not_returned) == ([], [], [])
    expected = {(number, "status"): (Kind.CHANGED, "C", "B") for number in edits}
    for number in edits:
        there = now[number].answers["done"]
        kind = Kind.CONFLICT if number in {20, 60, 100, 200, 400} else Kind.CHANGED
        expected[number, "done"] = (kind, there, f"School {number} stands")
    assert changes(diff) == expected
    after = {one.row.id: one.row.answers | one.taken(sheet_wins=one.row.id in {20, 60}) for one in diff.changed}
    assert {number: after[number]["done"] for number in (20, 60)} == {20: "School 20 stands", 60: "School 60 stands"}
    assert {after[number]["done"] for number in (100, 200, 400)} == {
        f"Changed by another {number}" for number in (100, 200, 400)
    }
    assert {after[number]["status"] for number in edits} == {"B"}


def test_untouched_worklist_changes_nothing_even_where_the_register_moved_on(tmp_path):
    path = sent(tmp_path, [row(1, done="Begun"), row(2)])
    diff = compare(back(path), register([row(1, done="Finished", status="A"), row(2, done="New")]))
    assert (diff.rows, diff.unchanged) == ([], 2)


def test_added_changed_and_removed_answers_are_told_apart(tmp_path):
    rows = [row(1, done="Begun", institution="Ministry of Education")]
    edits = {1: {"done": "Done", "institution": "", "evidence_title": "Yearbook", "evidence_date": dt.date(2026, 2, 1)}}
    assert changes(compare(back(filled(sent(tmp_path, rows), edits)), register(rows))) == {
        (1, "done"): (Kind.CHANGED, "Begun", "Done"),
        (1, "institution"): (Kind.REMOVED, "Ministry of Education", ""),
        (1, "evidence_title"): (Kind.ADDED, "", "Yearbook"),
        (1, "evidence_date"): (Kind.ADDED, "", "2026-02-01"),
    }


def test_same_change_on_both_sides_is_no_conflict(tmp_path):
    path = filled(sent(tmp_path, [row(1, done="Begun")]), {1: {"done": "Done"}})
    assert compare(back(path), register([row(1, done="Done")])).unchanged == 1


def test_without_the_record_of_what_was_sent_the_mark_decides(tmp_path):
    rows = [row(1, done="Begun"), row(2, done="Begun")]
    path = filled(sent(tmp_path, rows), {1: {"done": "Done"}, 2: {"done": "Done"}}, without=[SENT_SHEET])
    diff = compare(back(path), register([row(1, done="Begun"), row(2, done="Finished by another")]))
    assert changes(diff) == {
        (1, "done"): (Kind.CHANGED, "Begun", "Done"),
        (2, "done"): (Kind.CONFLICT, "Finished by another", "Done"),
    }


def test_edited_locked_cells_are_told_and_not_taken(tmp_path):
    rows = [row(1), row(2)]
    edits = {1: {"text": "Close the school", "position": "Noted"}, 2: {"done": "Done"}}
    diff = compare(back(filled(sent(tmp_path, rows), edits)), register(rows))
    first, second = diff.rows
    assert [(edit.field, edit.sheet) for edit in first.locked] == [("text", "Close the school"), ("position", "Noted")]
    assert first.changes == ()
    assert second.locked == ()


def test_foreign_rows_repeated_rows_and_missing_rows_are_told(tmp_path):
    rows = [row(number) for number in (1, 2, 3)]
    path = sent(tmp_path, rows)
    more = [[2.0, *[""] * 15, "Twice"], [99.0, *[""] * 15], ["", "", "A/HRC/1/1", "1.1", "By hand"], ["x"]]
    diff = compare(back(filled(path, {}, drop=[3], more=more)), register(rows))
    assert [one.id for one in diff.unknown] == [99, None, None]
    assert [one.id for one in diff.repeated] == [2]
    assert diff.not_returned == [3]


def test_sorting_the_sheet_changes_nothing(tmp_path):
    rows = [row(number, done=str(number)) for number in range(1, 20)]
    path = filled(sent(tmp_path, rows), {7: {"done": "Done"}}, sort=True)
    assert changes(compare(back(path), register(rows))) == {(7, "done"): (Kind.CHANGED, "7", "Done")}


@pytest.mark.parametrize(
    ("key", "value", "understood"),
    [
        ("status", "B – done in part", "B"), ("status", "b", "B"), ("status", "C.", "C"), ("status", "F", None),
        ("status", "Better", None), ("due", "2027-01-31", "2027-01-31"), ("due", dt.date(2027, 1, 31), "2027-01-31"),
        ("due", 46053.0, "2026-01-31"), ("due", "31/01/2027", None), ("due", "soon", None), ("due", 10.0**9, None),
        ("done", 12.0, "12"), ("done", "=1+1", "=1+1"), ("done", "x" * 9_000, None), ("indicator", "  90 % ", "90 %"),
    ],
)  # fmt: skip
def test_cells_are_understood_or_told(tmp_path, key, value, understood):
    rows = [row(1)]
    diff = compare(back(filled(sent(tmp_path, rows), {1: {key: value}})), register(rows))
    (only,) = diff.rows
    if understood is None:
        assert (list(only.faults), only.changes) == ([key], ())
    else:
        assert [(change.field, change.sheet) for change in only.changes] == [(key, understood)]


def test_answer_that_the_register_has_longer_than_a_worklist_takes_is_left_alone(tmp_path):
    rows = [row(1, done="x" * 40_000, status="Z")]
    diff = compare(back(sent(tmp_path, rows)), register(rows))
    assert (diff.rows, diff.unchanged) == ([], 1)


def test_mark_of_a_comparison_changes_with_what_is_to_be_decided(tmp_path):
    rows = [row(1, done="Begun"), row(2)]
    path = filled(sent(tmp_path, rows), {1: {"done": "Done"}})
    first = compare(back(path), register(rows)).mark
    assert compare(back(path), register([rows[0], row(2, done="Elsewhere")])).mark == first
    assert compare(back(path), register([row(1, done="Elsewhere"), rows[1]])).mark != first
    assert compare(back(path), register([row(1, done="Begun", status="A"), rows[1]])).mark != first


def test_sheet_without_its_first_row_is_refused_with_a_sentence(tmp_path):
    path = sent(tmp_path, [row(1)])
    other = tmp_path / "other.xlsx"
    other.write_bytes(path.read_bytes())
    with pytest.raises(UnreadableFileError, match="hidden first row"):
        back(filled_without_keys(other))


def filled_without_keys(path):
    import zipfile  # noqa: PLC0415 - here alone the parts are changed by hand

    target = path.with_name("keyless.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part).replace(PREFIX.encode(), b"gone."))
    return target


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co")), max_size=40)


@settings(deadline=None, max_examples=40)
@given(st.fixed_dictionaries({name: TEXT for name in ANSWERS if name not in {"status", "due", "evidence_date"}}))
def test_any_answers_come_back_unchanged(tmp_path_factory, answers):
    rows = [row(1, **answers)]
    diff = compare(back(sent(tmp_path_factory.mktemp("any"), rows)), register(rows))
    assert (diff.rows, diff.unchanged) == ([], 1)
