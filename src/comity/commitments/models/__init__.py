from comity.commitments.models.imports import ImportRun
from comity.commitments.models.recommendation import Recommendation
from comity.commitments.models.submission import ContactAccess, SenderContact, Submission, SubmissionAddition
from comity.commitments.models.treaty_report import TreatyReport
from comity.commitments.models.voice import Voice

__all__ = [
    "ContactAccess",
    "ImportRun",
    "Recommendation",
    "SenderContact",
    "Submission",
    "SubmissionAddition",
    "TreatyReport",
    "Voice",
]
