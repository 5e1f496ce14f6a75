from comity.commitments.models.actions import ActionReport, ImplementationAction
from comity.commitments.models.cluster import Cluster, ClusterChange, ClusterList, ClusterMember
from comity.commitments.models.followup import Evidence, StatusEntry
from comity.commitments.models.imports import ImportRun
from comity.commitments.models.recommendation import Recommendation
from comity.commitments.models.tags import TagBatch, TagDecision, TagKind, TagReading, TagSuggestion

__all__ = [
    "ActionReport",
    "Cluster",
    "ClusterChange",
    "ClusterList",
    "ClusterMember",
    "Evidence",
    "ImplementationAction",
    "ImportRun",
    "Recommendation",
    "StatusEntry",
    "TagBatch",
    "TagDecision",
    "TagKind",
    "TagReading",
    "TagSuggestion",
]
