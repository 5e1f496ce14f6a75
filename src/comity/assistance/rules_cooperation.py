"""What pages about offers and plans ask: who may do what now, what the public may read of a plan, who accepted what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from comity.assistance.enums import OfferStatus, PlanStatus, RequestStatus, Side
from comity.assistance.models import ClosureView, Offer, Pairing, Plan, SupportRequest
from comity.assistance.rules import MACHINES, Act, open_acts
from comity.kernel.models import Consent, StateChange
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Role
from comity.people.models import Organisation

ELSEWHERE = frozenset({
    "state_accepts_first", "provider_accepts_first", "state_accepts_last", "provider_accepts_last", "complete", "close",
})  # fmt: skip
AGREED = (
    PlanStatus.AGREED, PlanStatus.ACTIVE, PlanStatus.SUSPENDED, PlanStatus.COMPLETED, PlanStatus.CLOSED,
    PlanStatus.TERMINATED,
)  # fmt: skip
BEGUN = (PlanStatus.ACTIVE, PlanStatus.SUSPENDED, PlanStatus.COMPLETED)


def offer_acts(offer: Offer, user: Any) -> list[Act]:
    """Steps with an offer; how much of it is accepted is asked on the page of the acceptance."""
    return [act for act in open_acts(offer, user) if act.name != "accept_in_part"]


def plan_acts(plan: Plan, user: Any) -> list[Act]:
    """Steps with a plan; acceptance has its own page, and ends that follow from something else are left out."""
    return [act for act in open_acts(plan, user) if act.name not in ELSEWHERE]


def step(record: Any, name: str) -> Act | None:
    """The step ``name`` as the machine of the record knows it, whoever asks; None where there is no such step."""
    names = {arrow.name: arrow for arrow in MACHINES[type(record)].transitions}
    arrow = names.get(name)
    return Act(arrow.name, arrow.label, arrow.reason_required) if arrow else None


def may_write_offer(offer: Offer, user: Any) -> bool:
    return offer.status == OfferStatus.DRAFT and offer.provider_id in user.organisations(*PROVIDER_ROLES)


def providers_of(user: Any) -> list[Organisation]:
    """Organisations for which the person may write offers."""
    return list(Organisation.objects.filter(pk__in=user.organisations(*PROVIDER_ROLES)).order_by("code"))


def may_offer_on(request: SupportRequest, user: Any) -> bool:
    """Whether the person may write an offer on this request today."""
    takes = request.status in (RequestStatus.OPEN, RequestStatus.PLANNING)
    reached = takes and bool(user.organisations(*PROVIDER_ROLES))
    return reached and SupportRequest.objects.circulated_to(user).filter(pk=request.pk).exists()


def request_act(request: SupportRequest, name: str, user: Any) -> Act | None:
    """The step ``name`` with the request if the person may take it, with what must happen first."""
    return next((act for act in open_acts(request, user) if act.name == name), None)


def may_write_plan(plan: Plan, user: Any) -> bool:
    """The coordinator and the providers of its components write a draft plan."""
    if plan.status != PlanStatus.DRAFT:
        return False
    return (
        Role.COORDINATOR in user.roles()
        or plan.components.filter(provider__in=user.organisations(*PROVIDER_ROLES)).exists()
    )


def may_write_component(plan: Plan, provider: Organisation, user: Any) -> bool:
    """A provider writes its own component only; the coordinator any."""
    if plan.status != PlanStatus.DRAFT:
        return False
    return Role.COORDINATOR in user.roles() or provider.pk in user.organisations(*PROVIDER_ROLES)


def may_accept_plan(plan: Plan, user: Any) -> bool:
    """Whether this person's side has still to answer on the version that lies before both sides."""
    if plan.status not in (PlanStatus.CONSULTATION, PlanStatus.BY_STATE, PlanStatus.BY_PROVIDER):
        return False
    rows = plan.acceptances.filter(version_hash=plan.version_hash)
    state = plan.request.state_id
    if state in user.states(Role.STATE_FOCAL_POINT) and not rows.filter(side=Side.STATE).exists():
        return True
    asked = plan.components.filter(provider__in=user.organisations(Role.PROVIDER_CLEARER))
    return asked.exclude(provider__in=rows.filter(side=Side.PROVIDER).values("organisation")).exists()


def may_share_plan(plan: Plan, user: Any) -> bool:
    return plan.status in AGREED and plan.request.state_id in user.states(Role.STATE_FOCAL_POINT)


def may_report(plan: Plan, user: Any) -> bool:
    """Whether the person stands on a side of a plan that has begun."""
    return plan.status in BEGUN and stands_on_a_side(plan, user)


def stands_on_a_side(plan: Plan, user: Any) -> bool:
    if plan.request.state_id in user.states(*STATE_ROLES):
        return True
    return plan.components.filter(provider__in=user.organisations(*PROVIDER_ROLES)).exists()


