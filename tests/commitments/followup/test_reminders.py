"""Reminders reach the institution, when a report or the last day falls due, once a day at most."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail

from comity.assistance.news import inbox_lines
from comity.commitments.domain.followup_progress import drop_action, report_progress
from comity.commitments.domain.followup_reminders import months_after, next_report, remind_institutions
from comity.commitments.models import ImplementationAction
from comity.kernel.models import Notification
from comity.kernel.roles import System
from comity.kernel.tasks import mail as mail_one
from comity.people.models import Membership
from tests import world
from tests.commitments.followup.told import planned

START = datetime(2026, 1, 10, 9, tzinfo=UTC)
PERIODIC = System("periodic")


@pytest.fixture(autouse=True)
def _calendar(time_machine):
    time_machine.move_to(START, tick=False)


def on(time_machine, day):
    time_machine.move_to(datetime.combine(day, START.time(), UTC), tick=False)
    return remind_institutions(PERIODIC)


def action(w, **fields):
    """Of the day on which the clock stands; the tables' own clock is stopped too."""
    return planned(w, w.one, **{"due_on": None, **fields})


def test_institution_is_reminded_when_its_report_falls_due_and_again(w, time_machine):
    action(w, remind_months=3)
    days = [date(2026, 4, 9), date(2026, 4, 10), date(2026, 4, 10), date(2026, 7, 9), date(2026, 7, 10)]
    assert [on(time_machine, day) for day in days] == [0, 1, 0, 0, 1]


def test_report_puts_the_next_reminder_off(w, time_machine):
    one = action(w, remind_months=3)
    time_machine.move_to(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False)
    report_progress(one, status="under-way", on=date(2026, 3, 1), done="Begun.", by=w.preparer)
    days = [date(2026, 4, 10), date(2026, 5, 31), date(2026, 6, 1)]
    assert [on(time_machine, day) for day in days] == [0, 0, 1]


def test_usual_time_is_a_setting(w, time_machine, settings):
    action(w)
    settings.COMITY_LIMITS = "followup_report=20"
    assert [on(time_machine, day) for day in (date(2026, 1, 29), date(2026, 1, 30))] == [0, 1]


def test_last_day_is_announced_and_passed_once_each(w, time_machine):
    action(w, due_on=date(2026, 6, 30), remind_months=60)
    days = [
        date(2026, 5, 30),
        date(2026, 5, 31),
        date(2026, 6, 1),
        date(2026, 6, 30),
        date(2026, 7, 1),
        date(2026, 7, 9),
    ]
    assert [on(time_machine, day) for day in days] == [0, 1, 0, 0, 1, 0]


def test_action_that_is_done_or_dropped_is_left_alone(w, time_machine):
    report_progress(action(w), status="done", on=START.date(), done="All.", by=w.preparer)
    drop_action(action(w, title="Another", due_on=date(2026, 2, 1)), reason="No money.", by=w.preparer)
    assert on(time_machine, date(2027, 6, 1)) == 0


def test_people_of_the_lead_institution_get_it_and_nobody_else(w, time_machine):
    colleague = world.person("SP", w.ministry, name="colleague")
    action(w)
    Notification.objects.all().delete()
    on(time_machine, date(2027, 1, 1))
    assert set(Notification.objects.values_list("recipient", flat=True)) == {w.preparer.pk, colleague.pk}


def test_whoever_has_left_the_institution_is_not_reminded_and_the_focal_points_pass_it_on(w, time_machine):
    Membership.objects.filter(user=w.preparer).update(valid_to=date(2026, 2, 1))
    planned(w, w.one, by=w.focal_point, due_on=None)
    planned(w, w.two, by=w.focal_point, due_on=None, lead=None, lead_name="Police academy", title="Train the police")
    Notification.objects.all().delete()
    assert on(time_machine, date(2026, 12, 1)) == 2
    assert set(Notification.objects.values_list("recipient", flat=True)) == {w.focal_point.pk, w.alternate.pk}


def test_message_names_code_and_turn_and_nothing_of_the_content(w, time_machine):
    action(w, title="Zebrafinch plan")
    Notification.objects.all().delete()
    on(time_machine, date(2026, 12, 1))
    note = Notification.objects.get()
    mail_one(note)
    said = mail.outbox[-1].subject + mail.outbox[-1].body
    assert "ACT-SVN-1 waits for a report" in said
    assert "turn of your institution" in said
    assert "/desk/followup/actions/" in said
    for never in ("Zebrafinch", "overdue", "late", "fail", "you have not"):
        assert never not in said
    assert inbox_lines([note], w.preparer)[0].sentence == "waits for a report of your institution"
    assert inbox_lines([note], world.fresh(w.other_preparer))[0].code == ""


def test_months_end_with_the_month():
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert months_after(date(2026, 12, 15), 12) == date(2027, 12, 15)


def test_next_report_counts_from_the_last_one(w):
    one = ImplementationAction.objects.get(pk=action(w, remind_months=6).pk)
    assert next_report(one, None) == date(2026, 7, 10)
    assert next_report(one, date(2026, 2, 28)) == date(2026, 8, 28)
