"""Suggested clusters: made anew whenever recommendations come in; what a person confirmed or changed is left alone."""

from typing import NamedTuple

from django.db import transaction

from comity.commitments.clustering import Group
from comity.commitments.clusters import found_for
from comity.commitments.domain.cluster_changes import entitled, lock
from comity.commitments.models import Cluster, ClusterMember, Recommendation
from comity.kernel import audit
from comity.kernel.roles import Capacity, Person, held


class Suggested(NamedTuple):
    """How many suggestions there are now, and how many of them are new."""

    suggestions: int
    new: int


@transaction.atomic
def suggest_clusters(state: str, *, by: Person) -> Suggested:
    """Group the State's recommendations; for its own people, and for the system after an import.

    A suggestion that is found again stays what it is. A group that has a confirmed cluster's members in it proposes its
    further members for that cluster, unless a person took them out of it.
    """
    capacity = _capacity(state, by)
    lock(state)
    taken, set_aside = _confirmed(state)
    groups: dict[tuple[int, ...], Group] = {}
    proposals: dict[int, set[int]] = {}
    for found in found_for(state, by):
        free = tuple(member for member in found.members if member not in taken)
        clusters = {taken[member] for member in found.members if member in taken}
        if len(clusters) == 1:
            proposals.setdefault(min(clusters), set()).update(free)
        elif len(free) > 1:
            groups[free] = found
    _propose(state, proposals, set_aside)
    new = _replace(state, groups)
    audit.append(by=capacity, action="clusters.suggest", subject_type="clusters", subject=state,
                 suggestions=len(groups), new=new)  # fmt: skip
    return Suggested(len(groups), new)


def _capacity(state: str, by: Person) -> Capacity:
    system = held(by.capacities(), ["system"])
    return system[0] if system else entitled(state, by)


def _confirmed(state: str) -> tuple[dict[int, int], dict[int, set[int]]]:
    """The confirmed cluster of each recommendation in one, and what was set aside from each confirmed cluster."""
    rows = Cluster.objects.filter(state=state, confirmed_at__isnull=False, ended_at__isnull=True)
    set_aside = {pk: set(numbers) for pk, numbers in rows.values_list("pk", "set_aside")}
    members = ClusterMember.objects.filter(cluster__in=set_aside).values_list("recommendation", "cluster")
    return dict(members), set_aside


def _propose(state: str, proposals: dict[int, set[int]], set_aside: dict[int, set[int]]) -> None:
    for cluster in Cluster.objects.filter(state=state, pk__in=set_aside):
        proposed = sorted(proposals.get(cluster.pk, set()) - set_aside[cluster.pk])
        if proposed != cluster.proposed:
            cluster.proposed = proposed
            cluster.save(update_fields=["proposed"])


def _replace(state: str, groups: dict[tuple[int, ...], Group]) -> int:
    """Keep suggestions that have the same members still, drop the others, add the new ones; returns how many."""
    rows = Cluster.objects.filter(state=state, confirmed_at__isnull=True, ended_at__isnull=True)
    outdated, kept = [], set()
    for cluster in rows.prefetch_related("members"):
        members = tuple(sorted(member.recommendation_id for member in cluster.members.all()))
        if members in groups:
            kept.add(members)
        else:
            outdated.append(cluster.pk)
    Cluster.objects.filter(pk__in=outdated).delete()
    _write(state, {members: found for members, found in groups.items() if members not in kept})
    return len(groups) - len(kept)


def _write(state: str, groups: dict[tuple[int, ...], Group]) -> None:
    asks = dict(
        Recommendation.objects.filter(pk__in=[found.common_ask for found in groups.values()]).values_list("pk", "text")
    )
    clusters = Cluster.objects.bulk_create(
        Cluster(
            state_id=state, label=found.label, common_ask=asks[found.common_ask], why=found.why.as_data(),
            formed_by=Cluster.FormedBy.SUGGESTION,
        )
        for found in groups.values()
    )  # fmt: skip
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=cluster, state_id=state, recommendation_id=member)
        for cluster, members in zip(clusters, groups, strict=True)
        for member in members
    )
