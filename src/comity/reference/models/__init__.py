from comity.reference.models.goals import SdgGoal, SdgIndicator, SdgTarget
from comity.reference.models.instrument import Instrument, Provision, TreatyStatus
from comity.reference.models.review import DataRelease, UprReview, UprSession
from comity.reference.models.state import State, StateGroup
from comity.reference.models.tags import Body, Issue, PersonsGroup, Sector, Theme

__all__ = [
    "Body",
    "DataRelease",
    "Instrument",
    "Issue",
    "PersonsGroup",
    "Provision",
    "SdgGoal",
    "SdgIndicator",
    "SdgTarget",
    "Sector",
    "State",
    "StateGroup",
    "Theme",
    "TreatyStatus",
    "UprReview",
    "UprSession",
]
