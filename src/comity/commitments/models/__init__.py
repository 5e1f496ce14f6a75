from comity.commitments.models.cluster import Cluster, ClusterChange, ClusterList, ClusterMember
from comity.commitments.models.imports import ImportRun
from comity.commitments.models.recommendation import Recommendation

__all__ = ["Cluster", "ClusterChange", "ClusterList", "ClusterMember", "ImportRun", "Recommendation"]
