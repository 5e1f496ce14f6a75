"""R3 and R20 with real concurrency: threads with connections of their own, on PostgreSQL."""

import threading

import pytest
from django.db import connection, connections

from comity.assistance.domain import plans, requests
from comity.assistance.models import Plan, PlanAcceptance, SupportRequest
from comity.kernel import audit
from comity.kernel.errors import ActError
from comity.kernel.models import Consent, StateChange
from comity.people.models import User
from tests import world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def w():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set COMITY_TEST_DATABASE_URL")
    return world.build()


def at_once(*acts):
    """Run all acts at the same moment, each on its own connection; returns each one's result or refusal."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            gate.wait()
            results[number] = act()
        except ActError as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "the acts wait for one another"
    return results


def me(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("_round", range(3))
def test_r20_ten_submissions_at_once_have_one_effect(w, _round):
    request = world.draft(w)
    requests.endorse_request(request, by=w.focal_point)
    version = SupportRequest.objects.get().row_version

    def submit():
        return requests.submit_request(SupportRequest.objects.get(), by=me(w.focal_point), expected=version)

    results = at_once(*[submit] * 10)
    assert [type(result).__name__ for result in results] == ["Step"] * 10
    assert sorted(result.changed for result in results) == [False] * 9 + [True]
    assert SupportRequest.objects.get().versions.count() == 1
    assert StateChange.objects.filter(machine="request", transition="submit").count() == 1
    assert Consent.objects.live().filter(scope="submission").count() == 1
    assert audit.verify().faults == ()


@pytest.mark.parametrize("_round", range(5))
def test_r3_accept_and_edit_at_once_cannot_both_win(w, _round):
    plan = world.proposed(w, world.opened(w))
    plans.accept_plan(plan, version_hash=plan.version_hash, by=w.clearer)

    def accept():
        return plans.accept_plan(Plan.objects.get(), version_hash=plan.version_hash, by=me(w.focal_point))

    def edit():
        return plans.revise_plan(Plan.objects.get(), by=me(w.coordinator))

    accepted, edited = at_once(accept, edit)
    refused = [isinstance(result, ActError) for result in (accepted, edited)]
    assert sorted(refused) == [False, True], (accepted, edited)
    now = Plan.objects.get()
    if refused[0]:
        assert (now.status, now.version, now.version_hash) == ("draft", 2, "")
        assert not PlanAcceptance.objects.filter(side="state").exists()
    else:
        assert (now.status, now.version_hash) == ("agreed", plan.version_hash)
    assert audit.verify().faults == ()


def test_r3_both_sides_at_once_agree_exactly_once(w):
    plan = world.proposed(w, world.opened(w))

    def accept(by):
        return lambda: plans.accept_plan(Plan.objects.get(), version_hash=plan.version_hash, by=me(by))

    at_once(*[accept(w.focal_point)] * 3, *[accept(w.clearer)] * 3)
    assert Plan.objects.get().status == "agreed"
    assert SupportRequest.objects.get().status == "agreed"
    assert PlanAcceptance.objects.count() == 2
    assert StateChange.objects.filter(machine="plan", target="agreed").count() == 1


def test_r20_two_edits_from_the_same_page_one_wins(w):
    request = world.draft(w)

    def write(title):
        return lambda: requests.write_request(
            SupportRequest.objects.get(), by=me(w.preparer), changes={"title": title}, expected=request.row_version
        )

    results = at_once(write("One"), write("Two"))
    assert sum(isinstance(result, ActError) for result in results) == 1
    assert SupportRequest.objects.get().title in ("One", "Two")


def test_codes_of_requests_submitted_at_once_are_all_different(w):
    drafts = [world.draft(w) for _number in range(6)]
    for draft in drafts:
        requests.endorse_request(draft, by=w.focal_point)

    def submit(pk):
        return lambda: requests.submit_request(SupportRequest.objects.get(pk=pk), by=me(w.focal_point))

    at_once(*[submit(draft.pk) for draft in drafts])
    codes = list(SupportRequest.objects.values_list("code", flat=True))
    assert len(set(codes)) == 6
    assert None not in codes
    assert audit.verify().faults == ()