def may_give_view(plan: Plan, user: Any) -> bool:
    """Whether the person may still give the view of one side on a completed request."""
    if plan.request.status != RequestStatus.COMPLETED:
        return False
    given = ClosureView.objects.filter(request=plan.request_id)
    if plan.request.state_id in user.states(Role.STATE_FOCAL_POINT):
        return not given.filter(side=Side.STATE, organisation__in=user.organisations(Role.STATE_FOCAL_POINT)).exists()
    own = plan.components.filter(provider__in=user.organisations(*PROVIDER_ROLES))
    return own.exclude(provider__in=given.filter(side=Side.PROVIDER).values("organisation")).exists()


@dataclass(frozen=True)
class Answer:
    """One side's standing on a plan: the version that it accepted last, and whether that is the present one."""

    side: Side
    organisation: Any
    version: int | None
    short_hash: str
    at: datetime | None
    present: bool


def answers(plan: Plan) -> list[Answer]:
    """For the State and each provider of a component, which version it accepted last, if any (rule R3)."""
    numbers = dict(plan.versions.values_list("hash", "number"))
    rows = list(plan.acceptances.select_related("organisation").order_by("id"))
    state = [row for row in rows if row.side == Side.STATE]
    found = [_answer(Side.STATE, plan.request.state, state, plan, numbers)]
    for component in plan.components.select_related("provider").order_by("id"):
        own = [row for row in rows if row.side == Side.PROVIDER and row.organisation_id == component.provider_id]
        found.append(_answer(Side.PROVIDER, component.provider, own, plan, numbers))
    return list({(answer.side, str(answer.organisation.pk)): answer for answer in found}.values())


def _answer(side: Side, who: Any, rows: list[Any], plan: Plan, numbers: Mapping[str, int]) -> Answer:
    if not rows:
        return Answer(side, who, None, "", None, present=False)
    last = rows[-1]
    present = bool(plan.version_hash) and last.version_hash == plan.version_hash
    return Answer(side, who, numbers.get(last.version_hash), last.version_hash[:8], last.at, present)


def history(machine: str, record: int) -> list[StateChange]:
    """The steps of a record, newest first; ask only for records that the reader may see."""
    rows = StateChange.objects.filter(machine=machine, record=record).select_related("by")
    return list(rows.order_by("-at", "-id"))


def offer_history(offer: Offer) -> list[tuple[Any, StateChange]]:
    """The steps with an offer, newest first, each with the state that it led to."""
    return [(OfferStatus(step.target).label, step) for step in history("offer", offer.pk)]


def plan_history(plan: Plan) -> list[tuple[Any, StateChange]]:
    """The steps with a plan, newest first, each with the state that it led to."""
    return [(PlanStatus(step.target).label, step) for step in history("plan", plan.pk)]


def reasons_are_private_to(offer: Offer, user: Any) -> bool:
    """The State's reasons about an offer stay between the two sides: the State's own people and the provider's."""
    state = offer.request.state_id in user.states(*STATE_ROLES)
    return state or offer.provider_id in user.organisations(*PROVIDER_ROLES)


def public_plan(request: SupportRequest) -> dict[str, Any] | None:
    """The agreed plan as the public may read it, or None.

    Fail-closed: the request itself is published, the State let the public read the plan, and its consent is live for
    exactly the version that both sides accepted. Gives the frozen content with ``status``, ``number`` and ``hash``.
    """
    plan = Plan.objects.filter(request=request.pk, is_public=True, status__in=AGREED).first()
    if plan is None or not SupportRequest.objects.published().filter(pk=request.pk).exists():
        return None
    consents = Consent.objects.live().of("plan", plan.pk)
    if not consents.filter(scope=Consent.Scope.PLAN, version_hash=plan.version_hash, state=request.state_id).exists():
        return None
    version = plan.versions.filter(hash=plan.version_hash).first()
    if version is None:
        return None
    return {**version.content, "status": plan.status, "number": version.number, "hash": version.hash}


def plan_consent(plan: Plan) -> Consent | None:
    """The live consent to publish the plan's present version, if there is one."""
    rows = Consent.objects.live().of("plan", plan.pk).filter(scope=Consent.Scope.PLAN, version_hash=plan.version_hash)
    return rows.select_related("given_by").order_by("-id").first() if plan.is_public else None


def pairings_of(user: Any) -> Any:
    """The pairings that the person may see, those to be returned to first on top."""
    visible = Offer.objects.visible_to(user)
    rows = Pairing.objects.filter(offer__in=visible.values("pk"))
    return rows.select_related("offer__provider", "offer__request__state", "need").order_by("review_on", "id")


def last_day_of_first_review(plan: Plan) -> date | None:
    """The earliest day on which a pairing of the plan's request is to be returned to."""
    pairing = Pairing.objects.filter(offer__request=plan.request_id).order_by("review_on").first()
    return pairing.review_on if pairing else None
