"""The machines of requests, offers, plans and components: every arrow of the specification, and no other."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.assistance.domain import policies
from comity.assistance.domain.codes import give_code
from comity.assistance.enums import ComponentStatus as C
from comity.assistance.enums import OfferStatus as O
from comity.assistance.enums import PlanStatus as P
from comity.assistance.enums import RequestStatus as R
from comity.assistance.models import Component, Offer, Plan, SupportRequest
from comity.kernel.machines import Machine, Transition
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Capacity, Role
from comity.people.queries import user_ids

SF, SP, CO = (Role.STATE_FOCAL_POINT,), (Role.STATE_PREPARER,), (Role.COORDINATOR,)
PC, PA = (Role.PROVIDER_CLEARER,), (Role.PROVIDER_OFFICER,)
SYSTEM = ("system",)
LIVE = (
    R.SUBMITTED,
    R.ACKNOWLEDGED,
    R.RETURNED,
    R.ADMISSIBLE,
    R.ASSESSING,
    R.OPEN,
    R.UNMET,
    R.PLANNING,
    R.AGREED,
    R.IN_DELIVERY,
)


def _for_request(request: SupportRequest, capacity: Capacity) -> bool:
    if capacity.role in STATE_ROLES:
        return capacity.state == request.state_id
    return capacity.role == Role.COORDINATOR


def _request_readers(request: SupportRequest, arrow: Transition) -> Iterable[int]:
    del arrow
    people = user_ids(STATE_ROLES, states=[request.state_id])
    if request.status not in (R.DRAFT, R.ENDORSED, R.WITHDRAWN):
        people |= user_ids(CO)
    return people


def _describe_request(request: SupportRequest) -> tuple[str, str]:
    return (request.code or str(_("Draft request")), f"/desk/requests/{request.pk}/")


REQUEST = Machine(
    name="request",
    states=R,
    start=R.DRAFT,
    transitions=(
        Transition("endorse", (R.DRAFT,), R.ENDORSED, SF, _("Endorse"),
                   checks=(policies.somebody_else_prepared, policies.is_complete)),
        Transition("submit", (R.ENDORSED,), R.SUBMITTED, SF, _("Submit"),
                   checks=(policies.somebody_else_prepared, policies.consent_is_chosen), effect=give_code),
        Transition("acknowledge", (R.SUBMITTED,), R.ACKNOWLEDGED, CO, _("Acknowledge"),
                   checks=(policies.has_live_consent,)),
        Transition("return", (R.ACKNOWLEDGED,), R.RETURNED, CO, _("Return for completion"), reason_required=True),
        Transition("resubmit", (R.RETURNED,), R.SUBMITTED, SF, _("Submit again"),
                   checks=(policies.somebody_else_prepared, policies.is_complete, policies.consent_is_chosen)),
        Transition("admit", (R.ACKNOWLEDGED,), R.ADMISSIBLE, CO, _("Find admissible"), reason_required=True,
                   checks=(policies.has_live_consent, policies.has_screening)),
        Transition("decline", (R.ACKNOWLEDGED,), R.DECLINED, CO, _("Decline"), reason_required=True,
                   checks=(policies.has_screening,)),
        Transition("assess", (R.ADMISSIBLE,), R.ASSESSING, SF, _("Agree to the needs assessment"),
                   checks=(policies.assessment_was_proposed,)),
        Transition("approve_assessment", (R.ASSESSING,), R.OPEN, SF, _("Approve the assessment report and circulate"),
                   checks=(policies.assessment_is_reported, policies.has_live_consent)),
        Transition("circulate", (R.ADMISSIBLE,), R.OPEN, CO, _("Circulate"), checks=(policies.has_live_consent,)),
        Transition("open_plan", (R.OPEN,), R.PLANNING, (*CO, *SF), _("Open the plan"),
                   checks=(policies.has_accepted_offer,)),
        Transition("find_unmet", (R.OPEN,), R.UNMET, CO, _("State that nobody could answer"), reason_required=True,
                   checks=(policies.nobody_answered_in_time,)),
        Transition("renew", (R.UNMET,), R.OPEN, SF, _("Renew"), checks=(policies.has_live_consent,)),
        Transition("agree", (R.PLANNING,), R.AGREED, SYSTEM, _("Plan agreed")),
        Transition("deliver", (R.AGREED,), R.IN_DELIVERY, SYSTEM, _("Delivery begins")),
        Transition("complete", (R.IN_DELIVERY,), R.COMPLETED, (*SYSTEM, *CO), _("Complete"),
                   checks=(policies.all_components_ended,)),
        Transition("close", (R.COMPLETED,), R.CLOSED, CO, _("Close"), checks=(policies.both_sides_gave_their_view,)),
        Transition("hold", LIVE, R.ON_HOLD, (*SF, *CO), _("Put on hold"), reason_required=True),
        Transition("resume", (R.ON_HOLD,), R.SUBMITTED, (*SF, *CO), _("Take up again"), back=True),
        Transition("withdraw", (R.DRAFT, R.ENDORSED, *LIVE, R.ON_HOLD), R.WITHDRAWN, SF, _("Withdraw")),
    ),
    stands_for=_for_request,
    root=lambda request: request,
    turn={
        R.DRAFT: (*SP, *SF), R.ENDORSED: SF, R.SUBMITTED: CO, R.ACKNOWLEDGED: CO, R.RETURNED: (*SP, *SF),
        R.ADMISSIBLE: CO,
        R.ASSESSING: CO, R.OPEN: (*PA, *PC), R.UNMET: SF, R.PLANNING: CO, R.AGREED: CO, R.IN_DELIVERY: (*PA, *PC),
        R.COMPLETED: (*SF, *PC), R.ON_HOLD: (*SF, *CO), R.DECLINED: (), R.CLOSED: (), R.WITHDRAWN: (),
    },
    recipients=_request_readers,
    describe=_describe_request,
)  # fmt: skip


def _for_offer(offer: Offer, capacity: Capacity) -> bool:
    if capacity.role in PROVIDER_ROLES:
        return capacity.organisation_id == offer.provider_id
    return _for_request(offer.request, capacity)


def _offer_readers(offer: Offer, arrow: Transition) -> Iterable[int]:
    people = user_ids(PROVIDER_ROLES, organisations=[offer.provider_id])
    if arrow.name != "clear":
        people |= user_ids(STATE_ROLES, states=[offer.request.state_id]) | user_ids(CO)
    return people


OFFER = Machine(
    name="offer",
    states=O,
    start=O.DRAFT,
    transitions=(
        Transition("clear", (O.DRAFT,), O.CLEARED, PC, _("Clear"),
                   checks=(policies.officer_is_not_clearer, policies.offer_is_complete)),
        Transition("submit", (O.CLEARED,), O.SUBMITTED, PC, _("Send to the State"),
                   checks=(policies.request_takes_offers, policies.offer_is_valid)),
        Transition("consider", (O.SUBMITTED,), O.CONSIDERED, SF, _("Take under consideration"),
                   checks=(policies.offer_is_valid,)),
        Transition("accept", (O.CONSIDERED,), O.ACCEPTED, SF, _("Accept"),
                   checks=(policies.request_takes_offers, policies.offer_is_valid)),
        Transition("accept_in_part", (O.CONSIDERED,), O.IN_PART, SF, _("Accept in part"),
                   checks=(policies.request_takes_offers, policies.offer_is_valid)),
        Transition("decline", (O.CONSIDERED,), O.DECLINED, SF, _("Decline")),
        Transition("withdraw", (O.SUBMITTED,), O.WITHDRAWN, PC, _("Withdraw")),
        Transition("expire", (O.SUBMITTED, O.CONSIDERED), O.EXPIRED, SYSTEM, _("Validity runs out"),
                   checks=(policies.offer_ran_out,)),
    ),
    stands_for=_for_offer,
    root=lambda offer: offer.request,
    turn={
        O.DRAFT: (*PA, *PC), O.CLEARED: PC, O.SUBMITTED: SF, O.CONSIDERED: SF,
        O.ACCEPTED: (), O.IN_PART: (), O.DECLINED: (), O.WITHDRAWN: (), O.EXPIRED: (),
    },
    recipients=_offer_readers,
    describe=lambda offer: (offer.request.code or "", f"/desk/offers/{offer.pk}/"),
)  # fmt: skip


def _for_plan(plan: Plan, capacity: Capacity) -> bool:
    if capacity.role in PROVIDER_ROLES:
        return any(part.provider_id == capacity.organisation_id for part in plan.components.all())
    return _for_request(plan.request, capacity)


def _plan_readers(plan: Plan, arrow: Transition) -> Iterable[int]:
    del arrow
    providers = list(plan.components.values_list("provider", flat=True))
    people = user_ids(STATE_ROLES, states=[plan.request.state_id]) | user_ids(CO)
    return people | (user_ids(PROVIDER_ROLES, organisations=providers) if providers else set())


OPEN_PLAN = (P.PROPOSED, P.CONSULTATION, P.BY_STATE, P.BY_PROVIDER)
PLAN = Machine(
    name="plan",
    states=P,
    start=P.DRAFT,
    transitions=(
        Transition("propose", (P.DRAFT,), P.PROPOSED, (*CO, *PC), _("Propose"), checks=(policies.plan_is_complete,)),
        Transition("consult", (P.PROPOSED,), P.CONSULTATION, CO, _("Put to both sides")),
        Transition("state_accepts_first", (P.CONSULTATION,), P.BY_STATE, SF, _("Accept for the State")),
        Transition("provider_accepts_first", (P.CONSULTATION,), P.BY_PROVIDER, PC, _("Accept for the provider")),
        Transition("state_accepts_last", (P.BY_PROVIDER,), P.AGREED, SF, _("Accept for the State"),
                   checks=(policies.both_accepted_this_version,)),
        Transition("provider_accepts_last", (P.BY_STATE,), P.AGREED, PC, _("Accept for the provider"),
                   checks=(policies.both_accepted_this_version,)),
        Transition("revise", OPEN_PLAN, P.DRAFT, (*CO, *PC, *PA, *SF), _("Change the plan")),
        Transition("activate", (P.AGREED,), P.ACTIVE, (*CO, *SF, *PC), _("Begin"), checks=(policies.plan_has_begun,)),
        Transition("suspend", (P.ACTIVE,), P.SUSPENDED, (*SF, *PC, *CO), _("Suspend"), reason_required=True),
        Transition("resume", (P.SUSPENDED,), P.ACTIVE, (*SF, *PC, *CO), _("Take up again"),
                   checks=(policies.both_accepted_this_version,)),
        Transition("complete", (P.ACTIVE,), P.COMPLETED, (*SYSTEM, *CO), _("Complete"),
                   checks=(policies.plan_components_ended,)),
        Transition("close", (P.COMPLETED,), P.CLOSED, (*SYSTEM, *CO), _("Close")),
        Transition("terminate", (P.ACTIVE, P.SUSPENDED), P.TERMINATED, (*SF, *PC), _("Terminate"),
        reason_required=True),
    ),
    stands_for=_for_plan,
    root=lambda plan: plan.request,
    turn={
        P.DRAFT: (*CO, *PC, *PA), P.PROPOSED: CO, P.CONSULTATION: (*SF, *PC), P.BY_STATE: PC, P.BY_PROVIDER: SF,
        P.AGREED: CO, P.ACTIVE: PC, P.SUSPENDED: (*SF, *PC), P.COMPLETED: CO, P.CLOSED: (), P.TERMINATED: (),
    },
    recipients=_plan_readers,
    describe=lambda plan: (plan.request.code or "", f"/desk/plans/{plan.pk}/"),
)  # fmt: skip


def _for_component(component: Component, capacity: Capacity) -> bool:
    return capacity.organisation_id == component.provider_id


GOING = (C.PIPELINE, C.IMPLEMENTATION, C.FINALISATION)
COMPONENT = Machine(
    name="component",
    states=C,
    start=C.PIPELINE,
    transitions=(
        Transition("start", (C.PIPELINE,), C.IMPLEMENTATION, (*PA, *PC), _("Start"), checks=(policies.plan_is_active,)),
        Transition("finalise", (C.IMPLEMENTATION,), C.FINALISATION, (*PA, *PC), _("Finalise"),
                   checks=(policies.plan_is_active,)),
        Transition("close", (C.FINALISATION,), C.CLOSED, PC, _("Close"), checks=(policies.plan_is_active,)),
        Transition("cancel", (*GOING, C.SUSPENDED), C.CANCELLED, PC, _("Cancel"), reason_required=True),
        Transition("suspend", GOING, C.SUSPENDED, PC, _("Suspend"), reason_required=True),
        Transition("resume", (C.SUSPENDED,), C.PIPELINE, PC, _("Take up again"), back=True),
    ),
    stands_for=_for_component,
    root=lambda component: component.plan.request,
    turn={
        C.PIPELINE: (*PA, *PC), C.IMPLEMENTATION: (*PA, *PC), C.FINALISATION: PC, C.SUSPENDED: PC, C.CLOSED: (),
        C.CANCELLED: (),
    },
    recipients=lambda component, arrow: _plan_readers(component.plan, arrow),
    describe=lambda component: (component.plan.request.code or "", f"/desk/plans/{component.plan_id}/"),
)  # fmt: skip

MACHINES: tuple[Any, ...] = (REQUEST, OFFER, PLAN, COMPONENT)
