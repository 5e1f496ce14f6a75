from comity.people.models.invitation import Invitation
from comity.people.models.membership import Membership
from comity.people.models.organisation import Organisation
from comity.people.models.user import User

__all__ = ["Invitation", "Membership", "Organisation", "User"]
