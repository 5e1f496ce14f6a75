from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from comity.assistance.enums import OfferStatus, RequestStatus
from comity.assistance.models import Offer, Plan, SupportRequest
from comity.assistance.queries import RequestRegister
from comity.assistance.turns import offer_turn, request_turn
from comity.commitments.models import ImplementationAction, Recommendation, StatusEntry
from comity.demo.content import load
from comity.demo.sign_ins import PASSWORD, demo_sign_ins
from comity.kernel.audit import verify
from comity.kernel.models import AuditEvent, Consent, Notification, StateChange
from comity.kernel.roles import Role
from comity.people.models import User
from comity.reference.models import State

pytestmark = pytest.mark.xdist_group("demo")


def test_two_builds_leave_the_same(two_builds, db):
    first, second = two_builds
    assert first["counts"] == second["counts"]
    assert first["requests"] == second["requests"]


def test_every_request_came_to_the_state_of_the_story(demonstration):
    told = Counter(record["status"] for record in load("requests"))
    there = Counter(SupportRequest.objects.values_list("status", flat=True))
    assert there == told
    assert set(there) == set(RequestStatus.values)


def test_every_offer_and_plan_came_to_the_state_of_the_story(demonstration):
    told = Counter(record["status"] for record in load("offers"))
    assert Counter(Offer.objects.values_list("status", flat=True)) == told
    assert set(told) == set(OfferStatus.values)
    plans = Counter(record["status"] for record in load("plans"))
    assert Counter(Plan.objects.values_list("status", flat=True)) == plans


def test_audit_chain_is_sound_and_tells_the_true_time(demonstration):
    verdict = verify()
    assert verdict.faults == ()
    assert verdict.events > 300
    assert (timezone.now() - AuditEvent.objects.earliest("sequence").at).total_seconds() < 3600


def test_steps_stand_on_the_days_of_the_story_in_order(demonstration):
    for request in SupportRequest.objects.all():
        steps = list(StateChange.objects.filter(machine="request", record=request.pk).order_by("row_version"))
        assert [step.at for step in steps] == sorted(step.at for step in steps)
        if steps:
            assert request.status_since == steps[-1].at
            assert request.created_at <= steps[0].at
    assert StateChange.objects.earliest("at").at < timezone.now() - timedelta(days=800)


def test_some_steps_are_overdue_and_others_are_not(demonstration):
    turns = [request_turn(request) for request in SupportRequest.objects.all()]
    turns += [offer_turn(offer) for offer in Offer.objects.all()]
    limited = [turn for turn in turns if turn.last_day]
    assert any(turn.overdue for turn in limited)
    assert any(not turn.overdue for turn in limited)


def test_codes_say_the_year_of_submission(demonstration):
    for request in SupportRequest.objects.exclude(code=None):
        assert f"-{request.submitted_at.year}-" in request.code


def test_register_reconciles_for_the_public_and_for_every_sign_in(demonstration):
    readers = [AnonymousUser(), *User.objects.filter(email__in=[row["email"] for row in demo_sign_ins()])]
    for reader in readers:
        register = RequestRegister({}, reader)
        assert sum(register.counts_by_status().values()) == register.total == len(list(register.rows()))
    assert RequestRegister({}, AnonymousUser()).total > 0


def test_fictional_states_are_not_counted_among_states(demonstration):
    assert State.objects.states().count() == 195
    fictional = State.objects.filter(fictional=True)
    assert sorted(fictional.values_list("pk", flat=True)) == sorted(record["code"] for record in load("states"))


def test_recommendations_and_pledges_are_imported_and_served(demonstration):
    assert Recommendation.objects.recommendations().count() == len(load("recommendations"))
    assert Recommendation.objects.pledges().count() == len(load("pledges"))
    assert all(request.commitments.exists() for request in SupportRequest.objects.all())


def test_no_consent_lives_on_a_withdrawn_request(demonstration):
    withdrawn = SupportRequest.objects.get(status="withdrawn")
    assert not Consent.objects.live().of("request", withdrawn.pk).exists()
    assert not SupportRequest.objects.visible_to(AnonymousUser()).filter(pk=withdrawn.pk).exists()


def test_nobody_is_mailed_and_only_news_is_unread(demonstration):
    assert not Notification.objects.filter(mailed_at=None).exists()
    unread = Notification.objects.filter(read_at=None)
    assert unread.exists()
    assert unread.count() < Notification.objects.count() / 2


def test_every_role_signs_in_with_the_shown_password(demonstration):
    rows = demo_sign_ins()
    assert {row["role"] for row in rows} == set(Role.values)
    for row in rows:
        person = User.objects.get(email=row["email"])
        assert person.check_password(PASSWORD)
        assert row["role"] in person.roles()


def test_follow_up_is_told_with_some_of_it_public_and_some_overdue(demonstration):
    assert ImplementationAction.objects.count() == len(load("actions"))
    assert {"planned", "under-way", "done", "dropped"} == set(
        ImplementationAction.objects.values_list("status", flat=True)
    )
    grades = Counter(entry.grade for entry in StatusEntry.objects.standing())
    assert set(grades) == set("ABCDE")
    public = StatusEntry.objects.public()
    assert 5 < public.count() < StatusEntry.objects.count() - 5
    assert StatusEntry.objects.filter(rolled_down=True).exists()
    assert any(action.is_overdue() for action in ImplementationAction.objects.all())
    assert Notification.objects.filter(kind="action.remind", read_at=None).exists()
    assert all(entry.published_at.date() >= entry.at.date() > entry.recommendation.date for entry in public)
