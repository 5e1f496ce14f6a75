"""Recommendations to two States for tests of clusters, and the world's people."""

from types import SimpleNamespace

from comity.commitments.domain.suggesting import suggest_clusters
from comity.commitments.models import Cluster, ClusterMember, Recommendation
from comity.kernel.roles import System
from tests import world
from tests.commitments.drafts import draft, take

SLOVENIA = (
    "Ratify ICRMW",
    "Consider ratifying the Convention on the Protection of the Rights of All Migrant Workers",
    "Ratify ICRMW (Peru)",
    "Combat trafficking in persons",
    "Continue efforts to combat human trafficking, especially of women",
    "Publish a cadastre of caves",
)
SYSTEM = System("import")


def build() -> SimpleNamespace:
    """The world with six recommendations to Slovenia (two asks and one alone) and two to Norway, all suggested."""
    w = world.build()
    take(draft(number, text=text) for number, text in enumerate(SLOVENIA, start=1))
    take(draft(number, states=["NOR"], text="Ratify ICRMW") for number in (11, 12))
    w.recommendations = list(Recommendation.objects.filter(state="SVN").order_by("id"))
    suggest_clusters("SVN", by=SYSTEM)
    suggest_clusters("NOR", by=SYSTEM)
    w.migrants, w.trafficking = Cluster.objects.filter(state="SVN").order_by("id")
    w.norwegian = Cluster.objects.get(state="NOR")
    return w


def members(cluster) -> list[int]:
    """Numbers of the recommendations in the cluster, from 1 in the order above for Slovenia's."""
    first = Recommendation.objects.order_by("id").values_list("id", flat=True)[0]
    rows = ClusterMember.objects.filter(cluster=cluster).order_by("recommendation")
    return [number - first + 1 for number in rows.values_list("recommendation", flat=True)]


def everything(state="SVN"):
    """What all live clusters of the State are, without their versions."""
    rows = Cluster.objects.filter(state=state, ended_at__isnull=True).order_by("id")
    return [
        (row.pk, row.label, row.common_ask, row.is_suggestion, row.set_aside,
         list(row.members.values_list("recommendation", "nuance")))
        for row in rows
    ]  # fmt: skip
