"""How a change of clusters is written, so that it can be taken back: what they were before it, and after."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from comity.commitments.models import Cluster, ClusterChange, ClusterList, ClusterMember, Recommendation
from comity.kernel import audit
from comity.kernel.errors import NotEntitled, NotPossible, Outdated
from comity.kernel.roles import STATE_ROLES, Capacity, Person, held

FIELDS = ("label", "common_ask", "why", "formed_by", "lead_id", "proposed", "set_aside")
A_GROUP = 2  # a suggestion groups two and more


class Work:
    """One change under way: the clusters it concerns, fresh, in the order in which they were named."""

    def __init__(self, state: str, clusters: list[Cluster]) -> None:
        self.state, self.clusters = state, clusters
        self.before = [snapshot(cluster) for cluster in clusters]
        self._robbed: list[Cluster] = []

    def begin(self, label: str) -> Cluster:
        """A further cluster, made by a person."""
        made = Cluster.objects.create(state_id=self.state, label=label, formed_by=Cluster.FormedBy.PERSON)
        self.clusters.append(made)
        return made

    def take_out_of_suggestions(self, recommendations: Collection[int]) -> None:
        """What a person puts into a cluster leaves the suggestion that held it."""
        ours = [cluster.pk for cluster in self.clusters]
        for cluster in _suggestions_with(self.state, recommendations).exclude(pk__in=ours):
            self.before.append(snapshot(cluster))
            self._robbed.append(cluster)
            _rob(cluster, recommendations)

    def close(self) -> list[dict[str, Any]]:
        """Confirm what a person changed, end what is left empty; returns what all clusters are now."""
        for cluster in self.clusters:
            _close(cluster)
        return [snapshot(cluster) for cluster in (*self.clusters, *self._robbed)]


def entitled(state: str, by: Person, roles: Iterable[str] = STATE_ROLES) -> Capacity:
    """The capacity in which ``by`` works on the State's clusters."""
    for capacity in held(by.capacities(), roles):
        if capacity.state == state:
            return capacity
    raise NotEntitled(_("Only the State's own people work on its clusters."))


@contextmanager
def changing(state: str, *clusters: Cluster, verb: str, by: Person, expected: int | None = None) -> Iterator[Work]:
    """Lock the State's clusters, then log and audit what the block did.

    ``expected``: row version of the first cluster that the person saw. A cluster that a person changed is confirmed by
    that; one that is left without members ends.
    """
    with transaction.atomic():
        capacity = entitled(state, by)
        lock(state)
        work = Work(state, [_fresh(cluster, state) for cluster in clusters])
        if expected is not None and work.clusters and work.clusters[0].row_version != expected:
            raise Outdated
        yield work
        first, after = work.clusters[0], work.close()
        log = ClusterChange.objects.create(
            state_id=state, verb=verb, label=first.label, before=work.before, after=after, by_id=by.pk
        )
        audit.append(
            by=capacity, action=f"cluster.{verb}", subject_type="cluster", subject=first.pk, change=log.pk,
            clusters=[kept["id"] for kept in after],
        )  # fmt: skip


def lock(state: str) -> ClusterList:
    ClusterList.objects.get_or_create(state_id=state)
    return ClusterList.objects.select_for_update().get(state_id=state)


def _fresh(cluster: Cluster, state: str) -> Cluster:
    fresh = Cluster.objects.filter(pk=cluster.pk, state=state, ended_at__isnull=True).first()
    if fresh is None:
        raise NotPossible(_("This cluster does not exist any more: it was merged, replaced or left empty."))
    return fresh


def _close(cluster: Cluster) -> None:
    now = timezone.now()
    cluster.confirmed_at = cluster.confirmed_at or now
    cluster.ended_at = None if cluster.members.exists() else now
    cluster.row_version += 1
    cluster.save()


def snapshot(cluster: Cluster) -> dict[str, Any]:
    kept: dict[str, Any] = {name: getattr(cluster, name) for name in FIELDS}
    kept |= {
        "id": cluster.pk,
        "confirmed_at": _written(cluster.confirmed_at),
        "ended_at": _written(cluster.ended_at),
        "members": list(cluster.members.values("recommendation_id", "nuance", "added_by_id")),
    }
    return kept


def _written(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def put_back(state: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    """Make the clusters of ``after`` what they were in ``before``; those that were not there yet end."""
    concerned = {kept["id"] for kept in (*before, *after)}
    ClusterMember.objects.filter(cluster__in=concerned).delete()
    for pk in concerned - {kept["id"] for kept in before}:
        Cluster.objects.filter(pk=pk).update(ended_at=timezone.now())
    for kept in before:
        _restore(state, kept)


def _restore(state: str, kept: dict[str, Any]) -> None:
    cluster = Cluster.objects.filter(pk=kept["id"]).first()
    if cluster is None:  # a suggestion that was replaced by newer ones since
        return
    for name in FIELDS:
        setattr(cluster, name, kept[name])
    cluster.confirmed_at, cluster.ended_at = _read(kept["confirmed_at"]), _read(kept["ended_at"])
    cluster.row_version += 1
    cluster.save()
    numbers = [member["recommendation_id"] for member in kept["members"]]
    for suggestion in _suggestions_with(state, numbers).exclude(pk=cluster.pk):
        _rob(suggestion, numbers)
    still_there = set(Recommendation.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=cluster, state_id=state, **member)
        for member in kept["members"]
        if member["recommendation_id"] in still_there
    )


def _read(written: str | None) -> Any:
    return parse_datetime(written) if written else None


def _suggestions_with(state: str, recommendations: Collection[int]) -> QuerySet[Cluster]:
    held = ClusterMember.objects.filter(state=state, recommendation__in=recommendations).values("cluster")
    return Cluster.objects.filter(pk__in=held, confirmed_at__isnull=True, ended_at__isnull=True)


def _rob(suggestion: Cluster, recommendations: Collection[int]) -> None:
    suggestion.members.filter(recommendation__in=recommendations).delete()
    if suggestion.members.count() < A_GROUP:
        suggestion.members.all().delete()
        suggestion.ended_at = timezone.now()
        suggestion.save(update_fields=["ended_at"])
