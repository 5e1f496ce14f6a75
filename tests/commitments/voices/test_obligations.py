"""The obligations register: what is recorded, what follows from it, and what is not known."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from comity.commitments.domain.treaty_reports import record_report_due, record_report_submitted
from comity.commitments.models import TreatyReport
from comity.commitments.obligations import later, register
from comity.kernel.errors import NotEntitled, NotPossible
from comity.kernel.models import AuditEvent
from comity.reference.domain.load import load_reference
from comity.reference.files import read
from comity.reference.models import Instrument
from tests import world

SPECIFIED = (  # the table of norms that the register has to hold, provision by provision
    "UDHR-26", "ICESCR-13-1", "ICESCR-13-2-a", "ICESCR-13-2-b", "ICESCR-13-2-c", "ICESCR-13-2-d", "ICESCR-13-2-e",
    "ICESCR-13-3", "ICESCR-13-4", "ICESCR-14", "ICESCR-2-1", "ICCPR-18-4", "CRC-28", "CRC-28-3", "CRC-29", "CRC-23-3",
    "CRC-30", "CRC-32", "CRC-33", *(f"CEDAW-10-{letter}" for letter in "abcdefgh"), "CEDAW-14-2-d", "ICERD-5-e-v",
    "ICERD-7", "CRPD-24", "CMW-30", "CMW-43-1-a", "CMW-43-1-b", "CMW-43-1-c", "CMW-45-1-a", "CMW-45-1-b", "CMW-45-2",
    "CMW-45-3", "CMW-45-4", "CAT-10", "CADE-1", "CADE-3", "CADE-4-a", "CADE-5", "CADE-9", "REFUGEES-22", "ILO-138-2",
    "ILO-182-7",
)  # fmt: skip
TODAY = timezone.localdate


@pytest.fixture
def loaded(db):
    load_reference()
    return world.build()


def crc(w):
    return next(one for one in register(w.slovenia) if one.instrument.pk == "CRC")


def test_every_provision_of_the_specification_is_there_with_its_crosswalk():
    provisions = {row["code"]: row for row in read("instruments")["provisions"]}
    assert set(SPECIFIED) <= set(provisions)
    targets = {row["code"] for row in read("sdg")["targets"] if row["goal"] == "4"}
    for row in provisions.values():
        assert set(row["sdg_targets"]) <= targets, row["code"]
    paired = {code for row in provisions.values() for code in row["sdg_targets"]}
    assert {"4.1", "4.3", "4.4", "4.5", "4.6", "4.7", "4.a", "4.b", "4.c"} <= paired


def test_cycles_are_positive_years_and_say_whether_a_source_was_read():
    for row in read("instruments")["instruments"]:
        for years in (row["report_first"], row["report_every"]):
            assert years is None or 1 <= years <= 10
        assert row["report_basis"] or not (row["report_first"] or row["report_every"] or row["report_verified"])


def test_the_register_has_status_signature_and_provisions_from_the_data(loaded):
    one = crc(loaded)
    assert (one.status.status, one.status.verified) == ("party", True)
    assert "CRC-28" in {provision.pk for provision in one.provisions}
    argentina = world.state("ARG", "Argentina")
    signed = next(row for row in register(argentina) if row.instrument.pk == "CRC").status.signed
    assert signed == date(1990, 6, 29)
    cade = next(row for row in register(argentina) if row.instrument.pk == "CADE")
    assert cade.status is None, "not in the tables: no information received, not “no”"


def test_nothing_recorded_means_not_known_never_a_day(loaded):
    for one in register(loaded.slovenia):
        assert one.due.day is None
        assert one.due.basis == ("unknown" if one.instrument.has_reports else "none")
        assert not one.due.overdue


def test_the_next_report_follows_from_the_last_and_is_called_expected(loaded):
    w, instrument = loaded, Instrument.objects.get(pk="CRC")
    record_report_submitted(
        state=w.slovenia, instrument=instrument, submitted_on=date(2018, 6, 1), symbol="CRC/C/SVN/5-6", by=w.preparer
    )
    assert (crc(w).due.basis, crc(w).due.day) == ("expected", date(2023, 6, 1))
    assert not crc(w).due.overdue, "a reckoning is never overdue"


def test_a_recorded_day_wins_and_the_submission_answers_it(loaded):
    w, instrument = loaded, Instrument.objects.get(pk="CRC")
    passed = TODAY() - timedelta(days=3)
    report = record_report_due(state=w.slovenia, instrument=instrument, due_on=passed, by=w.focal_point)
    assert (crc(w).due.basis, crc(w).due.day, crc(w).due.overdue) == ("recorded", passed, True)
    again = record_report_due(state=w.slovenia, instrument=instrument, due_on=TODAY(), by=w.focal_point)
    assert again == report, "one report is awaited, whatever its day"
    record_report_submitted(state=w.slovenia, instrument=instrument, submitted_on=TODAY(), by=w.preparer)
    report.refresh_from_db()
    assert report.submitted_on == TODAY()
    assert (crc(w).due.basis, crc(w).due.day) == ("expected", later(TODAY(), 5))


def test_an_older_report_is_history_and_does_not_answer_what_is_awaited(loaded):
    w, instrument = loaded, Instrument.objects.get(pk="CRC")
    record_report_submitted(state=w.slovenia, instrument=instrument, submitted_on=date(2018, 6, 1), by=w.preparer)
    record_report_due(state=w.slovenia, instrument=instrument, due_on=date(2030, 1, 1), by=w.preparer)
    record_report_submitted(state=w.slovenia, instrument=instrument, submitted_on=date(2012, 6, 1), by=w.preparer)
    assert crc(w).due.day == date(2030, 1, 1)
    assert [report.submitted_on.year for report in crc(w).submitted] == [2018, 2012]


def test_a_treaty_without_a_fixed_cycle_stays_unknown_after_a_report(loaded):
    w, instrument = loaded, Instrument.objects.get(pk="ICCPR")
    record_report_submitted(state=w.slovenia, instrument=instrument, submitted_on=date(2018, 6, 1), by=w.preparer)
    one = next(row for row in register(w.slovenia) if row.instrument.pk == "ICCPR")
    assert (one.due.basis, one.due.day) == ("unknown", None)


@pytest.mark.parametrize(
    "name", ["other_focal_point", "coordinator", "administrator", "nhri", "ngo", "officer", "steward", "mechanism"]
)
def test_nobody_else_records_a_report(loaded, name):
    w, instrument = loaded, Instrument.objects.get(pk="CRC")
    with pytest.raises(NotEntitled):
        record_report_due(state=w.slovenia, instrument=instrument, due_on=TODAY(), by=getattr(w, name))
    with pytest.raises(NotEntitled):
        record_report_submitted(state=w.slovenia, instrument=instrument, submitted_on=TODAY(), by=getattr(w, name))
    assert not TreatyReport.objects.exists()


def test_what_cannot_be_is_refused_in_a_sentence(loaded):
    w, instrument = loaded, Instrument.objects.get(pk="CRC")
    with pytest.raises(NotPossible, match="No reports"):
        record_report_due(
            state=w.slovenia, instrument=Instrument.objects.get(pk="UDHR"), due_on=TODAY(), by=w.preparer
        )  # fmt: skip
    tomorrow = TODAY() + timedelta(days=1)
    with pytest.raises(NotPossible, match="day to come"):
        record_report_submitted(state=w.slovenia, instrument=instrument, submitted_on=tomorrow, by=w.preparer)


def test_an_entry_can_be_mended_and_the_audit_has_both_hashes(loaded):
    w, instrument = loaded, Instrument.objects.get(pk="CRC")
    row = record_report_submitted(state=w.slovenia, instrument=instrument, submitted_on=date(2018, 6, 1), by=w.preparer)
    record_report_submitted(
        state=w.slovenia, instrument=instrument, submitted_on=date(2018, 6, 11), symbol="CRC/C/SVN/5-6", by=w.preparer,
        report=row,
    )  # fmt: skip
    assert TreatyReport.objects.get().submitted_on == date(2018, 6, 11)
    event = AuditEvent.objects.filter(action="report.submitted").last()
    assert event.before_hash
    assert event.before_hash != event.after_hash


def test_the_same_fact_twice_is_written_once(loaded):
    w, instrument = loaded, Instrument.objects.get(pk="CRC")
    for _time in range(2):
        record_report_due(state=w.slovenia, instrument=instrument, due_on=TODAY(), by=w.preparer)
    assert AuditEvent.objects.filter(action="report.due").count() == 1


@pytest.mark.parametrize(("day", "years", "expected"), [(date(2024, 2, 29), 5, date(2029, 2, 28)),
                                                        (date(2024, 2, 29), 4, date(2028, 2, 29))])  # fmt: skip
def test_years_later(day, years, expected):
    assert later(day, years) == expected
