"""``comity matrix export``: says what was filled, what was left and why; bad input is a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from comity.cli import matrix as command
from comity.cli.main import main
from comity.commitments.domain.imports import read_and_import
from comity.commitments.readers.matrix import MatrixReader
from tests.commitments.drafts import SYSTEM
from tests.commitments.lists import matrix, older

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(command, "assessment_for", lambda _user: lambda row: f"On {row.paragraph}.")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["matrix", "export", *(str(argument) for argument in arguments)])


def brought_in(tmp_path: Path) -> Path:
    path = matrix(tmp_path, [[*older()[:3], "By us."], older("140.2")])
    read_and_import(path, "matrix", by=SYSTEM, state="WSM")
    return path


def test_the_answer_counts_every_cell_and_names_the_conflicts(tmp_path: Path) -> None:
    brought_in(tmp_path)
    out = tmp_path / "out.docx"
    result = run("--state", "Samoa", "--session", 48, "--out", out, "--format", "json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert (answer["made_from"], answer["cells"], answer["filled"], answer["conflict"]) == ("original", 2, 1, 1)
    assert answer["conflicts"] == [
        {"paragraph": "140.1", "key": "A/HRC/59/99|140.1", "outcome": "conflict", "there": "By us.",
         "wanted": "On 140.1."}
    ]  # fmt: skip
    assert "140.1: the cell says “By us.”" in result.stderr
    assert {row.paragraph: row.extra["assessment"] for row in MatrixReader(out, "WSM")} == {
        "140.1": "By us.",
        "140.2": "On 140.2.",
    }


def test_people_read_what_was_done(tmp_path: Path) -> None:
    brought_in(tmp_path)
    shown = run("--state", "WSM", "--session", 48, "--out", tmp_path / "o.docx", "--overwrite").stdout
    assert "filled in the file that was imported" in shown
    assert "2 cells: 1 filled, 1 replaced" in shown


def test_a_review_that_the_register_lacks_is_a_sentence_and_no_file(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    result = run("--state", "WSM", "--session", 48, "--out", out)
    assert result.exit_code == 1
    assert "no recommendation of session 48" in result.stderr
    assert not out.exists()


def test_a_list_of_another_state_is_refused(tmp_path: Path) -> None:
    path = brought_in(tmp_path)
    result = run("--state", "TON", "--session", 48, "--out", tmp_path / "o.docx", "--file", path)
    assert result.exit_code == 1
    assert "is the list of Samoa, not of Tonga" in result.stderr


@pytest.mark.parametrize("arguments", [["--state", "WSM"], ["--state", "Atlantis", "--session", "48", "--out", "o"]])
def test_wrong_use_ends_with_status_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
