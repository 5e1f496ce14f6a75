"""A worklist is taken by the State's own people, all of it or nothing, and only as it was compared."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from comity.commitments.domain.worklists import apply_worklist, compare_worklist, open_worklist
from comity.commitments.models import Recommendation
from comity.commitments.worklist import Sheet
from comity.commitments.worklist_store import NoStore, connect, rows_of
from comity.kernel.audit import verify
from comity.kernel.errors import NotPossible, Outdated
from comity.kernel.models import AuditEvent
from tests import world
from tests.commitments.drafts import draft, take
from tests.commitments.worklists import InMemory, filled, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def w() -> SimpleNamespace:
    return world.build()


@pytest.fixture(autouse=True)
def store() -> Iterator[InMemory]:
    mine = InMemory()
    before = connect(mine)
    yield mine
    connect(before)


@pytest.fixture
def rows() -> list[Recommendation]:
    take([*(draft(number) for number in range(1, 6)), draft(9, states=["NOR"])])
    return list(Recommendation.objects.order_by("id"))


def worklist(tmp_path: Path, rows: list[Recommendation], edits: dict[int, dict[str, object]], by: object) -> Sheet:
    return open_worklist(filled(sent(tmp_path, rows_of(rows, user=by)), edits))


def test_answers_are_written_as_the_person_who_applies_them(
    tmp_path: Path, rows: list[Recommendation], store: InMemory, w: SimpleNamespace
) -> None:
    edits = {rows[0].pk: {"done": "Done", "due": date(2027, 1, 1)}, rows[1].pk: {"status": "B"}}
    sheet = worklist(tmp_path, rows, edits, w.preparer)
    diff = compare_worklist(sheet, by=w.preparer)
    assert store.kept == {}
    _diff, written = apply_worklist(sheet, by=w.preparer, seen=diff.mark)
    assert written == 2
    assert store.kept == {rows[0].pk: {"done": "Done", "due": "2027-01-01"}, rows[1].pk: {"status": "B"}}
    assert set(store.writers) == {w.preparer.pk}
    events = AuditEvent.objects.filter(action="worklist.apply")
    assert {(event.actor, event.facts["fields"][0]) for event in events} == {
        (w.preparer.pk, "done"),
        (w.preparer.pk, "status"),
    }
    assert "Done" not in str(list(events.values()))
    assert verify().faults == ()


def test_conflicts_go_as_the_person_chooses_and_to_the_register_without_a_choice(
    tmp_path: Path, rows: list[Recommendation], store: InMemory, w: SimpleNamespace
) -> None:
    path = sent(tmp_path, rows_of(rows, user=w.preparer))
    for row in rows[:2]:
        store.kept[row.pk] = {"done": "By another"}
    edits = {row.pk: {"done": "By the ministry", "indicator": "Schools"} for row in rows[:2]}
    sheet = open_worklist(filled(path, edits))
    diff = compare_worklist(sheet, by=w.focal_point)
    assert len(diff.conflicting) == 2
    apply_worklist(sheet, by=w.focal_point, seen=diff.mark, choices={rows[0].pk: "sheet"})
    assert store.kept == {
        rows[0].pk: {"done": "By the ministry", "indicator": "Schools"},
        rows[1].pk: {"done": "By another", "indicator": "Schools"},
    }


@pytest.mark.parametrize("who", ["coordinator", "officer", "nhri", "other_preparer", "administrator", "steward"])
def test_others_find_every_row_unknown_and_write_nothing(
    tmp_path: Path, rows: list[Recommendation], store: InMemory, w: SimpleNamespace, who: str
) -> None:
    store.kept[rows[0].pk] = {"done": "ZEBRA"}
    edits = {rows[0].pk: {"status": "B"}}
    sheet = worklist(tmp_path, rows[:5], edits, w.preparer)
    by = getattr(w, who)
    diff = compare_worklist(sheet, by=by)
    assert (diff.rows, len(diff.unknown), diff.not_returned) == ([], 5, [])
    assert "ZEBRA" not in str(diff.rows)
    assert apply_worklist(sheet, by=by, seen=diff.mark)[1] == 0
    assert store.kept == {rows[0].pk: {"done": "ZEBRA"}}


def test_rows_of_another_state_are_unknown(
    tmp_path: Path, rows: list[Recommendation], store: InMemory, w: SimpleNamespace
) -> None:
    sheet = worklist(tmp_path, rows, {rows[5].pk: {"done": "Done"}, rows[0].pk: {"done": "Done"}}, w.preparer)
    diff = compare_worklist(sheet, by=w.preparer)
    assert [row.id for row in diff.unknown] == [rows[5].pk]
    apply_worklist(sheet, by=w.preparer, seen=diff.mark)
    assert list(store.kept) == [rows[0].pk]


def test_register_that_moved_on_since_the_comparison_stops_all(
    tmp_path: Path, rows: list[Recommendation], store: InMemory, w: SimpleNamespace
) -> None:
    edits = {row.pk: {"done": "Done"} for row in rows[:3]}
    sheet = worklist(tmp_path, rows, edits, w.preparer)
    seen = compare_worklist(sheet, by=w.preparer).mark
    store.kept[rows[2].pk] = {"done": "Meanwhile"}
    with pytest.raises(Outdated):
        apply_worklist(sheet, by=w.preparer, seen=seen)
    assert store.kept == {rows[2].pk: {"done": "Meanwhile"}}


def test_one_refusal_refuses_all_and_names_the_row(
    tmp_path: Path, rows: list[Recommendation], store: InMemory, w: SimpleNamespace
) -> None:
    store.refuses = {rows[2].pk}
    sheet = worklist(tmp_path, rows, {row.pk: {"done": "Done"} for row in rows[:4]}, w.preparer)
    seen = compare_worklist(sheet, by=w.preparer).mark
    with pytest.raises(NotPossible, match=r"Row 5 \(A/HRC/28/15 115\.3\): The source is older"):
        apply_worklist(sheet, by=w.preparer, seen=seen)
    assert not AuditEvent.objects.filter(action="worklist.apply").exists()


def test_without_a_store_nothing_can_be_written(tmp_path: Path, rows: list[Recommendation], w: SimpleNamespace) -> None:
    connect(NoStore())
    sheet = worklist(tmp_path, rows, {rows[0].pk: {"done": "Done"}}, w.preparer)
    with pytest.raises(NotPossible, match="keeps no follow-up yet"):
        apply_worklist(sheet, by=w.preparer, seen=compare_worklist(sheet, by=w.preparer).mark)


def test_several_hundred_rows_cost_few_queries(
    tmp_path: Path, w: SimpleNamespace, django_assert_max_num_queries: object
) -> None:
    take([draft(number) for number in range(1, 601)])
    rows = list(Recommendation.objects.order_by("id"))
    sheet = worklist(tmp_path, rows, {}, w.preparer)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert compare_worklist(sheet, by=world.fresh(w.preparer)).unchanged == 600
