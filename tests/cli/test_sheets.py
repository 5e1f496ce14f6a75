"""``comity import sheet``: every change is shown; nothing is written without --apply, and then as a person."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from comity.cli.imports import group
from comity.commitments.models import Recommendation
from comity.commitments.worklist_store import connect, rows_of
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
def path(tmp_path: Path, w: SimpleNamespace, store: InMemory) -> Path:
    take([draft(number) for number in range(1, 5)])
    first, second, third, _fourth = Recommendation.objects.order_by("id")
    out = sent(tmp_path, rows_of(Recommendation.objects.order_by("id"), user=w.preparer))
    store.kept[second.pk] = {"done": "By another"}
    edits = {first.pk: {"status": "B"}, second.pk: {"done": "By us"}, third.pk: {"text": "Else", "due": "soon"}}
    return filled(out, edits, more=[[999.0]])


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["sheet", *(str(argument) for argument in arguments)])


def test_comparison_shows_all_and_writes_nothing(path: Path, w: SimpleNamespace, store: InMemory) -> None:
    answer = json.loads(run(path, "--as", w.preparer.email, "--format", "json").stdout)
    assert (answer["rows_read"], answer["created"], answer["updated"], answer["unchanged"]) == (5, 0, 2, 2)
    assert (answer["rejected"], answer["repaired"], answer["applied"], answer["written"]) == (1, 1, False, 0)
    assert [(one["row"], one["field"], one["kind"]) for one in answer["changes"]] == [
        (3, "status", "added"),
        (4, "done", "conflict"),
    ]
    assert [(one["row"], one["field"], one["code"]) for one in answer["problems"]] == [
        (5, "due", "not-understood"), (5, "text", "locked-cell"), (7, "", "unknown-row"),
    ]  # fmt: skip
    assert len(store.kept) == 1


@pytest.mark.parametrize(("winner", "expected"), [("register", "By another"), ("sheet", "By us")])
def test_applying_writes_all_but_what_the_register_wins(
    path: Path, w: SimpleNamespace, store: InMemory, winner: str, expected: str
) -> None:
    shown = run(path, "--as", w.preparer.email, "--apply", "--conflicts", winner).stdout
    assert "2 rows with changes, 1 of them with conflicts" in shown
    first, second = Recommendation.objects.order_by("id")[:2]
    assert store.kept == {first.pk: {"status": "B"}, second.pk: {"done": expected}}
    assert set(store.writers) == {w.preparer.pk}


def test_a_person_of_another_state_writes_nothing(path: Path, w: SimpleNamespace, store: InMemory) -> None:
    answer = json.loads(run(path, "--as", w.other_preparer.email, "--apply", "--format", "json").stdout)
    assert (answer["updated"], answer["rejected"], answer["written"], answer["changes"]) == (0, 5, 0, [])
    assert len(store.kept) == 1


def test_refusals_are_sentences(path: Path, w: SimpleNamespace, store: InMemory, tmp_path: Path) -> None:
    nobody = run(path, "--as", "nobody@example.org")
    assert (nobody.exit_code, "nobody@example.org" in nobody.stderr) == (1, True)
    store.refuses = set(Recommendation.objects.values_list("pk", flat=True))
    refused = run(path, "--as", w.preparer.email, "--apply")
    assert (refused.exit_code, "Nothing was written" in refused.stderr) == (1, True)
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"no sheet")
    assert run(other, "--as", w.preparer.email).exit_code == 1
    assert run(path).exit_code == 2
