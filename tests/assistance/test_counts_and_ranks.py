"""R5 counts reconcile for every reader; R8 the State's own order; R16 a request never touches a recommendation."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from comity.assistance.domain import requests, screening
from comity.assistance.domain.offers import accept_offer, consider_offer, declare_covered
from comity.assistance.domain.plans import move_component
from comity.assistance.enums import Coverage
from comity.assistance.models import CommitmentLink, Component, SupportRequest
from comity.assistance.queries import RequestRegister, coverage
from comity.commitments.models import Recommendation
from comity.kernel.errors import NotEntitled, NotPossible
from tests import world

READERS = [
    "preparer",
    "focal_point",
    "coordinator",
    "officer",
    "private_officer",
    "administrator",
    "nhri",
    "other_focal_point",
]


def in_many_states(w):
    """One request in each of several states, with different consents."""
    world.draft(w)
    world.submitted(w, extent="title-area")
    world.submitted(w, extent="nothing")
    world.opened(w, extent="full", audience="participants")
    world.opened(w, extent="nothing", audience="un-agencies")
    held = world.opened(w, extent="summary")
    requests.hold_request(held, reason="Elections", by=w.focal_point)
    gone = world.opened(w, extent="full")
    requests.withdraw_request(gone, by=w.focal_point)
    world.active(w, world.opened(w, extent="full"))


def test_r5_counts_by_status_sum_to_the_total_for_every_reader(w):
    in_many_states(w)
    totals = {}
    for name, user in {**{name: getattr(w, name) for name in READERS}, "public": AnonymousUser()}.items():
        register = RequestRegister({}, user)
        totals[name] = register.total
        assert sum(register.counts_by_status().values()) == register.total == len(list(register.rows()))
        assert sum(count for _value, count in register.facets()["status"]) == register.total
        assert sum(count for _value, count in register.facets()["state"]) == register.total
        for status, count in register.facets()["status"]:
            assert RequestRegister({"status": status}, user).total == count
        for area, count in register.facets()["area"]:
            assert RequestRegister({"area": [area]}, user).total == count
    assert totals["preparer"] == totals["focal_point"] == 8
    assert totals["coordinator"] == 6
    assert totals["public"] == totals["administrator"] == totals["other_focal_point"] == 4
    assert totals["officer"] == 5


def test_r5_coverage_counts_every_need_once_and_follows_the_offers(w):
    request = world.opened(w)
    first, second = [need.pk for need in request.needs.all()]

    def now():
        return coverage([first, second])

    assert now() == {first: Coverage.UNMET, second: Coverage.UNMET}
    offer = world.offered(w, request)
    assert now() == {first: Coverage.OFFERED, second: Coverage.OFFERED}
    consider_offer(offer, by=w.focal_point)
    accept_offer(type(offer).objects.get(), needs=[first], by=w.focal_point)
    assert now() == {first: Coverage.PARTLY, second: Coverage.UNMET}
    with pytest.raises(NotPossible):
        declare_covered(request.needs.get(pk=second), covered=True, by=w.focal_point)
    with pytest.raises(NotEntitled):
        declare_covered(request.needs.get(pk=first), covered=True, by=w.coordinator)
    declare_covered(request.needs.get(pk=first), covered=True, by=w.focal_point)
    assert now() == {first: Coverage.COVERED, second: Coverage.UNMET}


def test_r5_delivered_once_every_component_of_the_need_is_closed(w):
    plan = world.active(w, world.opened(w))
    need = plan.request.needs.first().pk
    assert coverage([need]) == {need: Coverage.PARTLY}
    Component.objects.update(status="closed")
    assert coverage([need]) == {need: Coverage.DELIVERED}


def test_r8_priorities_are_unique_and_the_states_own(w):
    first, second, third = world.draft(w), world.draft(w), world.submitted(w)
    requests.rank_requests(state=w.slovenia, order=[third.pk, first.pk, second.pk], by=w.focal_point)
    ranks = dict(SupportRequest.objects.values_list("pk", "priority"))
    assert ranks == {third.pk: 1, first.pk: 2, second.pk: 3}
    with pytest.raises(NotEntitled):
        requests.rank_requests(state=w.slovenia, order=[first.pk], by=w.preparer)
    with pytest.raises(NotEntitled):
        requests.rank_requests(state=w.slovenia, order=[first.pk], by=w.coordinator)
    with pytest.raises(NotPossible):
        requests.rank_requests(state=w.slovenia, order=[first.pk, first.pk], by=w.focal_point)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportRequest.objects.filter(pk=first.pk).update(priority=1)


def test_r8_after_screening_the_number_stands_and_stays_taken(w):
    early, late = world.draft(w), world.submitted(w)
    requests.rank_requests(state=w.slovenia, order=[late.pk, early.pk], by=w.focal_point)
    screening.acknowledge_request(SupportRequest.objects.get(pk=late.pk), by=w.coordinator)
    requests.rank_requests(state=w.slovenia, order=[early.pk, late.pk], by=w.focal_point)
    requests.rank_requests(state=w.slovenia, order=[late.pk, early.pk], by=w.focal_point)
    screening.screen_request(
        SupportRequest.objects.get(pk=late.pk),
        result="admissible",
        reasons="Clear.",
        answers=world.ANSWERS,
        by=w.coordinator,
    )
    with pytest.raises(NotPossible):
        requests.rank_requests(state=w.slovenia, order=[early.pk, late.pk], by=w.focal_point)
    requests.rank_requests(state=w.slovenia, order=[early.pk], by=w.focal_point)
    assert dict(SupportRequest.objects.values_list("pk", "priority")) == {late.pk: 1, early.pk: 2}


def test_r16_a_whole_cycle_leaves_the_recommendation_as_it_was(w):
    recommendation = Recommendation.objects.create(
        key="demo:1", fingerprint="f", kind="recommendation", source="sheet", state="SVN", text="Train teachers.",
        language="en",
        mechanism="upr", position="Supported", position_code="supported", themes=["Right to education"],
        date=timezone.localdate(),
    )  # fmt: skip
    before = Recommendation.objects.filter(pk=recommendation.pk).values().get()
    request = world.draft(w)
    requests.save_part(request, CommitmentLink(kind="recommendation", recommendation=recommendation), by=w.preparer)
    requests.endorse_request(SupportRequest.objects.get(), by=w.focal_point)
    requests.submit_request(SupportRequest.objects.get(), by=w.focal_point)
    screening.acknowledge_request(SupportRequest.objects.get(), by=w.coordinator)
    screening.screen_request(
        SupportRequest.objects.get(), result="admissible", reasons="Clear.", answers=world.ANSWERS, by=w.coordinator
    )
    plan = world.active(w, screening.circulate_request(SupportRequest.objects.get(), by=w.coordinator).record)
    Component.objects.update(status="finalisation")
    move_component(Component.objects.get(), "close", by=w.clearer)
    plan.request.refresh_from_db()
    assert plan.request.status == "completed"
    assert Recommendation.objects.filter(pk=recommendation.pk).values().get() == before
    assert recommendation.served_by.count() == 1
