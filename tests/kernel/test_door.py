"""The door: permission, policy, version, reasons, idempotence; all or nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comity.assistance.domain.machines import COMPONENT, REQUEST
from comity.assistance.models import Component, SupportRequest
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible, Outdated
from comity.kernel.hashing import content_hash
from comity.kernel.models import AuditEvent, Notification, StateChange
from comity.kernel.roles import System
from comity.kernel.transitions import open_steps, transition
from tests import world


def traces():
    return StateChange.objects.count(), AuditEvent.objects.count(), Notification.objects.count()


def again(record):
    return type(record).objects.get(pk=record.pk)


@pytest.fixture
def submitted(w):
    return again(world.submitted(w))


def test_step_writes_row_step_audit_and_notices(w, submitted):
    steps, events, notices = traces()
    step = transition(REQUEST, submitted, "acknowledge", by=w.coordinator, expected=submitted.row_version)
    assert step.changed
    kept = again(submitted)
    assert (kept.status, kept.state_before, kept.row_version) == (
        "acknowledged",
        "submitted",
        submitted.row_version + 1,
    )
    assert kept.status_since >= submitted.status_since
    change = StateChange.objects.latest("id")
    assert (change.source, change.target, change.transition) == ("submitted", "acknowledged", "acknowledge")
    assert (change.by, change.role, change.organisation) == (w.coordinator, "CO", w.office.pk)
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.subject, event.before_hash) == ("request.acknowledge", str(kept.pk), "submitted")
    told = set(Notification.objects.filter(kind="request.acknowledge").values_list("recipient", flat=True))
    assert told == {w.preparer.pk, w.focal_point.pk, w.alternate.pk}
    assert traces() == (steps + 1, events + 1, notices + 3)


@pytest.mark.parametrize("who", ["preparer", "officer", "administrator", "nhri", "focal_point"])
def test_step_of_another_role_is_refused_and_leaves_no_trace(w, submitted, who):
    before = traces()
    with pytest.raises(NotEntitled, match="Your role does not allow this step: Acknowledge"):
        transition(REQUEST, submitted, "acknowledge", by=getattr(w, who))
    assert traces() == before
    assert again(submitted).status == "submitted"


def test_step_of_another_state_is_refused(w, submitted):
    with pytest.raises(NotEntitled):
        transition(REQUEST, submitted, "withdraw", by=w.other_focal_point)
    assert again(submitted).status == "submitted"


def test_membership_that_ended_yesterday_entitles_to_nothing(w, submitted):
    w.coordinator.memberships.update(valid_to=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotEntitled):
        transition(REQUEST, submitted, "acknowledge", by=world.fresh(w.coordinator))


def test_membership_that_begins_tomorrow_entitles_to_nothing(w, submitted):
    w.coordinator.memberships.update(valid_from=timezone.localdate() + timedelta(days=1))
    with pytest.raises(NotEntitled):
        transition(REQUEST, submitted, "acknowledge", by=world.fresh(w.coordinator))


def test_closed_account_entitles_to_nothing(w, submitted):
    w.coordinator.is_active = False
    w.coordinator.save()
    with pytest.raises(NotEntitled):
        transition(REQUEST, submitted, "acknowledge", by=world.fresh(w.coordinator))


def test_step_that_the_state_does_not_allow_names_step_and_state(w, submitted):
    before = traces()
    with pytest.raises(NotPossible, match="“Circulate” is not possible while the state is “Submitted”"):
        transition(REQUEST, submitted, "circulate", by=w.coordinator)
    assert traces() == before


def test_step_that_the_table_does_not_have_is_an_error_of_the_program(w, submitted):
    with pytest.raises(KeyError):
        transition(REQUEST, submitted, "publish_anyway", by=w.focal_point)


def test_stale_page_is_refused_and_leaves_no_trace(w, submitted):
    before = traces()
    with pytest.raises(Outdated, match="Somebody changed this record"):
        transition(REQUEST, submitted, "acknowledge", by=w.coordinator, expected=submitted.row_version - 1)
    assert traces() == before
    assert again(submitted).status == "submitted"


@pytest.mark.parametrize("reason", ["", "   \n\t"])
def test_reason_that_is_required_cannot_be_missing(w, submitted, reason):
    before = traces()
    with pytest.raises(Incomplete, match="Give the reasons"):
        transition(REQUEST, submitted, "hold", by=w.coordinator, reason=reason)
    assert traces() == before


def test_reason_stands_in_the_step_and_only_its_hash_in_the_audit(w, submitted):
    transition(REQUEST, submitted, "hold", by=w.coordinator, reason="  Elections in MARKERLAND  ")
    assert StateChange.objects.latest("id").reason == "Elections in MARKERLAND"
    event = AuditEvent.objects.latest("sequence")
    assert event.facts["reason"] == content_hash("Elections in MARKERLAND")
    assert "MARKERLAND" not in str(AuditEvent.objects.values_list())


def test_policy_that_fails_names_everything_missing_and_leaves_no_trace(w):
    request = world.draft(w)
    SupportRequest.objects.filter(pk=request.pk).update(title="", monitoring="")
    before = traces()
    with pytest.raises(Incomplete) as refusal:
        transition(REQUEST, request, "endorse", by=w.focal_point)
    assert [str(sentence) for sentence in refusal.value.sentences] == [
        "Give the request a title.",
        "Describe the monitoring arrangement in the country.",
    ]
    assert traces() == before


def test_same_step_from_the_same_page_twice_has_one_effect(w, submitted):
    first = transition(REQUEST, submitted, "acknowledge", by=w.coordinator, expected=submitted.row_version)
    before = traces()
    second = transition(REQUEST, submitted, "acknowledge", by=w.coordinator, expected=submitted.row_version)
    assert (first.changed, second.changed) == (True, False)
    assert traces() == before
    assert second.record.row_version == first.record.row_version


def test_same_step_twice_without_a_version_has_one_effect(w, submitted):
    transition(REQUEST, submitted, "acknowledge", by=w.coordinator)
    before = traces()
    assert not transition(REQUEST, submitted, "acknowledge", by=w.coordinator).changed
    assert traces() == before


def test_same_step_by_somebody_else_is_not_the_same_step(w, submitted):
    transition(REQUEST, submitted, "withdraw", by=w.focal_point)
    with pytest.raises(NotPossible):
        transition(REQUEST, submitted, "withdraw", by=w.alternate)


def test_step_back_leads_to_the_state_before(w, submitted):
    transition(REQUEST, submitted, "acknowledge", by=w.coordinator)
    transition(REQUEST, submitted, "hold", by=w.focal_point, reason="Elections")
    assert again(submitted).state_before == "acknowledged"
    transition(REQUEST, submitted, "resume", by=w.coordinator)
    assert again(submitted).status == "acknowledged"


def test_system_acts_only_where_the_table_lets_it(w, submitted):
    with pytest.raises(NotEntitled):
        transition(REQUEST, submitted, "acknowledge", by=System("a rule"))


def test_open_steps_are_those_of_the_state_and_the_person(w, submitted):
    assert [arrow.name for arrow in open_steps(REQUEST, submitted, w.coordinator)] == ["acknowledge", "hold"]
    assert [arrow.name for arrow in open_steps(REQUEST, submitted, w.focal_point)] == ["hold", "withdraw"]
    for who in (w.preparer, w.other_focal_point, w.officer, w.administrator, w.nhri):
        assert open_steps(REQUEST, submitted, who) == []


def test_component_of_another_provider_cannot_be_moved(w):
    plan = world.active(w, world.opened(w))
    component = Component.objects.get(plan=plan)
    with pytest.raises(NotEntitled):
        transition(COMPONENT, component, "start", by=w.second_clearer)
    assert transition(COMPONENT, component, "start", by=w.officer).record.status == "implementation"
