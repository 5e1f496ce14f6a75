"""Every change of a State's clusters. For its preparers and its focal point; each can be taken back."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.commitments.domain.cluster_changes import Work, changing, entitled, lock, put_back
from comity.commitments.models import Cluster, ClusterChange, ClusterList, ClusterMember, Recommendation
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotPossible
from comity.kernel.roles import Person, Role

LONGEST_LABEL = 200


def confirm_cluster(cluster: Cluster, *, by: Person, expected: int | None = None) -> Cluster:
    """Say that these recommendations do belong together: suggestions made anew leave the cluster alone."""
    with changing(cluster.state_id, cluster, verb="confirm", by=by, expected=expected) as work:
        return work.clusters[0]


def make_cluster(state: str, *, label: str, recommendations: Collection[int], by: Person) -> Cluster:
    """Put recommendations that no confirmed cluster holds together."""
    with changing(state, verb="make", by=by) as work:
        cluster = work.begin(_label(label))
        _put_in(work, cluster, recommendations, by)
    return cluster


def rename(cluster: Cluster, *, label: str, common_ask: str = "", by: Person, expected: int | None = None) -> Cluster:
    """Give the cluster another title, and say in words what all of its members ask."""
    with changing(cluster.state_id, cluster, verb="rename", by=by, expected=expected) as work:
        fresh = work.clusters[0]
        fresh.label, fresh.common_ask = _label(label), common_ask.strip()
    return fresh


def add_member(cluster: Cluster, *, recommendation: int, by: Person, expected: int | None = None) -> Cluster:
    """Put one more recommendation in. One that a confirmed cluster holds is moved from there, not added."""
    return add_members(cluster, recommendations=[recommendation], by=by, expected=expected)


def add_members(
    cluster: Cluster, *, recommendations: Collection[int], by: Person, expected: int | None = None
) -> Cluster:
    """The same with several at once, as one change."""
    with changing(cluster.state_id, cluster, verb="add", by=by, expected=expected) as work:
        fresh = work.clusters[0]
        _put_in(work, fresh, recommendations, by)
    return fresh


def remove_member(cluster: Cluster, *, recommendation: int, by: Person, expected: int | None = None) -> Cluster:
    """Take a recommendation out; the grouping will not propose it for this cluster again."""
    with changing(cluster.state_id, cluster, verb="remove", by=by, expected=expected) as work:
        fresh = work.clusters[0]
        _member(fresh, recommendation).delete()
        fresh.set_aside = sorted({*fresh.set_aside, recommendation})
    return fresh


def move_member(
    cluster: Cluster, *, recommendation: int, to: Cluster, by: Person, expected: int | None = None
) -> Cluster:
    """Move a recommendation, with its note, into another cluster of the State; returns that one."""
    if to.pk == cluster.pk:
        raise NotPossible(_("The recommendation is in this cluster already."))
    with changing(cluster.state_id, cluster, to, verb="move", by=by, expected=expected) as work:
        source, target = work.clusters
        _move([_member(source, recommendation)], target)
        source.set_aside = sorted({*source.set_aside, recommendation})
    return target


def note_nuance(
    cluster: Cluster, *, recommendation: int, text: str, by: Person, expected: int | None = None
) -> Cluster:
    """Note what one member adds to the common ask, or limits; an empty note takes it away."""
    with changing(cluster.state_id, cluster, verb="note", by=by, expected=expected) as work:
        member = _member(work.clusters[0], recommendation)
        member.nuance = text.strip()
        member.save(update_fields=["nuance"])
    return work.clusters[0]


def merge(cluster: Cluster, *, other: Cluster, by: Person, expected: int | None = None) -> Cluster:
    """Put all members of ``other``, with their notes, into ``cluster``; the other one ends."""
    if other.pk == cluster.pk:
        raise NotPossible(_("Choose another cluster to merge with."))
    with changing(cluster.state_id, cluster, other, verb="merge", by=by, expected=expected) as work:
        fresh, gone = work.clusters
        _move(list(gone.members.all()), fresh)
        fresh.set_aside = sorted({*fresh.set_aside, *gone.set_aside} - _numbers(fresh))
        fresh.proposed = sorted({*fresh.proposed, *gone.proposed} - _numbers(fresh))
    return fresh


def split(
    cluster: Cluster, *, recommendations: Collection[int], label: str, by: Person, expected: int | None = None
) -> Cluster:
    """Put some members, with their notes, into a cluster of their own; returns it."""
    with changing(cluster.state_id, cluster, verb="split", by=by, expected=expected) as work:
        fresh = work.clusters[0]
        parting = [_member(fresh, number) for number in sorted(set(recommendations))]
        if not parting or len(parting) == fresh.members.count():
            raise Incomplete(_("Choose some of the members, and leave at least one."))
        _move(parting, work.begin(_label(label)))
    return work.clusters[1]


@transaction.atomic
def undo_last(state: str, *, by: Person, expected: int | None = None) -> ClusterChange:
    """Take the latest change of the State's clusters back; again, and the one before it.

    ``expected``: the change that the person saw as the latest.
    """
    capacity = entitled(state, by)
    lock(state)
    change = ClusterChange.objects.filter(state=state, undone=False).first()
    if change is None:
        raise NotPossible(_("There is no change to take back."))
    if expected is not None and expected != change.pk:
        raise NotPossible(_("Somebody changed the clusters since. Look at what the latest change is, then decide."))
    put_back(state, change.before, change.after)
    change.undone = True
    change.save(update_fields=["undone"])
    audit.append(by=capacity, action="cluster.undo", subject_type="cluster", subject=change.after[0]["id"],
                 change=change.pk)  # fmt: skip
    return change


@transaction.atomic
def publish_clusters(state: str, *, by: Person) -> ClusterList:
    """Let everybody read the confirmed clusters, now and later. The focal point's alone."""
    return _publish(state, by, published=True)


