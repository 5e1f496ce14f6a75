"""One status said of several: which recommendations keep their own."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.commitments.domain.followup_evidence import Source
from comity.commitments.domain.followup_status import roll_down_status
from comity.commitments.followup import latest
from comity.commitments.models import StatusEntry
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from tests.commitments.followup.told import LATER, LAW, OLD, assessed


def rolled(w, *found, grade="B", on=date(2020, 6, 1), evidence=(LATER,), reason="The same law.", by=None):
    numbers = [one.pk for one in found]
    return roll_down_status(
        numbers, state="SVN", grade=grade, on=on, evidence=evidence, reason=reason, by=by or w.preparer
    )


def test_each_gets_an_entry_of_its_own_marked_with_evidence_and_reason(w):
    done = rolled(w, w.one, w.two)
    assert done.kept == ()
    assert [entry.rolled_down for entry in done.written] == [True, True]
    assert {entry.reason for entry in done.written} == {"The same law."}
    assert all(entry.evidence.count() == 1 for entry in done.written)


def test_own_assessment_older_than_the_newest_source_makes_way(w):
    assessed(w, w.one, "C", on=date(2019, 1, 1))
    done = rolled(w, w.one, w.two)
    assert done.kept == ()
    assert latest([w.one.pk], user=w.preparer)[w.one.pk].grade == "B"


@pytest.mark.parametrize("on", [LATER.dated, date(2020, 3, 1), date(2020, 6, 1), date(2021, 1, 1)])
def test_own_assessment_as_recent_as_the_newest_source_stays(w, on):
    own = assessed(w, w.one, "E", on=on, evidence=[LAW])
    done = rolled(w, w.one, w.two)
    assert done.kept == (w.one.pk,)
    assert [entry.recommendation for entry in done.written] == [w.two]
    assert latest([w.one.pk], user=w.preparer)[w.one.pk] == own


def test_own_assessment_later_overrides_what_was_rolled_down(w):
    rolled(w, w.one, w.two)
    own = assessed(w, w.one, "C", on=date(2020, 6, 1), evidence=[LAW])
    assert latest([w.one.pk], user=w.preparer)[w.one.pk] == own


def test_no_information_beats_no_assessment(w):
    own = assessed(w, w.one, "C")
    done = rolled(w, w.one, w.two, grade="D", evidence=())
    assert done.kept == (w.one.pk,)
    assert latest([w.one.pk, w.two.pk], user=w.preparer) == {w.one.pk: own, w.two.pk: done.written[0]}


def test_later_roll_down_follows_an_earlier_one(w):
    rolled(w, w.one, grade="C", on=date(2019, 1, 1), evidence=(LAW,))
    rolled(w, w.one, grade="A")
    assert latest([w.one.pk], user=w.preparer)[w.one.pk].grade == "A"


def test_source_too_old_for_one_of_them_writes_nothing_and_names_it(w):
    w.two.date = date(2020, 3, 1)
    w.two.save()
    with pytest.raises(NotPossible, match=r"CRC/C/SVN/CO/3, paragraph 115\.2"):
        rolled(w, w.one, w.two)
    assert not StatusEntry.objects.exists()
    with pytest.raises(NotPossible):
        rolled(w, w.one, evidence=(LATER, OLD))


def test_foreign_recommendation_reason_and_person_are_asked_for(w):
    with pytest.raises(NotPossible):
        rolled(w, w.one, w.foreign)
    with pytest.raises(Incomplete, match="stand together"):
        rolled(w, w.one, reason=" ")
    with pytest.raises(Incomplete, match="at least one recommendation"):
        rolled(w)
    with pytest.raises(NotEntitled):
        rolled(w, w.one, by=w.other_preparer)
    assert not StatusEntry.objects.exists()


def test_sent_twice_is_written_once(w):
    first, second = rolled(w, w.one, w.two), rolled(w, w.one, w.two)
    assert first.written == second.written
    assert StatusEntry.objects.count() == 2


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=st.integers(1, 30), source=st.integers(1, 30), later=st.integers(0, 5))
def test_what_stands_never_knew_less_than_what_it_replaced(w, own, source, later):
    """For any days: the own entry stands exactly where it is of the day of the newest source or later."""
    start = date(2019, 1, 1)
    found = w.one
    with taken_back():
        kept = assessed(w, found, "C", on=start + timedelta(days=own), evidence=[LAW])
        newest = Source("Report", "R 1", start + timedelta(days=source), "More.")
        done = rolled(w, found, on=newest.dated + timedelta(days=later), evidence=(newest,))
        stands = latest([found.pk], user=w.preparer)[found.pk]
        assert (stands == kept) == (own >= source) == (done.kept == (found.pk,))


@contextmanager
def taken_back():
    """Entries cannot be deleted, so the database takes each example back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
