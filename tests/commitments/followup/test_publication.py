"""What of a status the public reads: nothing, until a focal point who did not enter it says so."""

import pytest
from django.contrib.auth.models import AnonymousUser

from comity.commitments.domain.followup_publication import publish_status, publish_statuses, unpublish_status
from comity.commitments.domain.followup_status import correct_status
from comity.commitments.followup import actions_of, covered, history, latest, report_text
from comity.commitments.models import ImplementationAction, StatusEntry
from comity.kernel.errors import NotEntitled, NotPossible
from comity.kernel.models import AuditEvent
from comity.kernel.roles import System
from tests import world
from tests.commitments.followup.told import LATER, assessed, planned, published

OUTSIDE = (
    None, "other_focal_point", "other_preparer", "coordinator", "administrator", "officer", "clearer", "nhri", "ngo",
    "academic", "safeguarding", "secretary", "trustee", "editor", "mechanism", "facilitator", "steward",
)  # fmt: skip


def reader(w, name):
    return world.fresh(getattr(w, name)) if name else AnonymousUser()


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_outside_the_state_reads_what_is_not_published(w, name):
    assessed(w, w.one)
    planned(w, w.one)
    who = reader(w, name)
    assert not StatusEntry.objects.visible_to(who).exists()
    assert not ImplementationAction.objects.visible_to(who).exists()
    assert latest([w.one.pk], user=who) == {}
    assert history(w.one, user=who) == []
    assert actions_of(w.one, user=who) == []
    assert covered("SVN", user=who) == set()
    assert report_text(w.one, user=who) == ""


@pytest.mark.parametrize("who", [None, System("test"), object()])
def test_whoever_is_no_person_reads_what_is_published_only(w, who):
    assessed(w, w.one)
    published(w, w.two)
    assert [row.recommendation for row in StatusEntry.objects.visible_to(who)] == [w.two]
    assert not ImplementationAction.objects.visible_to(who).exists()


@pytest.mark.parametrize("name", OUTSIDE)
def test_everybody_reads_what_was_published_and_no_action_with_it(w, name):
    entry = published(w, w.one)
    planned(w, w.one)
    who = reader(w, name)
    assert latest([w.one.pk], user=who) == {w.one.pk: entry}
    assert covered("SVN", user=who) == set()
    said = report_text(w.one, user=who)
    assert "partly satisfactory" in said
    assert "School Act" not in said


@pytest.mark.parametrize("name", ["preparer", *[one for one in OUTSIDE if one]])
def test_only_a_focal_point_of_the_state_publishes_and_takes_back(w, name):
    entry, public = assessed(w, w.one), published(w, w.two)
    with pytest.raises(NotEntitled):
        publish_status(entry, by=getattr(w, name))
    with pytest.raises(NotEntitled):
        unpublish_status(public, by=getattr(w, name))
    assert StatusEntry.objects.public().get() == public


def test_whoever_entered_it_does_not_publish_it(w):
    entry = assessed(w, w.one, by=w.focal_point)
    with pytest.raises(NotEntitled, match="another focal point"):
        publish_status(entry, by=w.focal_point)
    assert publish_status(entry, by=w.alternate).is_public


def test_taken_back_it_is_gone_at_once_and_may_come_again(w):
    entry = published(w, w.one)
    unpublish_status(entry, by=w.alternate)
    unpublish_status(entry, by=w.alternate)
    assert latest([w.one.pk], user=AnonymousUser()) == {}
    publish_status(entry, by=w.focal_point)
    assert latest([w.one.pk], user=AnonymousUser()) == {w.one.pk: entry}
    acts = AuditEvent.objects.filter(subject_type="status").order_by("sequence").values_list("action", flat=True)
    assert list(acts) == ["status.record", "status.publish", "status.unpublish", "status.publish"]


def test_newer_assessment_is_not_public_by_itself_and_then_takes_the_place_of_the_old(w):
    old = published(w, w.one)
    new = assessed(w, w.one, "A", on=LATER.dated, evidence=[LATER])
    assert latest([w.one.pk], user=AnonymousUser()) == {w.one.pk: old}
    publish_status(new, by=w.focal_point)
    assert list(StatusEntry.objects.public()) == [new]
    with pytest.raises(NotPossible, match="later assessment"):
        publish_status(old, by=w.focal_point)


def test_correction_stays_inside_until_it_is_published(w):
    wrong = published(w, w.one, "A")
    facts = {"grade": "C", "on": wrong.on, "reason": "Wrong law.", "evidence": [LATER], "by": w.preparer}
    right = correct_status(wrong, **{**facts, "on": LATER.dated})
    assert latest([w.one.pk], user=AnonymousUser()) == {w.one.pk: wrong}
    assert latest([w.one.pk], user=w.preparer) == {w.one.pk: right}
    with pytest.raises(NotPossible):
        publish_status(wrong, by=w.focal_point) if not wrong.is_public else publish_old(w, wrong)
    publish_status(right, by=w.focal_point)
    assert history(w.one, user=AnonymousUser()) == [right]


def publish_old(w, wrong):
    unpublish_status(wrong, by=w.focal_point)
    return publish_status(wrong, by=w.focal_point)


def test_several_are_published_together_or_not_at_all(w):
    first, second = assessed(w, w.one), assessed(w, w.two, by=w.focal_point)
    with pytest.raises(NotEntitled):
        publish_statuses([first, second], by=w.focal_point)
    assert not StatusEntry.objects.public().exists()
    assert len(publish_statuses([first, second], by=w.alternate)) == 2
