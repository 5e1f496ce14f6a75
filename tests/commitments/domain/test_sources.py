"""The thematic list and the Working Group's report meet in one record, whichever is read in first and how often."""

from pathlib import Path
from typing import Any

import pytest

from comity.commitments.domain.imports import read_and_import
from comity.commitments.domain.report import Report
from comity.commitments.facets import RecommendationSearch
from comity.commitments.models import Recommendation
from comity.kernel.models import Text
from tests.commitments.drafts import SYSTEM
from tests.commitments.lists import matrix, older
from tests.commitments.wg_reports import COVER, SUPPORTED, report

pytestmark = pytest.mark.django_db
OPEN, PEN = "Open free pre-schools in every village (Kenya);", "Open schools (Kenya);"
FRENCH = ("140. Les recommandations ci-après recueillent l’adhésion du Samoa :", "140.1 Ouvrir des écoles (Kenya) ;")


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def listed(tmp_path: Path, *rows: list[str]) -> Report:
    path = matrix(tmp_path, ["Theme: Right to education", *(rows or (older(text=OPEN),))])
    return read_and_import(path, "matrix", by=SYSTEM, state="WSM")


def reported(tmp_path: Path, *items: str, **options: Any) -> Report:
    lists = (f"140. {SUPPORTED}", *(items or (f"140.1 {OPEN}",)))
    path = report(tmp_path, options.pop("lists", lists), cover=COVER)
    return read_and_import(path, "wg-report", by=SYSTEM, state="WSM")


def counts(said: Report) -> tuple[int, int, int]:
    return said.created, said.updated, said.unchanged


def test_a_report_after_the_list_leaves_its_tags_and_adds_what_is_new(tmp_path: Path) -> None:
    listed(tmp_path)
    said = reported(tmp_path, f"140.1 {OPEN}", "140.2 Train nurses (Fiji);")
    assert counts(said) == (1, 0, 1)
    assert said.problems == []
    first, second = Recommendation.objects.order_by("paragraph")
    assert (first.source, first.themes, second.source) == ("matrix", ["Right to education"], "wg-report")


def test_a_list_after_the_report_takes_its_place_and_both_again_change_nothing(tmp_path: Path) -> None:
    assert counts(reported(tmp_path)) == (1, 0, 0)
    assert counts(reported(tmp_path)) == (0, 0, 1)
    assert counts(listed(tmp_path)) == (0, 1, 0)
    for _time in range(2):
        assert counts(reported(tmp_path)) == (0, 0, 1)
        assert counts(listed(tmp_path)) == (0, 0, 1)
    row = Recommendation.objects.get()
    assert (row.source, row.themes) == ("matrix", ["Right to education"])


def test_what_the_report_says_otherwise_is_told_and_not_written(tmp_path: Path) -> None:
    listed(tmp_path, [*older(text=OPEN)[:1], "Noted", "- Right to education", ""])
    said = reported(tmp_path, "140.1 Open schools for all (Kenya);")
    assert [(problem.field, problem.code) for problem in said.problems] == [
        ("text", "differs-from-list"),
        ("position", "differs-from-list"),
    ]
    assert Recommendation.objects.get().text == OPEN
    assert Recommendation.objects.get().position_code == "noted"


def test_a_mark_at_the_end_is_no_difference_and_a_pending_position_neither(tmp_path: Path) -> None:
    listed(tmp_path, older(text=PEN))
    pending = ("140. The following recommendations will be examined by Samoa:", f"140.1 {PEN.rstrip(';')}.")
    assert reported(tmp_path, lists=pending).problems == []


def test_the_report_in_french_is_a_further_text_of_the_same_record(tmp_path: Path) -> None:
    listed(tmp_path)
    for created in (1, 0):
        assert reported(tmp_path, lists=FRENCH).created == created
        row = Recommendation.objects.get()
        assert (row.language, row.text) == ("en", OPEN)
        assert [text.language for text in Text.objects.filter(subject=row.pk)] == ["fr"]
    assert RecommendationSearch({"q": "écoles"}, None).total == 1
