"""What a person may act as today follows from memberships, and from nothing else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from comity.people.models import Membership, User
from comity.people.queries import providers, user_ids
from tests import world

DAY = timedelta(days=1)


def test_capacity_carries_role_organisation_and_state(w):
    [capacity] = w.focal_point.capacities()
    assert (capacity.role, capacity.organisation_id, capacity.state) == ("SF", w.mission.pk, "SVN")
    assert (capacity.organisation_type, capacity.label) == ("state-mission", "mission")


@pytest.mark.parametrize(
    ("begins", "ends", "acts"), [(0, None, True), (-5, 0, True), (-5, -1, False), (1, None, False)]
)
def test_membership_entitles_from_its_first_to_its_last_day(w, begins, ends, acts):
    today = timezone.localdate()
    w.officer.memberships.update(valid_from=today + begins * DAY, valid_to=None if ends is None else today + ends * DAY)
    assert bool(world.fresh(w.officer).capacities()) is acts
    assert (w.officer.pk in user_ids(["PA"])) is acts


def test_states_and_organisations_by_role(w):
    w.focal_point.memberships.create(organisation=w.agency, role="PA")
    person = world.fresh(w.focal_point)
    assert person.states("SF") == {"SVN"}
    assert person.states("PA") == frozenset()
    assert person.organisations("PA") == {w.agency.pk}
    assert person.organisations() == {w.agency.pk, w.mission.pk}


def test_closed_account_acts_as_nothing(w):
    User.objects.filter(pk=w.officer.pk).update(is_active=False)
    assert world.fresh(w.officer).capacities() == ()
    assert w.officer.pk not in user_ids(["PA"])


def test_one_open_membership_a_role_and_no_end_before_the_beginning(w):
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=w.officer, organisation=w.agency, role="PA")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            user=w.officer, organisation=w.agency, role="PC", valid_from=today, valid_to=today - DAY
        )


def test_providers_are_organisations_with_an_officer_or_clearer(w):
    assert set(providers()) == {w.agency, w.second_agency, w.foundation}


def test_people_are_found_by_state_and_organisation(w):
    assert user_ids(["SF"], states=["SVN"]) == {w.focal_point.pk, w.alternate.pk}
    assert user_ids(["PA", "PC"], organisations=[w.agency.pk]) == {w.officer.pk, w.clearer.pk}


def test_address_is_the_same_in_capitals(w):
    user = User.objects.create_user("Somebody@Example.ORG", "correct horse battery", title="X")
    assert user.email == "somebody@example.org"
    assert User.objects.get_by_natural_key("SOMEBODY@example.org") == user
