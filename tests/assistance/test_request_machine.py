"""The request machine: every arrow of the specification works for those entitled, and nothing else does."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from comity.assistance.domain import consents, offers, plans, requests, screening
from comity.assistance.domain.machines import COMPONENT, OFFER, PLAN, REQUEST
from comity.assistance.enums import RequestStatus
from comity.assistance.models import Assessment, Component, Plan, SupportRequest
from comity.kernel.errors import ActError, Incomplete, NotEntitled, NotPossible, Outdated
from comity.kernel.models import AuditEvent, Consent, StateChange
from comity.kernel.roles import Role
from comity.kernel.transitions import transition
from tests import world

ARROWS = {
    ("draft", "endorsed"), ("endorsed", "submitted"), ("submitted", "acknowledged"), ("acknowledged", "returned"),
    ("returned", "submitted"), ("acknowledged", "admissible"), ("acknowledged", "declined"), ("admissible",
    "assessing"),
    ("assessing", "open"), ("admissible", "open"), ("open", "planning"), ("open", "unmet"), ("unmet", "open"),
    ("planning", "agreed"), ("agreed", "in_delivery"), ("in_delivery", "completed"), ("completed", "closed"),
}  # fmt: skip
HELD = {
    "submitted",
    "acknowledged",
    "returned",
    "admissible",
    "assessing",
    "open",
    "unmet",
    "planning",
    "agreed",
    "in_delivery",
}


def again(record):
    return type(record).objects.get(pk=record.pk)


def test_table_has_every_arrow_of_the_specification_and_no_other():
    found = {
        (source, arrow.target)
        for arrow in REQUEST.transitions
        if arrow.name not in ("hold", "resume", "withdraw")
        for source in arrow.sources
    }
    assert found == ARROWS
    assert set(REQUEST.arrow("hold").sources) == HELD
    assert set(REQUEST.arrow("withdraw").sources) == HELD | {"draft", "endorsed", "on_hold"}


@pytest.mark.parametrize("machine", [REQUEST, OFFER, PLAN, COMPONENT], ids=lambda machine: machine.name)
def test_every_state_says_whose_turn_it_is_and_every_role_exists(machine):
    assert set(machine.turn) == set(machine.states.values)
    roles = {role for arrow in machine.transitions for role in arrow.roles} | set(
        itertools.chain(*machine.turn.values())
    )
    assert roles - {"system"} <= set(Role.values)


def test_whole_cycle_reaches_closed(w):
    plan = world.active(w, world.opened(w))
    request = again(plan.request)
    assert (request.code, request.status) == (f"REQ-SVN-{timezone.localdate().year}-1", RequestStatus.AGREED)
    component = Component.objects.get()
    plans.move_component(component, "start", by=w.officer)
    assert again(request).status == RequestStatus.IN_DELIVERY
    plans.report_progress(
        plan, period_from=timezone.localdate(), period_to=timezone.localdate(), done="First ten courses", by=w.officer
    )
    plans.report_progress(
        plan, period_from=timezone.localdate(), period_to=timezone.localdate(), done="Rooms", by=w.preparer
    )
    plans.move_component(component, "finalise", by=w.officer)
    plans.move_component(component, "close", by=w.clearer)
    assert (again(request).status, again(plan).status) == (RequestStatus.COMPLETED, "completed")
    with pytest.raises(Incomplete):
        plans.close_request(request, by=w.coordinator)
    plans.give_closure_view(request, rating="largely", lessons="Begin earlier", by=w.focal_point)
    plans.give_closure_view(request, rating="achieved", lessons="Rooms matter", by=w.clearer)
    plans.close_request(request, by=w.coordinator)
    assert (again(request).status, again(plan).status) == (RequestStatus.CLOSED, "closed")
    assert plan.updates.count() == 2
    steps = list(StateChange.objects.filter(machine="request", record=request.pk).values_list("target", flat=True))
    assert steps == [
        "endorsed", "submitted", "acknowledged", "admissible", "open", "planning", "agreed", "in_delivery",
        "completed", "closed",
    ]  # fmt: skip
    for action in ("submit", "acknowledge", "admit", "circulate", "open_plan", "agree", "deliver", "complete", "close"):
        assert AuditEvent.objects.filter(action=f"request.{action}", subject=str(request.pk)).count() == 1


def test_assessment_needs_the_states_consent_and_its_approval_before_circulation(w):
    request = world.submitted(w)
    screening.acknowledge_request(request, by=w.coordinator)
    screening.screen_request(
        again(request), result="admissible", reasons="Clear.", answers=world.ANSWERS, by=w.coordinator
    )
    with pytest.raises(NotPossible):
        screening.agree_to_assessment(again(request), by=w.focal_point)
    screening.propose_assessment(request, mode=Assessment.Mode.MISSION, terms="Ten schools", by=w.coordinator)
    with pytest.raises(NotEntitled):
        screening.agree_to_assessment(again(request), by=w.coordinator)
    screening.agree_to_assessment(again(request), by=w.focal_point)
    assert Consent.objects.live().filter(scope="assessment", subject=request.pk).count() == 1
    with pytest.raises(NotPossible):
        screening.approve_assessment(again(request), by=w.focal_point)
    screening.report_assessment(
        request, consulted="Teachers, parents", report="Four hundred teachers", by=w.coordinator
    )
    with pytest.raises(NotEntitled):
        screening.approve_assessment(again(request), by=w.other_focal_point)
    screening.approve_assessment(again(request), by=w.focal_point)
    assert again(request).status == RequestStatus.OPEN


def test_returned_request_comes_back_as_the_next_version(w):
    request = world.submitted(w)
    first = again(request).version_hash
    screening.acknowledge_request(request, by=w.coordinator)
    with pytest.raises(Incomplete):
        screening.return_request(again(request), missing="  ", by=w.coordinator)
    screening.return_request(again(request), missing="Say where the schools are.", by=w.coordinator)
    requests.write_request(again(request), by=w.preparer, changes={"situation": "Ten schools in the hills"})
    assert again(request).version_hash == first, "outside, the first version stands until the State submits again"
    requests.submit_request(again(request), by=w.focal_point)
    now = again(request)
    assert (now.version, now.status) == (2, RequestStatus.SUBMITTED)
    assert now.version_hash != first
    live = Consent.objects.live().filter(subject=request.pk, scope="submission")
    assert [consent.version_hash for consent in live] == [now.version_hash]
    assert now.code.endswith("-1")


def test_unmet_only_after_the_limit_and_the_state_renews(w, time_machine):
    request = world.opened(w)
    with pytest.raises(NotPossible):
        screening.find_unmet(request, letter="Nobody could answer.", by=w.coordinator)
    time_machine.move_to(timezone.now() + timedelta(days=62))
    coordinator, focal_point = world.fresh(w.coordinator), world.fresh(w.focal_point)
    with pytest.raises(Incomplete):
        screening.find_unmet(again(request), letter="", by=coordinator)
    screening.find_unmet(again(request), letter="Nobody could answer.", by=coordinator)
    requests.renew_request(again(request), by=focal_point)
    assert again(request).status == RequestStatus.OPEN


def test_hold_goes_back_to_the_state_before_and_needs_a_reason(w):
    request = world.opened(w)
    with pytest.raises(Incomplete):
        requests.hold_request(request, reason="", by=w.focal_point)
    requests.hold_request(again(request), reason="Elections", by=w.focal_point)
    requests.resume_request(again(request), by=w.coordinator)
    assert again(request).status == RequestStatus.OPEN


def test_declined_request_is_taken_up_as_a_new_linked_draft(w):
    request = world.submitted(w)
    screening.acknowledge_request(request, by=w.coordinator)
    screening.screen_request(
        again(request), result="declined", reasons="Outside.", answers=world.ANSWERS, by=w.coordinator
    )
    new = requests.copy_as_draft(again(request), by=w.preparer)
    assert (new.status, new.follows_id, new.code) == ("draft", request.pk, None)
    assert new.needs.count() == request.needs.count() == 2
    assert again(request).status == RequestStatus.DECLINED
    with pytest.raises(NotPossible):
        requests.copy_as_draft(again(new), by=w.preparer)


def test_incomplete_draft_cannot_be_endorsed_and_says_everything_that_lacks(w):
    request = requests.start_request(state=w.slovenia, by=w.preparer)
    with pytest.raises(Incomplete) as refusal:
        requests.endorse_request(request, by=w.focal_point)
    assert len(refusal.value.sentences) >= 15
    assert again(request).status == "draft"


def test_preparer_cannot_endorse_even_as_focal_point(w):
    request = world.draft(w)
    requests.write_request(request, by=w.focal_point, changes={"title": "Changed by the focal point"})
    with pytest.raises(NotEntitled):
        requests.endorse_request(again(request), by=w.focal_point)
    requests.endorse_request(again(request), by=w.alternate)
    assert again(request).status == "endorsed"


def test_submitted_text_cannot_be_edited(w):
    request = world.submitted(w)
    with pytest.raises(NotPossible):
        requests.write_request(again(request), by=w.preparer, changes={"title": "Another"})


STATE_ACTS = {
    "endorse", "submit", "resubmit", "assess", "approve_assessment", "renew", "withdraw",
}  # fmt: skip


def test_r2_state_acts_are_for_the_states_own_focal_point_alone():
    for arrow in REQUEST.transitions:
        if arrow.name in STATE_ACTS:
            assert arrow.roles == (Role.STATE_FOCAL_POINT,)


@pytest.mark.parametrize(
    "who",
    ["preparer", "other_focal_point", "coordinator", "officer", "clearer", "administrator", "nhri", "ngo", "editor"],
)
def test_r2_nobody_else_endorses_submits_withdraws_or_consents(w, who):
    request, other = world.draft(w), getattr(w, who)
    with pytest.raises(NotEntitled):
        requests.endorse_request(request, by=other)
    sent = world.submitted(w)
    for act in (
        lambda: requests.withdraw_request(again(sent), by=other),
        lambda: consents.withdraw_consent(sent, scope="publication", by=other),
        lambda: consents.change_consent(sent, audience="public", extent="full", report_use="named", by=other),
        lambda: requests.rank_requests(state=w.slovenia, order=[sent.pk], by=other),
    ):
        with pytest.raises(NotEntitled):
            act()
    assert again(sent).status == "submitted"
    assert again(sent).extent == "summary"


def test_r2_a_request_of_several_states_goes_ahead_for_those_that_consented(w):
    third = world.state("SGP", "Singapore")
    request = world.draft(w)
    for stranger in (w.preparer, w.other_focal_point, w.coordinator):
        with pytest.raises(NotEntitled):
            requests.invite_state(request, state=w.norway, by=stranger)
    requests.invite_state(request, state=w.norway, by=w.focal_point)
    requests.invite_state(request, state=third, by=w.focal_point)
    with pytest.raises(NotEntitled):
        consents.join_request(request, state="NOR", by=w.focal_point)
    consents.join_request(request, state="NOR", by=w.other_focal_point)
    requests.endorse_request(again(request), by=w.focal_point)
    requests.submit_request(again(request), by=w.focal_point)
    assert again(request).versions.get().content["states"] == ["SVN", "NOR"]
    assert "SGP" not in str(again(request).versions.get().content)


def test_r4_no_refusal_without_reasons(w):
    request = world.submitted(w)
    screening.acknowledge_request(request, by=w.coordinator)
    for reasons in ("", "   \n"):
        with pytest.raises(Incomplete):
            screening.screen_request(
                again(request), result="declined", reasons=reasons, answers=world.ANSWERS, by=w.coordinator
            )
    with pytest.raises(Incomplete):
        transition(REQUEST, again(request), "decline", by=w.coordinator, screening=True)
    assert again(request).status == "acknowledged"
    for machine in (REQUEST, PLAN, COMPONENT):
        for arrow in machine.transitions:
            if arrow.name in {"return", "decline", "find_unmet", "hold", "suspend", "terminate", "cancel"}:
                assert arrow.reason_required, f"{machine.name}.{arrow.name}"


def test_r20_the_same_step_sent_twice_has_one_effect(w):
    request = world.draft(w)
    version = request.row_version
    first = requests.endorse_request(request, by=w.focal_point, expected=version)
    second = requests.endorse_request(again(request), by=w.focal_point, expected=version)
    assert (first.changed, second.changed) == (True, False)
    version = again(request).row_version
    assert requests.submit_request(again(request), by=w.focal_point, expected=version).changed
    assert not requests.submit_request(again(request), by=w.focal_point, expected=version).changed
    assert StateChange.objects.filter(machine="request", record=request.pk).count() == 2
    assert again(request).versions.count() == 1
    assert Consent.objects.filter(subject=request.pk, scope="submission").count() == 1


def test_r20_a_stale_page_cannot_act(w):
    request = world.draft(w)
    seen = request.row_version
    requests.write_request(request, by=w.preparer, changes={"title": "Newer title"})
    with pytest.raises(Outdated):
        requests.endorse_request(again(request), by=w.focal_point, expected=seen)
    with pytest.raises(Outdated):
        requests.write_request(again(request), by=w.preparer, changes={"title": "Older page"}, expected=seen)
    assert again(request).title == "Newer title"


def test_refused_step_writes_nothing(w):
    request = world.draft(w)
    events, version = AuditEvent.objects.count(), request.row_version
    with pytest.raises(ActError):
        requests.endorse_request(request, by=w.coordinator)
    assert (AuditEvent.objects.count(), again(request).row_version) == (events, version)
    assert not StateChange.objects.filter(machine="request").exists()


def test_terminated_plan_ends_its_components_and_completes_the_request(w):
    plan = world.active(w, world.opened(w))
    with pytest.raises(Incomplete):
        plans.terminate_plan(plan, reason="", by=w.focal_point)
    plans.terminate_plan(Plan.objects.get(), reason="The ministry was dissolved.", by=w.focal_point)
    assert SupportRequest.objects.get().status == "completed"
    assert Component.objects.get().status == "cancelled"


def test_offers_reach_the_state_only_within_the_machine(w):
    request = world.opened(w)
    offer = world.offered(w, request)
    with pytest.raises(NotPossible):
        offers.accept_offer(offer, by=w.focal_point)
    offers.consider_offer(offer, by=w.focal_point)
    with pytest.raises(NotEntitled):
        offers.accept_offer(again(offer), by=w.preparer)
    with pytest.raises(NotEntitled):
        offers.accept_offer(again(offer), by=w.other_focal_point)
    only = request.needs.first().pk
    offers.accept_offer(again(offer), by=w.focal_point, needs=[only])
    offer = again(offer)
    assert offer.status == "accepted_in_part"
    assert [pairing.need_id for pairing in offer.pairings.all()] == [only]
    assert (offer.pairings.get().review_on - timezone.localdate()).days == 365
