"""The implementation plan: who plans, what is asked of an action, how it moves, what it covers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from comity.commitments.domain.followup_actions import change_action, link_recommendations
from comity.commitments.domain.followup_progress import drop_action, report_progress, resume_action
from comity.commitments.domain.followup_smart import checklist
from comity.commitments.followup import actions_of, covered, report_text
from comity.commitments.models import ActionReport, ImplementationAction
from comity.kernel.audit import verify
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible, Outdated
from comity.kernel.models import AuditEvent, StateChange
from tests.commitments.followup.test_status import OTHERS
from tests.commitments.followup.told import assessed, planned


def again(action):
    return ImplementationAction.objects.get(pk=action.pk)


def reported(w, action, status="under-way", **more):
    told = {"on": timezone.localdate(), "done": "The bill is written.", "by": w.preparer, **more}
    return report_progress(again(action), status=status, **told)


def test_action_gets_a_code_that_stays_and_covers_what_it_answers(w):
    first, second = planned(w, w.one, w.two), planned(w, title="Train teachers")
    assert (first.code, second.code) == ("ACT-SVN-1", "ACT-SVN-2")
    assert covered("SVN", user=w.preparer) == {w.one.pk, w.two.pk}
    assert actions_of(w.one, user=w.preparer) == [first]
    assert verify().faults == ()


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_plans_changes_reports_or_drops_for_the_state(w, name):
    action, who = planned(w, w.one), getattr(w, name)
    acts = (
        lambda: planned(w, w.one, by=who, title="Another"),
        lambda: change_action(action, fields={"title": "Mine"}, by=who),
        lambda: link_recommendations(action, remove=[w.one.pk], by=who),
        lambda: reported(w, action, by=who),
        lambda: drop_action(action, reason="So.", by=who),
    )
    for act in acts:
        with pytest.raises(NotEntitled):
            act()
    assert ImplementationAction.objects.get().title == "Write the School Act anew"
    assert not ActionReport.objects.exists()


def test_same_form_sent_twice_makes_one_action(w):
    assert planned(w, w.one) == planned(w, w.one)
    assert planned(w, w.two) != planned(w, w.one)
    assert ImplementationAction.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "title"),
        ({"lead_name": "Police"}, "Name one lead"),
        ({"budget": Decimal(-1), "currency": "EUR"}, "below zero"),
        ({"budget": Decimal(10)}, "currency"),
        ({"budget": Decimal(10), "currency": "euro"}, "currency"),
        ({"remind_months": 0}, "at least one"),
        ({"smart": {"specific": {"met": True, "why": ""}}}, "Give a sentence"),
    ],
)
def test_action_that_makes_no_sense_is_refused_with_a_sentence(w, fields, sentence):
    with pytest.raises((Incomplete, NotPossible), match=sentence):
        planned(w, w.one, **fields)
    assert not ImplementationAction.objects.exists()


def test_institution_of_another_state_does_not_lead(w):
    with pytest.raises(NotPossible, match="of the State itself"):
        planned(w, w.one, lead=w.other_mission)


def test_action_answers_recommendations_to_its_own_state_only(w):
    with pytest.raises(NotPossible):
        planned(w, w.foreign)
    action = planned(w, w.one)
    with pytest.raises(NotPossible):
        link_recommendations(action, add=[w.foreign.pk], by=w.preparer)


def test_foreign_fields_are_an_error_of_the_program(w):
    with pytest.raises(ValueError, match="state_id"):
        planned(w, state_id="NOR")


def test_changing_and_linking_raise_the_version_and_a_stale_page_is_told(w):
    action = planned(w, w.one)
    changed = change_action(action, fields={"target": "9"}, contributors=[w.mission], by=w.focal_point, expected=1)
    assert (changed.target, changed.row_version, list(changed.contributors.all())) == ("9", 2, [w.mission])
    with pytest.raises(Outdated):
        change_action(action, fields={"target": "10"}, by=w.preparer, expected=1)
    link_recommendations(again(action), add=[w.two.pk], remove=[w.one.pk], by=w.preparer, expected=2)
    assert covered("SVN", user=w.preparer) == {w.two.pk}


def test_linking_leaves_the_status_alone(w):
    entry = assessed(w, w.one)
    link_recommendations(planned(w), add=[w.one.pk], by=w.preparer)
    assert list(w.one.status_entries.all()) == [entry]


def test_report_moves_the_action_and_is_never_rewritten(w):
    action = planned(w, w.one)
    reported(w, action)
    reported(w, action, "done", done="The law is in force.", value="8")
    assert again(action).status == "done"
    assert [one.status for one in again(action).reports.all()] == ["done", "under-way"]
    steps = StateChange.objects.filter(machine="action").order_by("id").values_list("transition", flat=True)
    assert list(steps) == ["begin", "finish"]


def test_same_report_sent_twice_is_one(w):
    action = planned(w, w.one)
    assert reported(w, action) == reported(w, action)
    assert AuditEvent.objects.filter(action="action.report").count() == 1


@pytest.mark.parametrize(
    ("status", "more", "sentence"),
    [
        ("under-way", {"done": " "}, "nothing yet"),
        ("under-way", {"on": timezone.localdate() + timedelta(days=2)}, "today or earlier"),
        ("dropped", {}, "step of its own"),
    ],
)
def test_report_that_makes_no_sense_is_refused(w, status, more, sentence):
    with pytest.raises((Incomplete, NotPossible), match=sentence):
        reported(w, planned(w, w.one), status, **more)
    assert not ActionReport.objects.exists()


def test_done_action_goes_on_or_stays_done(w):
    action = planned(w, w.one)
    reported(w, action, "done")
    with pytest.raises(NotPossible, match="not planned again"):
        reported(w, action, "planned", done="Anew.")
    reported(w, action, "under-way", done="A further article.")
    assert again(action).status == "under-way"


def test_dropped_action_gives_its_reason_and_covers_nothing(w):
    action = planned(w, w.one)
    with pytest.raises(Incomplete):
        drop_action(action, reason=" ", by=w.preparer)
    drop_action(action, reason="Parliament was dissolved.", by=w.preparer)
    assert again(action).dropped_because == "Parliament was dissolved."
    assert covered("SVN", user=w.preparer) == set()
    with pytest.raises(NotPossible, match="take it up again"):
        change_action(action, fields={"title": "Anew"}, by=w.preparer)
    with pytest.raises(NotPossible, match="was dropped"):
        reported(w, action)
    resume_action(again(action), by=w.preparer)
    assert (again(action).status, again(action).dropped_because) == ("planned", "")
    assert covered("SVN", user=w.preparer) == {w.one.pk}


def test_done_action_still_covers(w):
    action = planned(w, w.one)
    reported(w, action, "done")
    assert covered("SVN", user=w.preparer) == {w.one.pk}


def test_checklist_suggests_from_the_record_and_keeps_what_people_answered(w):
    full, bare = planned(w, w.one), planned(w, title="Something", description="", lead=None, indicator="", due_on=None)
    assert [one.suggested for one in checklist(full)] == [True] * 5
    assert [one.suggested for one in checklist(bare)] == [False] * 5
    assert all(one.met is None and one.because for one in checklist(bare))
    smart = {"measurable": {"met": False, "why": "Nobody counts it."}, "specific": {"met": None, "why": ""}}
    answered = checklist(change_action(full, fields={"smart": smart}, by=w.preparer))
    assert [(one.met, one.why) for one in answered if one.met is not None] == [(False, "Nobody counts it.")]
    with pytest.raises(ValueError, match="green"):
        change_action(again(full), fields={"smart": {"green": {}}}, by=w.preparer)


def test_report_text_says_status_deeds_institutions_and_sources(w):
    assessed(w, w.one, note="The law was adopted")
    action = planned(w, w.one)
    reported(w, action, on=date(2026, 1, 5))
    drop_action(planned(w, w.one, title="A thing dropped"), reason="No.", by=w.preparer)
    said = report_text(w.one, user=w.preparer)
    assert said.startswith("Assessment of the State as of 1 June 2018: partly satisfactory. The law was adopted. ")
    source = "Sources: Official gazette 12/2018 (https://gazette.example/12, 4 May 2018): The law is in force."
    planned_so = "under way, by 31 December 2027). The bill is written."
    for part in ("Write the School Act anew (", planned_so, source):
        assert part in said
    assert "dropped" not in said
    assert report_text(w.two, user=w.preparer) == ""
