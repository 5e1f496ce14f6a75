"""The public page of obligations, its files, and the desk page on which a State records reports."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from comity.commitments.domain.treaty_reports import record_report_due
from comity.commitments.models import TreatyReport
from comity.reference.domain.load import load_reference
from comity.reference.models import Instrument
from tests import world
from tests.web.browser import Browser


@pytest.fixture
def loaded(db):
    load_reference()
    return world.build()


def test_the_page_shows_status_provisions_crosswalk_and_what_is_not_known(loaded):
    html = Browser().text("obligations", "svn")
    for said in ("Convention on the Rights of the Child", "28 (1) (a)", "Primary education compulsory and free", "4.1",
                 "Availability", "due date not known", "no information received", "two sources agree",
                 "At a glance", "checked", "not checked against a source"):  # fmt: skip
        assert said in html, said
    assert "Record a report" not in html


def test_what_is_overdue_names_the_duty_holder_and_blames_nobody(loaded):
    crc = Instrument.objects.get(pk="CRC")
    passed = timezone.localdate() - timedelta(days=40)
    record_report_due(state=loaded.slovenia, instrument=crc, due_on=passed, by=loaded.preparer)
    html = Browser().text("obligations", "svn")
    assert "Slovenia" in html.split('class="turn')[1]
    assert "the last day was" in html
    for word in ("overdue", "late,", "failed", "delay"):
        assert word not in html.casefold(), word


def test_no_page_puts_states_side_by_side(loaded):
    assert Browser().get("obligations", "xyz").status_code == 404
    assert "Norway" not in Browser().text("obligations", "svn")


def test_both_files_have_the_rows_of_the_page(loaded):
    csv = b"".join(Browser().get("obligations", "svn", format="csv").streaming_content).decode("utf-8-sig")
    lines = csv.splitlines()
    assert lines[0].startswith("instrument,name,status")
    assert any(line.startswith("CRC,") and "28 (1) (a)" in line and "4.1" in line for line in lines)
    response = Browser().get("obligations", "svn", format="xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
    rows = book.get_sheet_by_name(book.sheet_names[0]).to_python()
    assert len(rows) == len(lines)


def test_a_preparer_records_due_and_submitted_reports(loaded):
    browser = Browser(loaded.preparer)
    assert "Record a report" in browser.text("obligations", "svn")
    browser.post("own-obligations", what="due", instrument="CRC", day="2030-05-01")
    assert TreatyReport.objects.get().due_on == date(2030, 5, 1)
    browser.post("own-obligations", what="submitted", instrument="CRC", day="2020-05-01", symbol="CRC/C/SVN/5")
    assert "CRC/C/SVN/5" in browser.text("own-obligations")
    wrong = browser.post("own-obligations", what="due", instrument="UDHR", day="no day").text
    assert "is not a date" in wrong
    assert "Choose one of the answers" in wrong


@pytest.mark.parametrize("name", ["ngo", "coordinator", "administrator", "clearer"])
def test_the_desk_page_is_for_states(loaded, name):
    assert Browser(getattr(loaded, name)).get("own-obligations").status_code == 404


def test_a_state_records_for_itself_alone(loaded):
    browser = Browser(loaded.other_focal_point)
    browser.client.post("/en/desk/obligations?state=SVN", {"what": "due", "instrument": "CRC", "day": "2030-05-01"})
    assert TreatyReport.objects.get().state_id == "NOR"


def test_the_state_page_opens_the_register(loaded):
    assert "/en/states/svn/obligations" in Browser().text("state", "svn")
