"""Reports under treaties as the State records them: due, submitted. Facts, entered by the State itself."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.commitments.models import TreatyReport
from comity.kernel import audit
from comity.kernel.errors import NotEntitled, NotPossible
from comity.kernel.hashing import content_hash
from comity.kernel.roles import STATE_ROLES, Capacity, Person, held
from comity.reference.models import Instrument, State


def recording_capacity(by: Person, state: str) -> Capacity | None:
    """The capacity in which ``by`` may record reports of this State, or None."""
    return next((c for c in held(by.capacities(), STATE_ROLES) if c.state == state), None)


@transaction.atomic
def record_report_due(*, state: State, instrument: Instrument, due_on: date, by: Person) -> TreatyReport:
    """Record when the next report is due, as the treaty body asked for it; a later day replaces an earlier one."""
    capacity = _entitled(state, instrument, by)
    row = TreatyReport.objects.filter(state=state, instrument=instrument, submitted_on=None).first()
    before = _fingerprint(row)
    row = row or TreatyReport(state=state, instrument=instrument)
    row.due_on = due_on
    return _save(row, capacity, "report.due", before)


@transaction.atomic
def record_report_submitted(
    *, state: State, instrument: Instrument, submitted_on: date, by: Person, symbol: str = "",
    report: TreatyReport | None = None,
) -> TreatyReport:  # fmt: skip
    """Record that a report was submitted: the one that is awaited, or one of earlier. ``report`` mends an entry."""
    capacity = _entitled(state, instrument, by)
    if submitted_on > timezone.localdate():
        raise NotPossible(_("A report that was submitted cannot carry a day to come."))
    rows = TreatyReport.objects.select_for_update().filter(state=state, instrument=instrument)
    if report is not None:
        row = rows.filter(pk=report.pk).first()
        if row is None:
            raise NotPossible(_("This entry belongs to another treaty or State."))
    else:
        row = rows.filter(submitted_on=submitted_on).first() or _awaited(rows.filter(submitted_on=None).first(), rows,
                                                                         submitted_on)  # fmt: skip
    of_that_day = rows.filter(submitted_on=submitted_on).first()
    if of_that_day and of_that_day != row:
        raise NotPossible(_("A report of that day is recorded already."))
    before = _fingerprint(row)
    row = row or TreatyReport(state=state, instrument=instrument)
    row.submitted_on, row.symbol = submitted_on, symbol.strip()
    return _save(row, capacity, "report.submitted", before)


def _awaited(waiting: TreatyReport | None, rows: QuerySet[TreatyReport], submitted_on: date) -> TreatyReport | None:
    """The awaited report, unless what is recorded is older than one that is already in: then it is history."""
    later = rows.filter(submitted_on__gt=submitted_on).exists()
    return None if later else waiting


def _entitled(state: State, instrument: Instrument, by: Person) -> Capacity:
    capacity = recording_capacity(by, state.pk)
    if capacity is None:
        raise NotEntitled(_("Only a preparer or focal point of the State records its reports."))
    if not instrument.has_reports:
        raise NotPossible(_("No reports are submitted under this instrument."))
    State.objects.select_for_update().get(pk=state.pk)
    return capacity


def _fingerprint(row: TreatyReport | None) -> str:
    return content_hash([row.due_on, row.submitted_on, row.symbol]) if row else ""


def _save(row: TreatyReport, capacity: Capacity, action: str, before: str) -> TreatyReport:
    if _fingerprint(row) == before:
        return row
    row.recorded_by_id = capacity.user_id or 0
    row.save()
    audit.append(
        by=capacity, action=action, subject_type="report", subject=row.pk, before=before, after=_fingerprint(row),
        state=row.state_id, instrument=row.instrument_id,
    )  # fmt: skip
    return row
