import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.commitments.domain import ahead, imports
from comity.commitments.domain.ahead import batches, batches_ahead, is_worth_it
from comity.commitments.domain.imports import read_and_import
from comity.commitments.domain.preparing import Prepared
from comity.commitments.models import Recommendation
from comity.commitments.readers import open_reader
from comity.commitments.readers.draft import UnreadableFileError
from tests.commitments.drafts import SYSTEM


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["rec_id", "To", "Text", "From", "Response", "Action", "Issue", "Session"])
        for number in range(1, 2_501):
            writer.writerow(
                [number, "Slovenia", f" Build school {number}", "Norway", "Accepted", 5, "Right to education", 20]
            )
        writer.writerow([2_501, "Atlantis", "Build", "Norway", "Accepted", 5, "", 20])
    return path


def _drafts(read: Iterator[ahead.Batch]) -> list[Prepared]:
    return [draft for batch in read for draft in batch.drafts]


def test_another_process_reads_the_same(export: Path) -> None:
    beside, here = list(batches_ahead(export, "upr-info", {})), list(batches(open_reader(export, "upr-info")))
    assert _drafts(iter(beside)) == _drafts(iter(here))
    assert [batch.rows_read for batch in beside] == [batch.rows_read for batch in here]
    assert [batch.problems for batch in beside] == [batch.problems for batch in here]
    assert sum(len(batch.drafts) for batch in beside) == 2_500


def test_what_the_reader_cannot_read_is_said_here(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text("[{")
    with pytest.raises(UnreadableFileError):
        list(batches_ahead(path, "uhri", {}))


def test_a_reading_process_that_dies_is_noticed(export: Path) -> None:
    with pytest.raises(RuntimeError, match="ended before"):
        list(batches_ahead(export, "no such kind", {}))


def test_a_second_process_is_for_large_files_only(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_worth_it(export)
    monkeypatch.setattr(ahead, "LARGE", 10)
    assert is_worth_it(export) == ((ahead.os.cpu_count() or 1) > 1)


@pytest.mark.django_db
@pytest.mark.parametrize("beside", [True, False])
def test_an_import_is_the_same_either_way(export: Path, monkeypatch: pytest.MonkeyPatch, beside: bool) -> None:
    monkeypatch.setattr(imports, "is_worth_it", lambda _path: beside)
    report = read_and_import(export, "upr-info", by=SYSTEM)
    assert (report.rows_read, report.created, report.rejected) == (2_501, 2_500, 1)
    assert Recommendation.objects.filter(issues=["Right to education"]).count() == 2_500
    assert read_and_import(export, "upr-info", by=SYSTEM).unchanged == 2_500
