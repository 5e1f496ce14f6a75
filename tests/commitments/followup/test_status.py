"""Where a recommendation stands: who may say so, on what, and what is kept."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comity.commitments.domain.followup_evidence import Source, check_dates, check_grade
from comity.commitments.domain.followup_status import correct_status, record_status
from comity.commitments.followup import history, latest
from comity.commitments.grades import grades, no_information
from comity.commitments.models import Recommendation, StatusEntry
from comity.kernel.audit import verify
from comity.kernel.errors import ActError, Incomplete, NotEntitled, NotPossible
from comity.kernel.models import AuditEvent
from tests import world
from tests.commitments.followup.told import LATER, LAW, OLD, assessed

OTHERS = (
    "other_focal_point", "other_preparer", "coordinator", "administrator", "officer", "clearer", "nhri", "ngo",
    "academic", "safeguarding", "secretary", "trustee", "editor", "mechanism", "facilitator", "steward",
)  # fmt: skip


def test_scale_has_five_steps_in_six_languages_and_one_without_evidence():
    assert "".join(grades()) == "ABCDE"
    assert no_information() == "D"
    for grade in grades().values():
        assert set(grade.names) == set(grade.meanings) == {"ar", "en", "es", "fr", "ru", "zh"}


def test_preparer_records_a_status_with_evidence_and_the_audit_keeps_a_hash(w):
    entry = assessed(w, w.one)
    assert (entry.grade, entry.organisation, entry.role, entry.rolled_down) == ("B", w.ministry, "SP", False)
    assert [one.title for one in entry.evidence.all()] == [LAW.title]
    event = AuditEvent.objects.get(action="status.record")
    assert event.subject == str(entry.pk)
    assert event.after_hash
    assert "B" not in event.facts.values()
    assert "A law." not in str(event.facts)
    assert verify().faults == ()


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_assesses_for_the_state(w, name):
    with pytest.raises(NotEntitled):
        assessed(w, w.one, by=getattr(w, name))
    assert not StatusEntry.objects.exists()


def test_state_assesses_what_is_addressed_to_it_and_nothing_else(w):
    with pytest.raises(NotPossible, match="addressed to it"):
        assessed(w, w.foreign)
    assert assessed(w, w.shared).state_id == "SVN"
    norwegian = record_status(
        w.shared, state="NOR", grade="C", on=date(2019, 1, 1), evidence=[LAW], by=w.other_preparer
    )
    assert latest([w.shared.pk], user=w.preparer)[w.shared.pk].grade == "B"
    assert latest([w.shared.pk], user=w.other_preparer, state="NOR") == {w.shared.pk: norwegian}


@pytest.mark.parametrize("grade", "ABCE")
def test_every_step_but_one_needs_a_source(w, grade):
    with pytest.raises(Incomplete, match="at least one source"):
        assessed(w, w.one, grade, evidence=[])
    assert not StatusEntry.objects.exists()


def test_no_information_received_needs_no_source(w):
    assert assessed(w, w.one, "D", evidence=[]).grade == "D"


def test_source_of_the_recommendations_own_day_is_refused_with_a_sentence(w):
    with pytest.raises(NotPossible, match=r"is not later than A/HRC/28/15, paragraph 115\.1 of"):
        assessed(w, w.one, evidence=[OLD])
    with pytest.raises(NotPossible, match="is not later"):
        assessed(w, w.one, evidence=[LAW, OLD])
    assert not StatusEntry.objects.exists()


def test_source_dated_after_the_status_is_refused(w):
    with pytest.raises(NotPossible, match="dated after the day of the status"):
        assessed(w, w.one, evidence=[LATER])


@pytest.mark.parametrize("hole", ["title", "source", "shows"])
def test_source_without_a_part_is_refused(w, hole):
    facts = {"title": "Law", "source": "L 1", "dated": date(2018, 1, 1), "shows": "It is there."}
    with pytest.raises(Incomplete, match="Each source needs"):
        assessed(w, w.one, evidence=[Source(**{**facts, hole: " "})])


def test_status_of_a_future_day_and_of_a_day_before_the_recommendation_are_refused(w):
    with pytest.raises(NotPossible, match="choose today or earlier"):
        assessed(w, w.one, on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(NotPossible, match="no status before that day"):
        assessed(w, w.one, "D", on=date(2015, 2, 28), evidence=[])


def test_unknown_step_is_refused(w):
    with pytest.raises(NotPossible, match="from A to E"):
        assessed(w, w.one, "F")


def test_recommendation_without_a_day_takes_any_source(w):
    w.one.date = None
    w.one.save()
    assert assessed(w, w.one, evidence=[OLD]).evidence.count() == 1


def test_same_status_sent_twice_is_one_entry(w):
    assert assessed(w, w.one) == assessed(w, w.one)
    assert StatusEntry.objects.count() == 1
    assert AuditEvent.objects.filter(action="status.record").count() == 1
    assert assessed(w, w.one, note="Another word.") != assessed(w, w.one)


def test_entry_is_never_rewritten_and_never_deleted(w):
    entry = assessed(w, w.one)
    entry.grade = "A"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    for act in (lambda: StatusEntry.objects.update(grade="A"), lambda: StatusEntry.objects.all().delete()):
        with pytest.raises(TypeError):
            act()


def test_correction_is_a_new_entry_and_the_old_one_is_kept(w):
    wrong = assessed(w, w.one, "A")
    right = correct_status(wrong, grade="C", on=date(2018, 6, 1), reason="It was another law.", evidence=[LAW],
                           by=w.focal_point)  # fmt: skip
    assert latest([w.one.pk], user=w.preparer) == {w.one.pk: right}
    assert [one.grade for one in history(w.one, user=w.preparer)] == ["C", "A"]
    with pytest.raises(NotPossible, match="corrected already"):
        correct_status(wrong, grade="B", on=date(2018, 6, 1), reason="Again.", evidence=[LAW], by=w.preparer)
    with pytest.raises(Incomplete, match="what was wrong"):
        correct_status(right, grade="B", on=date(2018, 6, 1), reason=" ", evidence=[LAW], by=w.preparer)


def test_latest_is_that_of_the_latest_day_whenever_it_was_entered(w):
    newer = assessed(w, w.one, "A", on=date(2021, 1, 1), evidence=[LATER])
    assessed(w, w.one, "C", on=date(2019, 1, 1))
    assert latest([w.one.pk, w.two.pk], user=w.preparer) == {w.one.pk: newer}


def test_request_for_assistance_never_touches_a_status(w):
    """Rule R16, over the whole life of a request that serves the recommendation."""
    from comity.assistance.domain import requests  # noqa: PLC0415 - only this test asks for assistance
    from comity.assistance.models import CommitmentLink  # noqa: PLC0415

    entry = assessed(w, w.one)
    asked = world.draft(w)
    requests.save_part(asked, CommitmentLink(kind="recommendation", recommendation=w.one), by=w.preparer)
    requests.endorse_request(asked, by=w.focal_point)
    requests.submit_request(type(asked).objects.get(pk=asked.pk), by=w.focal_point)
    requests.withdraw_request(type(asked).objects.get(pk=asked.pk), by=w.focal_point)
    assert latest([w.one.pk], user=w.preparer) == {w.one.pk: entry}
    assert StatusEntry.objects.count() == 1


days = st.dates(min_value=date(2000, 1, 1), max_value=date(2026, 1, 1))


@given(said=days | st.none(), on=days, dated=st.lists(days, max_size=3), grade=st.sampled_from("ABCDE"))
def test_rule_on_evidence_for_any_days(said, on, dated, grade):
    """What passes has a source (or needs none), and each source lies after the recommendation and not after the day."""
    evidence = [Source("t", "s", day, "w") for day in dated]
    good = (
        (grade == "D" or bool(evidence))
        and all(day <= on for day in dated)
        and (said is None or (on >= said and all(day > said for day in dated)))
    )
    assert passes(Recommendation(date=said), grade, on, evidence) == good


def passes(found, grade, on, evidence):
    try:
        check_grade(grade, on, evidence)
        check_dates(found, on, evidence)
    except ActError:
        return False
    return True
