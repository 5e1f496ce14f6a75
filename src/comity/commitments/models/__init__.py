from comity.commitments.models.imports import ImportRun
from comity.commitments.models.recommendation import Recommendation

__all__ = ["ImportRun", "Recommendation"]
