"""Named questions about clusters; the visibility of rows is in the models."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from comity.commitments.clustering import Group, Wording, group
from comity.commitments.models import Cluster, ClusterChange, ClusterList, ClusterMember, Recommendation
from comity.commitments.models.recommendation import RecommendationQuerySet
from comity.commitments.models.visibility import states_of
from comity.commitments.queries import listed


def found_for(state: str, user: Any) -> list[Group]:
    """The groups among the State's recommendations, as the grouping finds them now."""
    rows = listed(user, kind=Recommendation.Kind.RECOMMENDATION, state=state)
    return group(Wording(*row) for row in rows.values_list("id", "text", "language"))


def live_clusters(state: str, user: Any) -> QuerySet[Cluster]:
    """The State's clusters that ``user`` may know of, with their members' recommendations."""
    rows = Cluster.objects.visible_to(user).filter(state=state)
    return rows.select_related("lead").prefetch_related("members__recommendation")


def in_no_cluster(state: str, user: Any) -> RecommendationQuerySet:
    """The State's recommendations that no cluster holds: for the State's own people, since suggestions count."""
    rows = listed(user, kind=Recommendation.Kind.RECOMMENDATION, state=state)
    if state not in states_of(user):
        return rows.none()
    return rows.exclude(pk__in=ClusterMember.objects.filter(state=state).values("recommendation"))


def uncovered(cluster: Cluster, covered: Collection[int]) -> list[ClusterMember]:
    """Members without an action. ``covered``: recommendations that some action of the plan answers."""
    return [member for member in cluster.members.all() if member.recommendation_id not in covered]


def changes(state: str, user: Any) -> QuerySet[ClusterChange]:
    """What was changed, latest first, for the State's own people."""
    rows = ClusterChange.objects.filter(state=state).select_related("by")
    return rows if state in states_of(user) else rows.none()


def last_change(state: str, user: Any) -> ClusterChange | None:
    """The change that an undo would take back."""
    return changes(state, user).filter(undone=False).first()


def is_published(state: str) -> bool:
    return ClusterList.objects.filter(state=state, published_at__isnull=False).exists()
