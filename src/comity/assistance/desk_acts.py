"""What the person whose turn it is may do, in words. Every question is answered from what the desk has already read."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.assistance.enums import OfferStatus as O
from comity.assistance.enums import PlanStatus as P
from comity.assistance.enums import RequestStatus as R
from comity.assistance.enums import Side
from comity.assistance.models import Offer, Plan, RequestState
from comity.assistance.reading import Reading
from comity.assistance.turns import Turn
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Role

if TYPE_CHECKING:
    from comity.assistance.desk import Desk

SP, SF, CO = Role.STATE_PREPARER, Role.STATE_FOCAL_POINT, Role.COORDINATOR
PA, PC = Role.PROVIDER_OFFICER, Role.PROVIDER_CLEARER

REQUEST_ACTS = {
    (R.DRAFT, SP): gettext_lazy("Go on writing"),
    (R.DRAFT, SF): gettext_lazy("Read, and endorse once complete"),
    (R.ENDORSED, SF): gettext_lazy("Decide on consent and submit"),
    (R.SUBMITTED, CO): gettext_lazy("Acknowledge"),
    (R.ACKNOWLEDGED, CO): gettext_lazy("Screen, or return for completion"),
    (R.RETURNED, SP): gettext_lazy("Add what is missing"),
    (R.RETURNED, SF): gettext_lazy("Submit again once complete"),
    (R.ADMISSIBLE, CO): gettext_lazy("Circulate, or propose a needs assessment"),
    (R.ADMISSIBLE, SF): gettext_lazy("Decide on the needs assessment"),
    (R.ASSESSING, CO): gettext_lazy("Hand in the assessment report"),
    (R.ASSESSING, SF): gettext_lazy("Decide on the assessment report"),
    (R.UNMET, SF): gettext_lazy("Renew, or withdraw"),
    (R.PLANNING, CO): gettext_lazy("Bring the plan together"),
    (R.AGREED, CO): gettext_lazy("Share the plan and begin"),
    (R.ON_HOLD, SF): gettext_lazy("Take up again, when ready"),
    (R.ON_HOLD, CO): gettext_lazy("Take up again, when ready"),
}
OFFER_ACTS = {
    (O.DRAFT, PA): gettext_lazy("Finish the offer"),
    (O.DRAFT, PC): gettext_lazy("Read and clear the offer"),
    (O.CLEARED, PC): gettext_lazy("Send the offer to the State"),
    (O.SUBMITTED, SF): gettext_lazy("Take the offer under consideration"),
    (O.CONSIDERED, SF): gettext_lazy("Decide on the offer"),
}
PLAN_ACTS = {
    (P.DRAFT, CO): gettext_lazy("Write the plan"),
    (P.DRAFT, PC): gettext_lazy("Write your component"),
    (P.DRAFT, PA): gettext_lazy("Write your component"),
    (P.PROPOSED, CO): gettext_lazy("Put the plan to both sides"),
    (P.CONSULTATION, SF): gettext_lazy("Decide on the plan"),
    (P.CONSULTATION, PC): gettext_lazy("Decide on the plan"),
    (P.BY_STATE, PC): gettext_lazy("Decide on the plan"),
    (P.BY_PROVIDER, SF): gettext_lazy("Decide on the plan"),
    (P.ACTIVE, PC): gettext_lazy("Report progress"),
    (P.SUSPENDED, SF): gettext_lazy("Take the plan up again, or end it"),
    (P.SUSPENDED, PC): gettext_lazy("Take the plan up again, or end it"),
}


def request_act(reading: Reading, turn: Turn, desk: "Desk") -> str:
    """What waits for the desk's owner in this request; empty where nothing does."""
    request = reading.request
    if request.status in (R.OPEN, R.IN_DELIVERY, R.COMPLETED):
        return _later_act(reading, turn, desk)
    if reading.scope == "circulated":
        return _("Read and comment") if request.pk in desk.invited else ""
    roles = _roles_on(reading, desk)
    if not roles & STATE_ROLES and reading.scope == "own":
        return _invitation(reading, desk)
    if request.status in (R.DRAFT, R.ENDORSED, R.RETURNED) and request.pk in desk.written_on:
        roles -= {SF}
    return _first(REQUEST_ACTS, request.status, turn, roles)


