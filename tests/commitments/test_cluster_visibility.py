"""Who may know of a State's clusters: its own people, and of a published list what was confirmed everybody."""

import pytest
from django.contrib.auth.models import AnonymousUser

from comity.commitments import clusters as questions
from comity.commitments.domain import clusters as verbs
from comity.commitments.models import Cluster
from tests.commitments import cluster_world

pytestmark = pytest.mark.django_db
OTHERS = ("coordinator", "administrator", "other_focal_point", "nhri", "ngo", "officer", "steward", "safeguarding")


@pytest.fixture
def w():
    return cluster_world.build()


def everybody_else(w):
    return [AnonymousUser(), *(getattr(w, name) for name in OTHERS)]


def seen(user):
    return set(Cluster.objects.visible_to(user).filter(state="SVN"))


def test_working_material_is_the_states_own(w):
    verbs.confirm_cluster(w.migrants, by=w.preparer)
    assert seen(w.preparer) == seen(w.focal_point) == {w.migrants, w.trafficking}
    for user in everybody_else(w):
        assert seen(user) == set()
        assert not questions.live_clusters("SVN", user)
        assert not questions.in_no_cluster("SVN", user)
        assert not questions.changes("SVN", user)


def test_a_published_list_shows_what_was_confirmed_and_no_suggestion(w):
    verbs.confirm_cluster(w.migrants, by=w.preparer)
    verbs.publish_clusters("SVN", by=w.focal_point)
    for user in everybody_else(w):
        assert seen(user) == {w.migrants}
        assert not questions.changes("SVN", user)
        assert not questions.in_no_cluster("SVN", user)
    verbs.withdraw_clusters("SVN", by=w.focal_point)
    assert seen(AnonymousUser()) == set()


def test_a_list_published_by_one_state_opens_nothing_of_another(w):
    verbs.confirm_cluster(w.migrants, by=w.preparer)
    verbs.confirm_cluster(w.norwegian, by=w.other_focal_point)
    verbs.publish_clusters("NOR", by=w.other_focal_point)
    assert set(Cluster.objects.visible_to(AnonymousUser())) == {w.norwegian}


def test_an_ended_membership_closes_the_clusters(w):
    w.preparer.memberships.all().delete()
    again = type(w.preparer).objects.get(pk=w.preparer.pk)
    assert seen(again) == set()


def test_an_ended_cluster_is_gone_for_everybody(w):
    verbs.merge(w.migrants, other=w.trafficking, by=w.preparer)
    assert seen(w.preparer) == {w.migrants}