@transaction.atomic
def withdraw_clusters(state: str, *, by: Person) -> ClusterList:
    """Make the clusters the State's working material again."""
    return _publish(state, by, published=False)


def _publish(state: str, by: Person, *, published: bool) -> ClusterList:
    capacity = entitled(state, by, [Role.STATE_FOCAL_POINT])
    whole = lock(state)
    if (whole.published_at is not None) != published:
        whole.published_at = timezone.now() if published else None
        whole.save()
        verb = "publish" if published else "withdraw"
        audit.append(by=capacity, action=f"clusters.{verb}", subject_type="clusters", subject=state)
    return whole


def _label(given: str) -> str:
    label = given.strip()
    if not label:
        raise Incomplete(_("Give the cluster a title."))
    if len(label) > LONGEST_LABEL:
        raise Incomplete(_("The title is too long; at most 200 characters fit."))
    return label


def _member(cluster: Cluster, recommendation: int) -> ClusterMember:
    member = cluster.members.filter(recommendation=recommendation).first()
    if member is None:
        raise NotPossible(_("This recommendation is not in the cluster any more."))
    return member


def _numbers(cluster: Cluster) -> set[int]:
    return set(cluster.members.values_list("recommendation", flat=True))


def _move(members: Collection[ClusterMember], to: Cluster) -> None:
    ClusterMember.objects.filter(pk__in=[member.pk for member in members]).update(cluster=to)


def _put_in(work: Work, cluster: Cluster, recommendations: Collection[int], by: Person) -> None:
    state, wanted = cluster.state_id, set(recommendations)
    rows = Recommendation.objects.filter(pk__in=wanted, state=state, kind=Recommendation.Kind.RECOMMENDATION)
    if not wanted or rows.count() != len(wanted):
        raise NotPossible(_("Choose recommendations to this State."))
    work.take_out_of_suggestions(wanted)
    if elsewhere := ClusterMember.objects.filter(state=state, recommendation__in=wanted).first():
        raise NotPossible(
            _("The cluster “%(title)s” holds this recommendation already. Move it from there.")
            % {"title": elsewhere.cluster.label}
        )
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=cluster, state_id=state, recommendation_id=number, added_by_id=by.pk)
        for number in sorted(wanted)
    )
    cluster.proposed = [number for number in cluster.proposed if number not in wanted]
    cluster.set_aside = [number for number in cluster.set_aside if number not in wanted]
