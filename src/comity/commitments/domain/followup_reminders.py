"""Reminders to the lead institution of an action (rules R9, R19): to the function, never to a person by name."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from comity.commitments.domain.followup_machine import describe, institution
from comity.commitments.models import ActionReport, ImplementationAction
from comity.kernel import audit
from comity.kernel.deadlines import limit
from comity.kernel.notices import notify
from comity.kernel.roles import System

KIND = "action.remind"
MONTHS = 12


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_report(action: ImplementationAction, last_said: date | None) -> date:
    """The day by which the lead institution reports: so many months, or the installation's limit, after the last."""
    since = last_said or timezone.localdate(action.created_at)
    if action.remind_months:
        return months_after(since, action.remind_months)
    return since + timedelta(days=limit("followup_report").days)


def last_reports(actions: QuerySet[ImplementationAction]) -> dict[int, date]:
    """The day of the last report of each action that has one."""
    rows = ActionReport.objects.filter(action__in=actions.order_by().values("pk")).order_by().values("action")
    return dict(rows.annotate(last=Max("on")).values_list("action", "last"))


def _occasions(action: ImplementationAction, last_said: date | None) -> Iterator[date]:
    """The days that call for a reminder: before the last day, after it, and whenever a report falls due."""
    if action.due_on:
        yield action.due_on - timedelta(days=limit("followup_notice").days)
        yield action.due_on + timedelta(days=1)
    yield next_report(action, max(filter(None, (last_said, action.reminded_on)), default=None))


def needs_reminder(action: ImplementationAction, last_said: date | None, today: date) -> bool:
    after = action.reminded_on or date.min
    return any(after < day <= today for day in _occasions(action, last_said))


def remind_institutions(by: System) -> int:
    """Remind the lead institutions of what falls due; run by ``comity periodic``. Twice on a day is once."""
    today = timezone.localdate()
    rows = ImplementationAction.objects.going_on().order_by("pk")
    last = last_reports(rows)
    return sum(_remind(row.pk, by) for row in rows if needs_reminder(row, last.get(row.pk), today))


@transaction.atomic
def _remind(number: int, by: System) -> bool:
    today = timezone.localdate()
    action = ImplementationAction.objects.select_for_update().get(pk=number)
    if action.reminded_on == today or not action.is_going_on:
        return False
    ImplementationAction.objects.filter(pk=number).update(reminded_on=today)
    audit.append(by=by.capacities()[0], action=KIND, subject_type="action", subject=number)
    notify(sorted(institution(action)), KIND, *describe(action))
    return True