def _roles_on(reading: Reading, desk: "Desk") -> frozenset[str]:
    """The person's roles towards this very request."""
    roles = desk.roles & {CO} if reading.scope == "coordinator" else frozenset()
    if reading.scope == "own":
        state = reading.request.state_id
        roles |= {role for role in (SP, SF) if state in desk.user.states(role)} | (desk.roles & {CO})
    return frozenset(roles)


def _invitation(reading: Reading, desk: "Desk") -> str:
    """A further State's focal point decides whether its State takes part."""
    states = desk.user.states(SF)
    asked = (part for part in reading.request.states.all() if part.standing == RequestState.Standing.INVITED)
    if reading.request.is_editable and any(part.state_id in states for part in asked):
        return _("Decide whether your State takes part")
    return ""


def _later_act(reading: Reading, turn: Turn, desk: "Desk") -> str:
    request = reading.request
    if reading.scope == "circulated" and request.pk in desk.invited:
        return _("Read and comment")
    if request.status == R.OPEN:
        if reading.scope == "coordinator" and turn.overdue and not _accepted(desk, request.pk):
            return _("Write to the State that nobody could answer")
        if _accepted(desk, request.pk) and _roles_on(reading, desk) & {CO, SF}:
            return _("Open the plan")
        reached = reading.scope == "circulated" and desk.roles & PROVIDER_ROLES and request.pk not in desk.answered
        return _("Read, and offer support") if reached else ""
    return _closing_act(reading, desk) if request.status == R.COMPLETED else ""


def _accepted(desk: "Desk", request: int) -> bool:
    return any(offer.request_id == request and offer.status in (O.ACCEPTED, O.IN_PART) for offer in desk.offers)


def _closing_act(reading: Reading, desk: "Desk") -> str:
    views = list(reading.request.closure_views.all())  # type: ignore[attr-defined]
    if SF in _roles_on(reading, desk) and not any(view.side == Side.STATE for view in views):
        return _("Give the State's view on the result")
    clearing = desk.user.organisations(PC) & {offer.provider_id for offer in desk.offers}
    if clearing - {view.organisation_id for view in views} and _accepted(desk, reading.request.pk):
        return _("Give your view on the result")
    sides = {view.side for view in views}
    return _("Close the request") if CO in _roles_on(reading, desk) and len(sides) == len(Side) else ""


def offer_act(offer: Offer, turn: Turn, desk: "Desk") -> str:
    roles: set[str] = {role for role in (PA, PC) if offer.provider_id in desk.user.organisations(role)}
    roles |= {SF} if offer.request.state_id in desk.user.states(SF) else set()
    if offer.status == O.DRAFT and offer.prepared_by_id == desk.user.pk:
        roles -= {PC}
    return _first(OFFER_ACTS, offer.status, turn, frozenset(roles))


def plan_act(plan: Plan, turn: Turn, desk: "Desk") -> str:
    mine = {part.provider_id for part in plan.components.all()}
    accepted = {row.organisation_id for row in plan.acceptances.all() if row.version_hash == plan.version_hash}
    waiting = mine - accepted if plan.status in (P.CONSULTATION, P.BY_STATE) else mine
    roles: set[str] = {role for role in (PA, PC) if waiting & desk.user.organisations(role)}
    roles |= {SF} if plan.request.state_id in desk.user.states(SF) else set()
    return _first(PLAN_ACTS, plan.status, turn, frozenset(roles | (desk.roles & {CO})))


def _first(acts: dict[tuple[str, Role], object], status: str, turn: Turn, roles: frozenset[str]) -> str:
    for role in turn.roles:
        if role in roles and (status, role) in acts:
            return str(acts[status, Role(role)])
    return ""
