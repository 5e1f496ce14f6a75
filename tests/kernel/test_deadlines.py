from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured

from comity.kernel.deadlines import DEFAULTS, due, is_overdue, limit, limits

FRIDAY = datetime(2026, 3, 6, 15, tzinfo=UTC)


def test_defaults_are_those_of_the_specification():
    found = {name: (rule.days, rule.working) for name, rule in limits().items()}
    assert found == {
        "acknowledge": (5, True), "screen": (14, False), "briefing": (14, False), "assessment_report": (30, False),
        "responses": (60, False), "plan_draft": (180, False), "plan_approval": (21, False), "share": (14, False),
        "progress_plan": (182, False), "progress_pairing": (365, False), "closure": (182, False),
        "followup_report": (182, False), "followup_notice": (30, False),
    }  # fmt: skip


def test_working_days_leave_out_saturday_and_sunday():
    assert due("acknowledge", FRIDAY) == date(2026, 3, 13)
    assert due("acknowledge", datetime(2026, 3, 7, 9, tzinfo=UTC)) == date(2026, 3, 13)
    assert due("acknowledge", datetime(2026, 3, 9, 9, tzinfo=UTC)) == date(2026, 3, 16)


def test_calendar_days_count_every_day():
    assert due("screen", FRIDAY) == date(2026, 3, 20)


def test_day_is_counted_in_the_zone_of_the_installation(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    assert due("screen", datetime(2026, 3, 6, 23, tzinfo=UTC)) == date(2026, 3, 21)


def test_last_day_itself_is_not_overdue():
    with time_machine.travel(datetime(2026, 3, 13, 12, tzinfo=UTC), tick=False):
        assert not is_overdue(date(2026, 3, 13))
        assert is_overdue(date(2026, 3, 12))
        assert not is_overdue(None)


def test_setting_changes_a_limit_and_keeps_what_kind_of_days_it_counts(settings):
    settings.COMITY_LIMITS = " acknowledge=3, responses=45 ,"
    assert (limit("acknowledge").days, limit("acknowledge").working) == (3, True)
    assert (limit("responses").days, limit("screen").days) == (45, 14)
    assert len(limits()) == len(DEFAULTS)


@pytest.mark.parametrize(
    "wrong", ["unknown=3", "acknowledge", "acknowledge=", "acknowledge=0", "acknowledge=-2", "screen=two"]
)
def test_setting_that_makes_no_sense_is_named_with_the_names_that_exist(settings, wrong):
    settings.COMITY_LIMITS = f"responses=45,{wrong}"
    with pytest.raises(ImproperlyConfigured) as refusal:
        limits()
    assert f"“{wrong}” is not name=days" in str(refusal.value)
    assert "acknowledge, screen, briefing" in str(refusal.value)


def test_unknown_limit_is_an_error_of_the_program():
    with pytest.raises(KeyError):
        limit("tea")
