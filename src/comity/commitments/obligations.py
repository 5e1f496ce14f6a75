"""The obligations register of one State: instruments, status, provisions on education, reports. Public facts.

A day is shown only where somebody recorded it, or where it follows from the last report and the treaty's cycle; then it
is called expected. Everything else is not known, and said to be so.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from comity.commitments.models import TreatyReport
from comity.kernel.deadlines import is_overdue
from comity.reference.models import Instrument, Provision, SdgTarget, State, TreatyStatus


@dataclass(frozen=True)
class Due:
    """When the next report is due. ``basis``: recorded, expected, unknown, or none where there are no reports."""

    basis: str
    day: date | None = None

    @property
    def overdue(self) -> bool:
        """Only a recorded day can pass: an expected one is a reckoning, and the treaty body may have set another."""
        return self.basis == "recorded" and is_overdue(self.day)


@dataclass(frozen=True)
class Obligation:
    """One instrument as it binds, or does not bind, one State. Without ``status``: no information received."""

    instrument: Instrument
    status: TreatyStatus | None
    provisions: tuple[Provision, ...]
    reports: tuple[TreatyReport, ...]
    due: Due
    targets: dict[str, SdgTarget] = field(repr=False)

    def targets_of(self, provision: Provision) -> list[SdgTarget]:
        return [self.targets[code] for code in provision.sdg_targets if code in self.targets]

    @property
    def submitted(self) -> list[TreatyReport]:
        return [report for report in self.reports if report.submitted_on]


def register(state: State) -> list[Obligation]:
    """Every instrument with a provision on education or with reports that touch it, in the register's own order."""
    standing = {row.instrument_id: row for row in TreatyStatus.objects.filter(state=state)}
    reports: defaultdict[str, list[TreatyReport]] = defaultdict(list)
    for report in TreatyReport.objects.filter(state=state):
        reports[report.instrument_id].append(report)
    targets = SdgTarget.objects.in_bulk()
    found = Instrument.objects.prefetch_related("provisions")
    return [
        Obligation(
            instrument, standing.get(instrument.pk), tuple(instrument.provisions.all()),
            tuple(reports[instrument.pk]), next_due(instrument, reports[instrument.pk]), targets,
        )
        for instrument in found
        if instrument.provisions.all() or instrument.has_reports or reports[instrument.pk]
    ]  # fmt: skip


def next_due(instrument: Instrument, reports: list[TreatyReport]) -> Due:
    """The recorded day of the awaited report; else the last one's day and the cycle; else not known."""
    if not instrument.has_reports:
        return Due("none")
    awaited = next((report for report in reports if report.submitted_on is None), None)
    if awaited:
        return Due("recorded", awaited.due_on)
    last = max((report for report in reports if report.submitted_on), key=lambda one: one.submitted_on, default=None)
    if last is None or not instrument.report_every:
        return Due("unknown")
    return Due("expected", later(last.due_on or last.submitted_on, instrument.report_every))


def later(day: date | None, years: int) -> date | None:
    """The same day so many years later; the last of February where that year has no 29th."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
