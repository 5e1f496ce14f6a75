"""Verbs on clusters: what each does, that each can be taken back, and who may."""

import pytest
from django.db import IntegrityError, transaction

from comity.commitments import clusters as questions
from comity.commitments.domain import clusters as verbs
from comity.commitments.domain.suggesting import suggest_clusters
from comity.commitments.models import Cluster, ClusterChange, ClusterMember
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible, Outdated
from comity.kernel.models import AuditEvent
from tests.commitments import cluster_world
from tests.commitments.cluster_world import SYSTEM, everything, members
from tests.commitments.drafts import draft, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return cluster_world.build()


def number(w, place):
    """The id of the recommendation at ``place``, from 1."""
    return w.recommendations[place - 1].pk


def test_suggestions_hold_equal_asks_and_leave_the_rest_alone(w):
    assert (members(w.migrants), members(w.trafficking)) == ([1, 2, 3], [4, 5])
    assert w.migrants.is_suggestion
    assert w.migrants.why["instruments"] == ["CMW"]
    assert [row.pk for row in questions.in_no_cluster("SVN", w.preparer)] == [number(w, 6)]


def test_suggesting_again_keeps_suggestions_as_they_are(w):
    assert suggest_clusters("SVN", by=w.preparer) == (2, 0)
    assert set(Cluster.objects.filter(state="SVN")) == {w.migrants, w.trafficking}


def test_suggesting_leaves_alone_what_a_person_confirmed_or_changed(w):
    verbs.rename(w.migrants, label="Migrant workers' convention", by=w.preparer)
    verbs.remove_member(w.trafficking, recommendation=number(w, 5), by=w.preparer)
    before = everything()
    take(
        [draft(7, text="Take steps towards ratification of the ICRMW"), draft(8, text="Combat trafficking in persons")]
    )
    suggest_clusters("SVN", by=w.preparer)
    assert everything() == before
    w.migrants.refresh_from_db()
    w.trafficking.refresh_from_db()
    assert len(w.migrants.proposed) == 1
    assert number(w, 5) not in w.trafficking.proposed
    assert len(w.trafficking.proposed) == 1


def test_further_recommendations_make_the_suggestion_anew(w):
    take([draft(7, text="Ratify the Migrant Workers Convention")])
    assert suggest_clusters("SVN", by=SYSTEM) == (2, 1)
    assert not Cluster.objects.filter(pk=w.migrants.pk).exists()
    assert len(ClusterMember.objects.filter(state="SVN")) == 6


def test_confirming_makes_a_cluster_the_states_own(w):
    assert not verbs.confirm_cluster(w.migrants, by=w.preparer).is_suggestion


def test_splitting_moves_members_with_their_notes(w):
    verbs.note_nuance(w.migrants, recommendation=number(w, 2), text=" only to consider it ", by=w.preparer)
    made = verbs.split(w.migrants, recommendations=[number(w, 2)], label="Consider it", by=w.focal_point)
    assert (members(w.migrants), members(made)) == ([1, 3], [2])
    assert made.members.get().nuance == "only to consider it"
    assert made.formed_by == "person"


def test_merging_ends_the_other_cluster(w):
    verbs.merge(w.migrants, other=w.trafficking, by=w.preparer)
    assert members(w.migrants) == [1, 2, 3, 4, 5]
    assert Cluster.objects.get(pk=w.trafficking.pk).ended_at
    with pytest.raises(NotPossible, match="does not exist any more"):
        verbs.confirm_cluster(w.trafficking, by=w.preparer)


def test_moving_the_last_member_ends_the_cluster_it_left(w):
    for place in (4, 5):
        verbs.move_member(w.trafficking, recommendation=number(w, place), to=w.migrants, by=w.preparer)
    assert Cluster.objects.get(pk=w.trafficking.pk).ended_at
    assert members(w.migrants) == [1, 2, 3, 4, 5]


def test_a_recommendation_is_in_one_live_cluster_at_most(w):
    verbs.confirm_cluster(w.trafficking, by=w.preparer)
    with pytest.raises(NotPossible, match="Move it from there"):
        verbs.add_member(w.migrants, recommendation=number(w, 4), by=w.preparer)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClusterMember.objects.create(cluster=w.migrants, state_id="SVN", recommendation_id=number(w, 4))


def test_what_a_person_adds_leaves_the_suggestion_that_held_it(w):
    verbs.add_member(w.migrants, recommendation=number(w, 4), by=w.preparer)
    assert members(w.migrants) == [1, 2, 3, 4]
    assert Cluster.objects.get(pk=w.trafficking.pk).ended_at, "a suggestion of one is none"
    verbs.undo_last("SVN", by=w.preparer)
    assert (members(w.migrants), members(w.trafficking)) == ([1, 2, 3], [4, 5])


