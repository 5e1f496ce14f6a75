"""``comity report``: a list of reports, and each as Word or HTML."""

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from comity.cli.main import main
from tests.commitments.drafts import draft, take

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["report", *(str(argument) for argument in arguments)])


def test_list_names_every_report() -> None:
    names = [line.split()[0] for line in run("--list").stdout.splitlines()]
    assert names == ["state-midterm", "treaty-body-followup", "vnr-sdg4-annex"]


def test_report_is_written_in_the_form_of_its_ending(tmp_path: Path) -> None:
    take([draft(1)])
    for ending in ("docx", "html"):
        result = run("state-midterm", "--state", "Slovenia", "--out", tmp_path / f"r.{ending}")
        assert (result.exit_code, "from 1 records" in result.stdout) == (0, True), result.output
    assert docx.Document(tmp_path / "r.docx").paragraphs[0].text == "Draft – not a United Nations document"
    assert "Guarantee the right to education, number 1" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_report_on_nothing_is_a_sentence_and_no_file(tmp_path: Path) -> None:
    result = run("state-midterm", "--state", "SVN", "--out", tmp_path / "r.docx")
    assert (result.exit_code, "nothing on SVN" in result.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "out"), [("gossip", "r.docx"), ("state-midterm", "r.txt")])
def test_wrong_use_ends_with_status_2(name: str, out: str) -> None:
    assert run(name, "--state", "SVN", "--out", out).exit_code == 2
