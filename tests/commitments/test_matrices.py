"""The list goes back as it came: the kept file filled in, a given one, or one made anew from the register."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from comity.commitments.domain.imports import read_and_import
from comity.commitments.matrices import ExportedMatrix, export_matrix
from comity.commitments.models import Recommendation
from comity.commitments.originals import original_matrix
from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.matrix import MatrixReader
from tests.commitments.drafts import SYSTEM, draft, take
from tests.commitments.lists import LATER, matrix, older
from tests.commitments.writers.test_matrix import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def brought_in(path: Path, **options: Any) -> None:
    read_and_import(path, "matrix", by=SYSTEM, state="WSM", **options)


def exported(tmp_path: Path, **options: Any) -> tuple[ExportedMatrix, Path]:
    said = options.pop("said", lambda row: f"On {row.paragraph}: done.")
    made = export_matrix(state="WSM", session=48, user=AnonymousUser(), assessment_of=said, **options)
    path = tmp_path / "out.docx"
    path.write_bytes(made.content)
    return made, path


def assessments(path: Path) -> dict[str, str]:
    return {row.paragraph: str(row.extra.get("assessment", "")) for row in MatrixReader(path, "WSM")}


def test_the_file_that_was_imported_is_kept_and_filled(tmp_path: Path) -> None:
    path = matrix(tmp_path, [older(), older("140.2")])
    brought_in(path)
    kept = original_matrix("WSM", 48)
    assert kept is not None
    assert kept.read_bytes() == path.read_bytes()
    made, out = exported(tmp_path)
    assert (made.made_from, made.conflicts, made.not_in_file, made.not_in_register) == ("original", [], [], [])
    assert assessments(out) == {"140.1": "On 140.1: done.", "140.2": "On 140.2: done."}
    assert parts(made.content).keys() == parts(path).keys()


def test_a_dry_run_and_a_list_of_another_review_keep_nothing(tmp_path: Path) -> None:
    brought_in(matrix(tmp_path, [older()]), dry_run=True)
    assert original_matrix("WSM", 48) is None
    brought_in(matrix(tmp_path, [older()]))
    assert original_matrix("WSM", 47) is None
    assert original_matrix("FJI", 48) is None


def test_a_file_that_broke_is_not_kept(tmp_path: Path, settings: Any) -> None:
    with pytest.raises(UnreadableFileError):
        brought_in(matrix(tmp_path, [["a"]], headings=["Name"]))
    assert not (Path(settings.MEDIA_ROOT) / "originals").exists()


def test_the_later_of_two_lists_is_filled(tmp_path: Path) -> None:
    brought_in(matrix(tmp_path, [older(), older("140.2")]))
    newer = matrix(tmp_path, [older(text="Open schools in all villages (Kenya);"), older("140.2")], name="newer.docx")
    brought_in(newer)
    kept = original_matrix("WSM", 48)
    assert kept is not None
    assert kept.read_bytes() == newer.read_bytes()


def test_a_given_file_stands_above_the_kept_one_and_differences_are_told(tmp_path: Path) -> None:
    brought_in(matrix(tmp_path, [older(), older("140.2")]))
    given = matrix(tmp_path, [older("140.2"), older("140.9")], name="given.docx")
    made, out = exported(tmp_path, file=given)
    assert (made.made_from, made.not_in_file, made.not_in_register) == ("file", ["140.1"], ["140.9"])
    assert assessments(out) == {"140.2": "On 140.2: done.", "140.9": ""}


def test_rows_from_the_index_are_found_by_report_and_paragraph(tmp_path: Path) -> None:
    take([draft(1, states=["WSM"], session=48, cycle=4, symbol="A/HRC/59/99/Add.1", paragraph="140.1")])
    made, out = exported(tmp_path, file=matrix(tmp_path, [older()]))
    assert assessments(out) == {"140.1": "On 140.1: done."}
    assert made.not_in_register == []


@pytest.mark.parametrize("layout", ["older", "later"])
def test_without_a_file_a_list_is_made_from_the_best_source_alone(tmp_path: Path, layout: Any) -> None:
    take([
        draft(1, states=["WSM"], session=48, symbol="A/HRC/59/99", paragraph="140.1", source="matrix",
              key="A/HRC/59/99|140.1", extra={"assessment": "Written by the ministry."}),
        draft(2, states=["WSM"], session=48, symbol="A/HRC/59/99", paragraph="140.1"),
        draft(3, states=["WSM"], session=47, symbol="A/HRC/58/1", paragraph="1.1", source="matrix", key="A|1.1"),
        draft(4, states=["FJI"], session=48, symbol="A/HRC/59/98", paragraph="2.1", source="matrix", key="A|2.1"),
    ])  # fmt: skip
    made, out = exported(tmp_path, layout=layout, said=lambda _row: "")
    assert made.made_from == "register"
    assert assessments(out) == {"140.1": "Written by the ministry."}
    made, out = exported(tmp_path, layout=layout)
    assert assessments(out) == {"140.1": "On 140.1: done."}


def test_words_in_the_kept_file_are_a_conflict(tmp_path: Path) -> None:
    brought_in(matrix(tmp_path, [[*older()[:3], "By us."], older("140.2")]))
    made, out = exported(tmp_path)
    assert [one.there for one in made.conflicts] == ["By us."]
    assert assessments(out)["140.1"] == "By us."
    made, out = exported(tmp_path, overwrite=True)
    assert made.conflicts == []
    assert assessments(out)["140.1"] == "On 140.1: done."


def test_filled_list_imported_again_changes_only_the_assessments(tmp_path: Path) -> None:
    brought_in(matrix(tmp_path, [older(), older("140.2")], headings=[*LATER[:3], "Assessment"]))
    _made, out = exported(tmp_path, said=lambda row: "Done." if row.paragraph == "140.1" else "")
    before = {row.paragraph: row for row in MatrixReader(original_matrix("WSM", 48) or "", "WSM")}
    report = read_and_import(out, "matrix", by=SYSTEM, state="WSM")
    assert (report.created, report.updated, report.unchanged) == (0, 1, 1)
    assert Recommendation.objects.get(paragraph="140.1").extra["assessment"] == "Done."
    after = {row.paragraph: row for row in MatrixReader(out, "WSM")}
    assert replace(after["140.1"], extra={}) == replace(before["140.1"], extra={})