CHANGES = {
    "confirm": lambda w: verbs.confirm_cluster(w.migrants, by=w.preparer),
    "make": lambda w: verbs.make_cluster(
        "SVN", label="Own", recommendations=[number(w, 4), number(w, 6)], by=w.preparer
    ),
    "rename": lambda w: verbs.rename(w.migrants, label="Other", common_ask="Ratify it", by=w.preparer),
    "add": lambda w: verbs.add_member(w.migrants, recommendation=number(w, 6), by=w.preparer),
    "remove": lambda w: verbs.remove_member(w.migrants, recommendation=number(w, 1), by=w.preparer),
    "move": lambda w: verbs.move_member(w.migrants, recommendation=number(w, 1), to=w.trafficking, by=w.preparer),
    "note": lambda w: verbs.note_nuance(w.migrants, recommendation=number(w, 1), text="A note", by=w.preparer),
    "merge": lambda w: verbs.merge(w.migrants, other=w.trafficking, by=w.preparer),
    "split": lambda w: verbs.split(w.migrants, recommendations=[number(w, 1)], label="Part", by=w.preparer),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_logged_audited_and_taken_back_exactly(w, name):
    before = everything()
    CHANGES[name](w)
    assert everything() != before
    assert ClusterChange.objects.get().verb == name
    assert AuditEvent.objects.filter(action=f"cluster.{name}").count() == 1
    verbs.undo_last("SVN", by=w.focal_point)
    assert everything() == before
    assert not audit.verify().faults


def test_undoing_goes_back_one_change_after_the_other_to_the_first(w):
    states = [everything()]
    for name in ("rename", "note", "split", "merge"):
        CHANGES[name](w)
        states.append(everything())
    while questions.last_change("SVN", w.preparer):
        assert everything() == states.pop()
        verbs.undo_last("SVN", by=w.preparer)
    assert everything() == states.pop()
    assert not states
    with pytest.raises(NotPossible, match="no change to take back"):
        verbs.undo_last("SVN", by=w.preparer)


def test_undo_still_works_after_suggestions_were_made_anew(w):
    before = members(w.migrants)
    verbs.remove_member(w.migrants, recommendation=number(w, 1), by=w.preparer)
    take([draft(7, text="Publish a cadastre of caves")])
    verbs.make_cluster("SVN", label="Own", recommendations=[number(w, 6)], by=w.preparer)
    suggest_clusters("SVN", by=SYSTEM)
    verbs.undo_last("SVN", by=w.preparer)
    suggest_clusters("SVN", by=SYSTEM)
    verbs.undo_last("SVN", by=w.preparer)
    assert members(w.migrants) == before


def test_nobody_undoes_a_change_that_they_did_not_see(w):
    seen = CHANGES["confirm"](w) and questions.last_change("SVN", w.preparer)
    CHANGES["note"](w)
    with pytest.raises(NotPossible, match="Somebody changed"):
        verbs.undo_last("SVN", by=w.preparer, expected=seen.pk)


def test_a_page_that_is_older_than_the_cluster_changes_nothing(w):
    seen = w.migrants.row_version
    CHANGES["rename"](w)
    with pytest.raises(Outdated):
        verbs.remove_member(w.migrants, recommendation=number(w, 1), by=w.preparer, expected=seen)
    assert members(w.migrants) == [1, 2, 3]


@pytest.mark.parametrize(
    "name", ["coordinator", "administrator", "other_focal_point", "nhri", "ngo", "officer", "steward"]
)
def test_only_the_states_own_people_change_its_clusters(w, name):
    before, stranger = everything(), getattr(w, name)
    refused = [
        lambda: verbs.confirm_cluster(w.migrants, by=stranger),
        lambda: verbs.make_cluster("SVN", label="Own", recommendations=[number(w, 6)], by=stranger),
        lambda: verbs.merge(w.migrants, other=w.trafficking, by=stranger),
        lambda: verbs.undo_last("SVN", by=stranger),
        lambda: suggest_clusters("SVN", by=stranger),
        lambda: verbs.publish_clusters("SVN", by=stranger),
    ]
    for act in refused:
        with pytest.raises(NotEntitled):
            act()
    assert everything() == before


def test_another_states_recommendation_or_cluster_is_refused(w):
    foreign = w.norwegian.members.first().recommendation_id
    with pytest.raises(NotPossible, match="to this State"):
        verbs.add_member(w.migrants, recommendation=foreign, by=w.preparer)
    with pytest.raises(NotPossible):
        verbs.move_member(w.migrants, recommendation=number(w, 1), to=w.norwegian, by=w.preparer)
    assert members(w.migrants) == [1, 2, 3]


def test_a_title_is_needed_and_a_split_leaves_something(w):
    with pytest.raises(Incomplete, match="title"):
        verbs.rename(w.migrants, label=" ", by=w.preparer)
    everybody = [number(w, place) for place in (1, 2, 3)]
    with pytest.raises(Incomplete, match="leave at least one"):
        verbs.split(w.migrants, recommendations=everybody, label="All", by=w.preparer)


def test_only_the_focal_point_publishes_and_once(w):
    with pytest.raises(NotEntitled):
        verbs.publish_clusters("SVN", by=w.preparer)
    for _twice in range(2):
        verbs.publish_clusters("SVN", by=w.focal_point)
    assert AuditEvent.objects.filter(action="clusters.publish").count() == 1


def test_members_without_an_action_are_named(w):
    without = questions.uncovered(w.migrants, {number(w, 1), number(w, 3)})
    assert [member.recommendation_id for member in without] == [number(w, 2)]
