"""My desk: what waits for whom follows from the machines, in a number of queries that does not grow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comity.assistance.desk import Desk
from comity.assistance.domain import consents, notes, offers, plans, requests, screening
from comity.assistance.models import Assessment, Component, ProviderChoice, SupportRequest
from comity.kernel.models import Notification
from comity.kernel.visibility import Level
from tests import world

NOBODY_ELSE = ("secretary", "trustee", "editor", "mechanism", "facilitator", "steward", "academic")


def acts(user) -> list[tuple[str, str]]:
    return [(line.kind, line.act) for line in Desk(world.fresh(user)).waiting_for_me]


def waits(user) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.kind, line.turn.roles) for line in Desk(world.fresh(user)).waiting_for_others]


def again(request):
    return SupportRequest.objects.get(pk=request.pk)


def test_draft_waits_for_preparer_and_focal_point_and_for_nobody_else(w):
    world.draft(w)
    assert acts(w.preparer) == [("request", "Go on writing")]
    assert acts(w.focal_point) == [("request", "Read, and endorse once complete")]
    for name in ("coordinator", "officer", "other_focal_point", "nhri", "administrator", *NOBODY_ELSE):
        assert Desk(getattr(w, name)).lines == [], name


def test_focal_point_who_wrote_is_not_asked_to_endorse(w):
    request = world.draft(w)
    requests.write_request(request, by=w.focal_point, changes={"title": "Changed by the focal point"})
    assert acts(w.focal_point) == []
    assert acts(w.alternate) == [("request", "Read, and endorse once complete")]


def test_submitted_request_waits_for_coordinator_with_a_last_day_and_the_state_waits(w):
    world.submitted(w)
    desk = Desk(w.coordinator)
    assert [(line.kind, line.act) for line in desk.waiting_for_me] == [("request", "Acknowledge")]
    assert desk.due[0].last_day > timezone.localdate()
    assert waits(w.focal_point) == [("request", ("CO",))]


def test_overdue_line_names_the_duty_holder(w, time_machine):
    world.submitted(w)
    time_machine.move_to(timezone.now() + timedelta(days=30))
    line = Desk(world.fresh(w.focal_point)).due[0]
    assert line.turn.overdue
    assert line.turn.holder == "Coordinator"


def test_assessment_goes_back_and_forth(w):
    request = world.submitted(w)
    screening.acknowledge_request(request, by=w.coordinator)
    screening.screen_request(
        again(request), result="admissible", reasons="Clear.", answers=world.ANSWERS, by=w.coordinator
    )
    assert acts(w.coordinator) == [("request", "Circulate, or propose a needs assessment")]
    screening.propose_assessment(request, mode=Assessment.Mode.REMOTE, terms="Ten schools", by=w.coordinator)
    assert acts(w.coordinator) == []
    assert acts(w.focal_point) == [("request", "Decide on the needs assessment")]
    screening.agree_to_assessment(again(request), by=w.focal_point)
    assert acts(w.coordinator) == [("request", "Hand in the assessment report")]
    screening.report_assessment(request, consulted="Teachers", report="Four hundred", by=w.coordinator)
    assert acts(w.focal_point) == [("request", "Decide on the assessment report")]


def test_open_request_waits_for_providers_within_the_audience_only(w):
    world.opened(w, audience="un-agencies")
    assert acts(w.officer) == [("request", "Read, and offer support")]
    assert acts(w.second_officer) == [("request", "Read, and offer support")]
    assert Desk(w.private_officer).lines == []
    assert waits(w.focal_point) == [("request", ("PA", "PC"))]


def test_offer_moves_from_desk_to_desk(w):
    request = world.opened(w)
    values = {**world.OFFER_FIELDS, "valid_until": timezone.localdate() + timedelta(days=60)}
    offer = offers.draft_offer(
        request, provider=w.agency, by=w.officer, fields=values, needs={need.pk: "" for need in request.needs.all()}
    )
    assert acts(w.officer) == [("offer", "Finish the offer")]
    assert acts(w.clearer) == [("offer", "Read and clear the offer")]
    assert [line.kind for line in Desk(w.focal_point).lines] == ["request"], "a draft offer is the provider's own"
    offers.clear_offer(offer, by=w.clearer)
    assert acts(w.clearer) == [("offer", "Send the offer to the State")]
    offers.submit_offer(offer, by=w.clearer)
    assert acts(w.clearer) == []
    assert acts(w.focal_point) == [("offer", "Take the offer under consideration")]
    assert acts(w.second_officer) == [("request", "Read, and offer support")]


def test_accepted_offer_asks_for_the_plan_and_the_plan_for_both_sides(w):
    request = world.opened(w)
    world.accepted(w, request)
    assert ("request", "Open the plan") in acts(w.coordinator)


def test_plan_waits_for_both_sides_and_no_longer_for_the_one_that_accepted(w):
    plan = world.proposed(w, world.opened(w))
    assert acts(w.focal_point) == [("plan", "Decide on the plan")]
    assert acts(w.clearer) == [("plan", "Decide on the plan")]
    plans.accept_plan(plan, version_hash=plan.version_hash, by=w.clearer)
    assert acts(w.clearer) == []
    assert acts(w.focal_point) == [("plan", "Decide on the plan")]


def test_completed_request_asks_each_side_once_for_its_view_and_then_the_coordinator_to_close(w):
    plan = world.active(w, world.opened(w))
    component = Component.objects.get()
    for step, who in (("start", w.officer), ("finalise", w.officer), ("close", w.clearer)):
        plans.move_component(component, step, by=who)
    assert ("request", "Give the State's view on the result") in acts(w.focal_point)
    assert ("request", "Give your view on the result") in acts(w.clearer)
    request = again(plan.request)
    plans.give_closure_view(request, rating="largely", lessons="Begin earlier", by=w.focal_point)
    plans.give_closure_view(request, rating="achieved", lessons="Rooms matter", by=w.clearer)
    assert not [act for kind, act in acts(w.focal_point) + acts(w.clearer) if kind == "request"]
    assert ("request", "Close the request") in acts(w.coordinator)


def test_pairing_returns_after_twelve_months_to_both_sides(w, time_machine):
    world.active(w, world.opened(w))
    time_machine.move_to(timezone.now() + timedelta(days=340))
    assert ("pairing", "Give the twelve-month update") in acts(w.focal_point)
    assert ("pairing", "Give the twelve-month update") in acts(w.clearer)
    assert [line.kind for line in Desk(world.fresh(w.second_clearer)).lines] == []


def test_invited_body_is_asked_to_comment_until_it_has(w):
    request = world.draft(w)
    world.name_provider(w, request, w.institution, kind="consulted")
    assert acts(w.nhri) == [], "nothing leaves the State before it submits"
    requests.endorse_request(again(request), by=w.focal_point)
    requests.submit_request(again(request), by=w.focal_point)
    assert acts(w.nhri) == [("request", "Read and comment")]
    assert acts(w.ngo) == []
    notes.leave_note(again(request), text="Ask the girls.", level=Level.CONCERNED, by=w.nhri)
    assert acts(w.nhri) == []


def test_safeguarding_sees_how_many_comments_in_confidence_there_are_and_nobody_else(w):
    request = world.draft(w)
    world.name_provider(w, request, w.society, kind="consulted")
    requests.endorse_request(again(request), by=w.focal_point)
    requests.submit_request(again(request), by=w.focal_point)
    notes.leave_note(again(request), text="We are afraid.", level=Level.RESTRICTED, by=w.ngo)
    assert Desk(w.safeguarding).restricted_notes == 1
    for name in ("focal_point", "preparer", "coordinator", "administrator", "officer", "nhri"):
        assert Desk(getattr(w, name)).restricted_notes == 0, name


def test_withdrawn_consent_clears_the_desks_at_once_and_the_inbox_names_nothing(w):
    request = world.opened(w)
    code = request.code
    assert any(line.code == code for line in Desk(w.coordinator).news.latest)
    requests.withdraw_request(request, by=w.focal_point)
    for name in ("coordinator", "officer", "second_officer"):
        desk = Desk(world.fresh(getattr(w, name)))
        assert desk.lines == [], name
        assert [line.code for line in desk.news.latest if line.code == code] == [], name


def test_consent_to_circulate_withdrawn_leaves_only_the_state(w):
    request = world.opened(w)
    consents.withdraw_consent(request, scope="submission", by=w.focal_point)
    assert Desk(world.fresh(w.officer)).lines == []
    assert Desk(world.fresh(w.coordinator)).lines == []
    assert [line.kind for line in Desk(world.fresh(w.focal_point)).lines] == ["request"]


@pytest.mark.parametrize(
    "name", ["preparer", "focal_point", "coordinator", "officer", "clearer", "nhri", "administrator"]
)
def test_desk_takes_the_same_number_of_queries_for_one_and_for_three(w, name):
    def everything():
        desk = Desk(world.fresh(getattr(w, name)))
        with CaptureQueriesContext(
            connection,
        ) as counted:
            lines, found = desk.lines, desk.news
        return len(counted), len(lines), found

    def one_more():
        world.draft(w)
        plan = world.proposed(w, world.opened(w))
        request = world.opened(w)
        ProviderChoice.objects.create(request=request, organisation=w.institution, kind="consulted")
        world.offered(w, request)
        return plan

    one_more()
    few, lines, _found = everything()
    one_more()
    one_more()
    many, more_lines, _found = everything()
    assert many == few
    assert more_lines == 3 * lines


def test_first_notice_of_a_submission_names_the_request(w):
    request = world.submitted(w)
    line = Notification.objects.get(recipient=w.coordinator, kind="request.submit")
    assert line.code == again(request).code
