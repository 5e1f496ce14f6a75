"""R3: no plan is active without both sides' acceptance of one and the same version hash."""

import pytest

from comity.assistance.domain import plans
from comity.assistance.domain.machines import PLAN
from comity.assistance.models import Plan, PlanAcceptance, SupportRequest
from comity.kernel.errors import NotEntitled, NotPossible, Outdated
from comity.kernel.transitions import transition
from tests import world


@pytest.fixture
def plan(w):
    return world.proposed(w, world.opened(w))


def now():
    return Plan.objects.get()


@pytest.mark.parametrize("order", [("focal_point", "clearer"), ("clearer", "focal_point")])
def test_r3_agreed_only_after_both_in_either_order(w, plan, order):
    first, second = (getattr(w, name) for name in order)
    plans.accept_plan(plan, version_hash=plan.version_hash, by=first)
    assert now().status != "agreed"
    with pytest.raises(NotPossible):
        plans.activate_plan(now(), by=w.coordinator)
    plans.accept_plan(plan, version_hash=plan.version_hash, by=second)
    assert now().status == "agreed"
    assert SupportRequest.objects.get().status == "agreed"


def test_r3_an_edit_clears_both_acceptances(w, plan):
    old = plan.version_hash
    plans.accept_plan(plan, version_hash=old, by=w.focal_point)
    plans.revise_plan(now(), by=w.coordinator)
    plans.write_plan(now(), by=w.coordinator, fields={"aim": "Another aim"})
    plans.propose_plan(now(), by=w.coordinator)
    plans.put_plan_to_both(now(), by=w.coordinator)
    assert (now().version, now().version_hash == old) == (2, False)
    with pytest.raises(Outdated):
        plans.accept_plan(now(), version_hash=old, by=w.clearer)
    plans.accept_plan(now(), version_hash=now().version_hash, by=w.clearer)
    assert now().status == "accepted_by_provider"
    plans.accept_plan(now(), version_hash=now().version_hash, by=w.focal_point)
    assert now().status == "agreed"


def test_r3_going_back_to_the_old_text_does_not_revive_old_acceptances(w, plan):
    aim = plan.aim
    plans.accept_plan(plan, version_hash=plan.version_hash, by=w.focal_point)
    plans.revise_plan(now(), by=w.clearer)
    plans.write_plan(now(), by=w.coordinator, fields={"aim": aim})
    plans.propose_plan(now(), by=w.coordinator)
    plans.put_plan_to_both(now(), by=w.coordinator)
    plans.accept_plan(now(), version_hash=now().version_hash, by=w.clearer)
    assert now().status == "accepted_by_provider"


def test_r3_every_provider_of_a_component_must_accept(w):
    request = world.opened(w)
    world.accepted(w, request, officer=w.second_officer, clearer=w.second_clearer, provider=w.second_agency)
    plan = world.proposed(w, SupportRequest.objects.get())
    plans.accept_plan(plan, version_hash=plan.version_hash, by=w.focal_point)
    plans.accept_plan(plan, version_hash=plan.version_hash, by=w.clearer)
    assert now().status == "accepted_by_state"
    with pytest.raises(NotPossible):
        plans.activate_plan(now(), by=w.coordinator)
    plans.accept_plan(plan, version_hash=plan.version_hash, by=w.second_clearer)
    assert now().status == "agreed"


def test_r3_the_guard_stands_even_where_the_status_lies(w, plan):
    Plan.objects.update(status="agreed")
    for by in (w.coordinator, w.focal_point, w.clearer):
        with pytest.raises(NotPossible):
            plans.activate_plan(now(), by=by)
    PlanAcceptance.objects.create(
        plan=plan, version_hash="0" * 64, side="state", organisation=w.mission, by=w.focal_point
    )
    PlanAcceptance.objects.create(
        plan=plan, version_hash=plan.version_hash, side="provider", organisation=w.agency, by=w.clearer
    )
    with pytest.raises(NotPossible):
        plans.activate_plan(now(), by=w.coordinator)
    assert now().status == "agreed"


def test_acceptance_is_for_the_states_focal_point_and_the_plans_clearers(w, plan):
    for by in (w.preparer, w.coordinator, w.officer, w.second_clearer, w.other_focal_point, w.administrator):
        with pytest.raises(NotEntitled):
            plans.accept_plan(plan, version_hash=plan.version_hash, by=by)
    with pytest.raises(NotEntitled):
        transition(PLAN, plan, "state_accepts_first", by=w.preparer)


def test_acceptance_sent_twice_counts_once(w, plan):
    for _time in range(2):
        plans.accept_plan(plan, version_hash=plan.version_hash, by=w.focal_point)
    assert PlanAcceptance.objects.count() == 1


def test_locked_plan_cannot_be_edited(w, plan):
    with pytest.raises(NotPossible):
        plans.write_plan(plan, by=w.coordinator, fields={"aim": "Quietly changed"})
    with pytest.raises(NotPossible):
        plans.write_component(plan, by=w.officer, provider=w.agency, fields={"title": "Quietly changed"}, needs=[])


def test_a_provider_writes_its_own_component_only(w, plan):
    plans.revise_plan(plan, by=w.clearer)
    with pytest.raises(NotEntitled):
        plans.write_component(now(), by=w.second_officer, provider=w.agency, fields={"title": "Mine now"}, needs=[])
    with pytest.raises(NotPossible):
        plans.write_component(now(), by=w.coordinator, provider=w.foundation, fields={"title": "Unasked"}, needs=[])
