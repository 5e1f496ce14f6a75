"""Reports from the register: the right recommendations, each once, each with the record it rests on."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from comity.commitments.models import Recommendation
from comity.commitments.reports import REPORTS, draft_report
from comity.documents.report import Heading, Paragraph, Report, Table
from tests.commitments.drafts import draft, take

pytestmark = pytest.mark.django_db


def drafted(name: str, **options: Any) -> Report:
    said = options.pop("said", lambda row: f"Done on {row.paragraph}.\nMore to come.")
    return draft_report(name, state="SVN", user=AnonymousUser(), assessment_of=said, **options)


def asked(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Paragraph) and block.notes]


def headings(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading)]


def review(**more: Any) -> None:
    take([
        draft(1, paragraph="115.10", extra={"grouped_under": "Education"}, source="matrix", key="m1"),
        draft(2, paragraph="115.2", extra={"grouped_under": "Education"}, source="matrix", key="m2", position="Noted"),
        draft(3, paragraph="115.3", themes=["Right to health"], source="matrix", key="m3", extra={}),
        draft(4, paragraph="115.10"),  # the same from the index
        draft(5, paragraph="9.1", session=7, cycle=1, symbol="A/HRC/14/15"),
        draft(6, states=["NOR"], text="ZEBRA", source="matrix", key="m6"),
        draft(7, kind="pledge", source="upr-info", text="ZEBRA", position=""),
        draft(8, mechanism="treaty-body", body="CRC", symbol="CRC/C/SVN/CO/5", session=None, cycle=None, position="",
              paragraph="38", date=date(2018, 7, 5), sdgs=[], themes=["Right to health"]),
        draft(9, mechanism="treaty-body", body="CRC", symbol="CRC/C/SVN/CO/5", session=None, cycle=None, position="",
              paragraph="37", date=date(2018, 7, 5), type="Concerns/Observations", text="ZEBRA concern", sdgs=[],
              themes=[]),
    ])  # fmt: skip


def test_midterm_tells_the_latest_review_by_theme_in_the_order_of_paragraphs() -> None:
    review()
    report = drafted("state-midterm")
    assert headings(report) == ["About this report", "Education", "Right to health"]
    ends = [text.partition(", number ")[2] for text in asked(report)]
    assert ends == ["2 [Noted]", "1 [Supported]", "3 [Supported]"]
    assert "ZEBRA" not in str(report)
    (table,) = [block for block in report.blocks if isinstance(block, Table)]
    assert list(table.rows) == [("Supported", 2), ("Noted", 1)]


def test_midterm_of_another_review_when_asked_for() -> None:
    review()
    assert len(asked(drafted("state-midterm", session=7))) == 1


def test_every_paragraph_names_its_record() -> None:
    review()
    for name in REPORTS:
        report = drafted(name)
        notes = [note for _number, note in report.notes()]
        assert len(notes) == len(asked(report))
        for note in notes:
            pk = int(note.url.rsplit("/", 1)[1])
            row = Recommendation.objects.get(pk=pk)
            assert note.text == f"{row.symbol}, paragraph {row.paragraph}."


def test_assessments_stand_below_and_silence_is_said() -> None:
    review()
    report = drafted("state-midterm", said=lambda row: "Done.\n\nMore." if row.paragraph == "115.2" else "")
    quoted = [block.text for block in report.blocks if isinstance(block, Paragraph) and block.quoted]
    assert quoted == ["Done.", "More.", "No information received yet.", "No information received yet."]


def test_treaty_body_report_holds_recommendations_and_no_observations() -> None:
    review()
    report = drafted("treaty-body-followup")
    assert headings(report)[1:] == ["Committee on the Rights of the Child", "CRC/C/SVN/CO/5, 5 July 2018"]
    assert len(asked(report)) == 1
    assert "ZEBRA" not in str(report)


def test_sdg_annex_holds_education_once_from_the_best_source() -> None:
    review()
    report = drafted("vnr-sdg4-annex")
    urls = {note.url.rsplit("/", 1)[1] for _number, note in report.notes()}
    told = set(Recommendation.objects.filter(pk__in=urls).values_list("key", flat=True))
    assert told == {"m1", "m2", "m3", "uhri:5"}
    assert headings(report)[1].startswith("4.1 – ")


def test_numbers_of_paragraphs_are_the_same_each_time() -> None:
    review()
    numbers = [
        [(block.number, block.text) for block in drafted("state-midterm").blocks if isinstance(block, Paragraph)]
        for _time in range(2)
    ]
    assert numbers[0] == numbers[1]
    assert [number for number, _text in numbers[0] if number] == ["1", "2", "3", "4"]


def test_notice_stands_on_every_report() -> None:
    review()
    for name in REPORTS:
        assert drafted(name).notice == "Draft – not a United Nations document"
        assert drafted(name, language="ar").language == "ar"
