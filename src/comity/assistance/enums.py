"""States and closed vocabularies of requests, offers and plans."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    ENDORSED = "endorsed", _("Endorsed")
    SUBMITTED = "submitted", _("Submitted")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    RETURNED = "returned", _("Returned for completion")
    ADMISSIBLE = "admissible", _("Admissible")
    DECLINED = "declined", _("Declined")
    ASSESSING = "assessing", _("Needs assessment")
    OPEN = "open", _("Open for offers")
    UNMET = "unmet", _("Unmet")
    PLANNING = "planning", _("Planning")
    AGREED = "agreed", _("Plan agreed")
    IN_DELIVERY = "in_delivery", _("In delivery")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    ON_HOLD = "on_hold", _("On hold")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class OfferStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    CLEARED = "cleared", _("Cleared")
    SUBMITTED = "submitted", _("Submitted")
    CONSIDERED = "under_consideration", _("Under consideration")
    ACCEPTED = "accepted", _("Accepted")
    IN_PART = "accepted_in_part", _("Accepted in part")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class PlanStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    CONSULTATION = "consultation", _("In consultation")
    BY_STATE = "accepted_by_state", _("Accepted by the State")
    BY_PROVIDER = "accepted_by_provider", _("Accepted by the provider")
    AGREED = "agreed", _("Agreed")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    TERMINATED = "terminated", _("Terminated")


class ComponentStatus(TextChoices):
    PIPELINE = "pipeline", _("In preparation")
    IMPLEMENTATION = "implementation", _("In implementation")
    FINALISATION = "finalisation", _("Being finalised")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")
    SUSPENDED = "suspended", _("Suspended")


class Audience(TextChoices):
    NAMED = "named", _("only the organisations that we name")
    UN_AGENCIES = "un-agencies", _("all United Nations entities taking part")
    PARTICIPANTS = "participants", _("all registered participants")
    PUBLIC = "public", _("everybody")


class Extent(TextChoices):
    NOTHING = "nothing", _("nothing")
    TITLE_AREA = "title-area", _("title, need areas and state of the request")
    SUMMARY = "summary", _("also the summary, the needs and the commitments served")
    FULL = "full", _("the full request, without attachments and preferences about providers")


class ReportUse(TextChoices):
    NO = "no", _("no use")
    AGGREGATED = "aggregated", _("in totals only")
    NAMED = "named", _("with the name of the State")


class Coverage(TextChoices):
    """Derived from offers, pairings and components; never typed by anybody."""

    UNMET = "unmet", _("No offer yet")
    OFFERED = "offered", _("Offered")
    PARTLY = "partly_covered", _("Partly covered")
    COVERED = "covered", _("Covered, says the State")
    DELIVERED = "delivered", _("Delivered")


class MoneyStatus(TextChoices):
    """A pledge never enters a total (rule R6)."""

    PLEDGE = "pledge", _("pledge, not binding")
    COMMITMENT = "commitment", _("commitment")


class Side(TextChoices):
    STATE = "state", _("State")
    PROVIDER = "provider", _("Provider")


class Rating(TextChoices):
    ACHIEVED = "achieved", _("Achieved")
    LARGELY = "largely", _("Largely achieved")
    PARTLY = "partly", _("Partly achieved")
    NOT = "not", _("Not achieved")
