from comity.commitments.models.actions import ActionReport, ImplementationAction
from comity.commitments.models.cluster import Cluster, ClusterChange, ClusterList, ClusterMember
from comity.commitments.models.followup import Evidence, StatusEntry
from comity.commitments.models.imports import ImportRun
from comity.commitments.models.recommendation import Recommendation
from comity.commitments.models.submission import ContactAccess, SenderContact, Submission, SubmissionAddition
from comity.commitments.models.tags import TagBatch, TagDecision, TagKind, TagReading, TagSuggestion
from comity.commitments.models.treaty_report import TreatyReport
from comity.commitments.models.voice import Voice

__all__ = [
    "ActionReport",
    "Cluster",
    "ClusterChange",
    "ClusterList",
    "ClusterMember",
    "ContactAccess",
    "Evidence",
    "ImplementationAction",
    "ImportRun",
    "Recommendation",
    "SenderContact",
    "StatusEntry",
    "Submission",
    "SubmissionAddition",
    "TagBatch",
    "TagDecision",
    "TagKind",
    "TagReading",
    "TagSuggestion",
    "TreatyReport",
    "Voice",
]
