"""Whose turn it is, and by when (rules R9, R19): the duty holder and the last day, never a fault."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from comity.assistance.domain.machines import OFFER, PLAN, REQUEST
from comity.assistance.enums import PlanStatus, RequestStatus
from comity.assistance.models import Offer, Plan, SupportRequest
from comity.kernel.deadlines import due, is_overdue
from comity.kernel.roles import Role

REQUEST_LIMITS = {
    RequestStatus.SUBMITTED: "acknowledge",
    RequestStatus.ACKNOWLEDGED: "screen",
    RequestStatus.ADMISSIBLE: "briefing",
    RequestStatus.ASSESSING: "assessment_report",
    RequestStatus.OPEN: "responses",
    RequestStatus.PLANNING: "plan_draft",
    RequestStatus.AGREED: "share",
    RequestStatus.IN_DELIVERY: "progress_plan",
    RequestStatus.COMPLETED: "closure",
}
PLAN_LIMITS = {
    PlanStatus.DRAFT: "plan_draft",
    PlanStatus.PROPOSED: "plan_approval",
    PlanStatus.CONSULTATION: "plan_approval",
    PlanStatus.BY_STATE: "plan_approval",
    PlanStatus.BY_PROVIDER: "plan_approval",
    PlanStatus.ACTIVE: "progress_plan",
}


@dataclass(frozen=True)
class Turn:
    """``roles``: whose turn; empty where nobody's. ``last_day``: None where no limit runs."""

    roles: tuple[str, ...]
    last_day: date | None

    @property
    def overdue(self) -> bool:
        return is_overdue(self.last_day)

    @property
    def holder(self) -> str:
        """The duty holder in words, for example “State focal point or provider clearer”."""
        return _(" or ").join(str(Role(role).label) for role in self.roles)


def request_turn(request: SupportRequest) -> Turn:
    status = RequestStatus(request.status)
    roles = REQUEST.turn[status]
    if status in (RequestStatus.ADMISSIBLE, RequestStatus.ASSESSING):
        roles = _turn_of_assessment(request, status)
    name = REQUEST_LIMITS.get(status)
    return Turn(roles, due(name, request.status_since) if name else None)


def _turn_of_assessment(request: SupportRequest, status: RequestStatus) -> tuple[str, ...]:
    """The State decides on a proposed assessment and on its report; everything else is the coordinator's."""
    assessments = list(request.assessments.all())  # type: ignore[attr-defined]  # all(): lists prefetch it
    waiting = [one for one in assessments if one.approved_at is None]
    if status == RequestStatus.ADMISSIBLE:
        return (Role.STATE_FOCAL_POINT,) if waiting else (Role.COORDINATOR,)
    reported = any(one.reported_at for one in waiting)
    return (Role.STATE_FOCAL_POINT,) if reported else (Role.COORDINATOR,)


def offer_turn(offer: Offer) -> Turn:
    roles = OFFER.turn[offer.status]
    return Turn(roles, offer.valid_until if roles else None)


def plan_turn(plan: Plan) -> Turn:
    status = PlanStatus(plan.status)
    name = PLAN_LIMITS.get(status)
    return Turn(PLAN.turn[status], due(name, plan.status_since) if name else None)


def in_my_turn(roles: tuple[str, ...], user: Any) -> bool:
    return bool(set(roles) & user.roles())
