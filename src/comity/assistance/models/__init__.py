from comity.assistance.models.offer import Offer, OfferItem, Pairing
from comity.assistance.models.parts import Attachment, CommitmentLink, ConsultationRecord, NeedItem, PreparingBody
from comity.assistance.models.plan import Component, Milestone, Output, Plan, PlanAcceptance, PlanVersion
from comity.assistance.models.progress import ClosureView, ProgressUpdate
from comity.assistance.models.request import Contributor, ProviderChoice, RequestState, RequestVersion, SupportRequest
from comity.assistance.models.review import Assessment, Screening, StakeholderNote

__all__ = [
    "Assessment", "Attachment", "ClosureView", "CommitmentLink", "Component", "ConsultationRecord", "Contributor",
    "Milestone", "NeedItem", "Offer", "OfferItem", "Output", "Pairing", "Plan", "PlanAcceptance", "PlanVersion",
    "PreparingBody", "ProgressUpdate", "ProviderChoice", "RequestState", "RequestVersion", "Screening",
    "StakeholderNote", "SupportRequest",
]  # fmt: skip
