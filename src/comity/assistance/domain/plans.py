"""Plans: written, proposed as a frozen version, accepted by both sides, delivered, accounted for, closed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comity.assistance.domain.content import plan_content
from comity.assistance.domain.editing import editing_plan, entitled
from comity.assistance.domain.machines import COMPONENT, PLAN, REQUEST
from comity.assistance.enums import ComponentStatus, OfferStatus, PlanStatus, RequestStatus, Side
from comity.assistance.models import (
    ClosureView,
    Component,
    Milestone,
    NeedItem,
    Output,
    Pairing,
    Plan,
    PlanAcceptance,
    PlanVersion,
    ProgressUpdate,
    SupportRequest,
)
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible, Outdated
from comity.kernel.hashing import content_hash
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Capacity, Person, Role, System, held, identity
from comity.kernel.transitions import Step, lock, transition
from comity.people.models import Organisation

PLAN_FIELDS = frozenset(
    {"aim", "starts_on", "ends_on", "monitoring", "sustainability", "gender_marker", "rights_marker"}
)
COMPONENT_FIELDS = frozenset({"title", "description", "starts_on", "ends_on", "budget", "currency"})
UNDECIDED = (PlanStatus.CONSULTATION, PlanStatus.BY_STATE, PlanStatus.BY_PROVIDER)


@transaction.atomic
def open_plan(request: SupportRequest, *, by: Person, expected: int | None = None) -> Plan:
    """Move the request to planning and start its plan with one empty component for each accepted provider."""
    step = transition(REQUEST, request, "open_plan", by=by, expected=expected)
    fresh: SupportRequest = step.record
    if not step.changed:
        return fresh.plan
    plan = Plan.objects.create(
        request=fresh, starts_on=fresh.starts_on, ends_on=fresh.ends_on, monitoring=fresh.monitoring,
        sustainability=fresh.sustainability,
    )  # fmt: skip
    accepted = fresh.offers.filter(status__in=[OfferStatus.ACCEPTED, OfferStatus.IN_PART]).order_by("id")
    for offer in accepted:
        _component_of(plan, offer)
    return plan


def _component_of(plan: Plan, offer: Any) -> None:
    component, _created = Component.objects.get_or_create(
        plan=plan, provider=offer.provider,
        defaults={
            "title": offer.title, "description": offer.description, "budget": offer.amount, "currency": offer.currency,
            "starts_on": plan.starts_on, "ends_on": plan.ends_on,
        },
    )  # fmt: skip
    component.needs.add(*offer.pairings.values_list("need", flat=True))


def write_plan(plan: Plan, *, by: Person, fields: Mapping[str, Any], expected: int | None = None) -> Plan:
    if foreign := set(fields) - PLAN_FIELDS:
        raise ValueError(f"Not fields of a plan: {', '.join(sorted(foreign))}.")
    with editing_plan(plan, by=by, expected=expected) as fresh:
        for name, value in fields.items():
            setattr(fresh, name, value)
    return fresh


def write_component(
    plan: Plan, *, by: Person, provider: Organisation, fields: Mapping[str, Any], needs: Sequence[int],
    outputs: Sequence[Mapping[str, str]] = (), milestones: Sequence[Mapping[str, Any]] = (),
    expected: int | None = None,
) -> Component:  # fmt: skip
    """Write one provider's component with its outputs and milestones. A provider writes its own only."""
    if foreign := set(fields) - COMPONENT_FIELDS:
        raise ValueError(f"Not fields of a component: {', '.join(sorted(foreign))}.")
    with editing_plan(plan, by=by, expected=expected) as fresh:
        own = any(c.organisation_id == provider.pk for c in held(by.capacities(), PROVIDER_ROLES))
        if not own and not held(by.capacities(), (Role.COORDINATOR,)):
            raise NotEntitled(_("A provider writes its own component only."))
        if not Pairing.objects.filter(offer__request=fresh.request_id, offer__provider=provider).exists():
            raise NotPossible(_("%(provider)s has no accepted offer for this request.") % {"provider": provider.name})
        if NeedItem.objects.filter(request=fresh.request_id, pk__in=needs).count() != len(set(needs)):
            raise NotPossible(_("A component serves needs of its own request only."))
        component, _new = Component.objects.get_or_create(plan=fresh, provider=provider, defaults={**fields})
        for name, value in fields.items():
            setattr(component, name, value)
        component.row_version += 1
        component.save()
        component.needs.set(needs)
        component.outputs.all().delete()
        component.milestones.all().delete()
        Output.objects.bulk_create(Output(component=component, **row) for row in outputs)
        Milestone.objects.bulk_create(Milestone(component=component, **row) for row in milestones)
    return component


@transaction.atomic
def propose_plan(plan: Plan, *, by: Person, expected: int | None = None) -> Step:
    """Freeze the version that both sides are asked to accept."""
    step = transition(PLAN, plan, "propose", by=by, expected=expected)
    if step.changed:
        fresh: Plan = step.record
        content = plan_content(fresh)
        fresh.version_hash = content_hash(content)
        fresh.save(update_fields=["version_hash"])
        PlanVersion.objects.create(plan=fresh, number=fresh.version, content=content, hash=fresh.version_hash)
    return step


def put_plan_to_both(plan: Plan, *, by: Person, expected: int | None = None) -> Step:
    return transition(PLAN, plan, "consult", by=by, expected=expected)


@transaction.atomic
def revise_plan(plan: Plan, *, by: Person, expected: int | None = None, reason: str = "") -> Step:
    """Unlock for changes: the next version begins, and no earlier acceptance fits it any more."""
    step = transition(PLAN, plan, "revise", by=by, expected=expected, reason=reason)
    if step.changed:
        fresh: Plan = step.record
        fresh.version += 1
        fresh.version_hash = ""
        fresh.save(update_fields=["version", "version_hash"])
    return step


@transaction.atomic
def accept_plan(plan: Plan, *, version_hash: str, by: Person) -> Plan:
    """Accept exactly the version that the person read. Agreed once the State and every provider accepted it (R3).

    Sent twice it counts once; sent for a version that was changed meanwhile it raises Outdated and counts for nothing.
    """
    fresh: Plan = lock(PLAN, plan)
    capacity = entitled(PLAN, fresh, by, (Role.STATE_FOCAL_POINT, Role.PROVIDER_CLEARER))
    if not version_hash or version_hash != fresh.version_hash:
        raise Outdated
    side = Side.STATE if capacity.role == Role.STATE_FOCAL_POINT else Side.PROVIDER
    who = {"plan": fresh, "version_hash": version_hash, "side": side, "organisation_id": capacity.body}
    if PlanAcceptance.objects.filter(**who).exists():
        return fresh
    if fresh.status not in UNDECIDED:
        raise NotPossible(_("This plan is not open for acceptance at present."))
    PlanAcceptance.objects.create(**who, by_id=identity(by))
    audit.append(
        by=capacity, action="plan.accept", subject_type="plan", subject=fresh.pk, after=version_hash, side=str(side)
    )
    return _move_after_acceptance(fresh, by)


def _move_after_acceptance(plan: Plan, by: Person) -> Plan:
    rows = plan.acceptances.filter(version_hash=plan.version_hash)
    state = rows.filter(side=Side.STATE).exists()
    accepted = set(rows.filter(side=Side.PROVIDER).values_list("organisation", flat=True))
    providers = bool(accepted) and set(plan.components.values_list("provider", flat=True)) <= accepted
    arrow = {
        (PlanStatus.CONSULTATION, True, False): "state_accepts_first",
        (PlanStatus.CONSULTATION, False, True): "provider_accepts_first",
        (PlanStatus.BY_PROVIDER, True, True): "state_accepts_last",
        (PlanStatus.BY_STATE, True, True): "provider_accepts_last",
    }.get((PlanStatus(plan.status), state, providers))
    if arrow is None:
        plan.row_version += 1
        plan.save(update_fields=["row_version"])
        return plan
    moved: Plan = transition(PLAN, plan, arrow, by=by).record
    if moved.status == PlanStatus.AGREED:
        transition(REQUEST, moved.request, "agree", by=System("plan agreed"))
    return moved


def activate_plan(plan: Plan, *, by: Person, expected: int | None = None) -> Step:
    return transition(PLAN, plan, "activate", by=by, expected=expected)


def suspend_plan(plan: Plan, *, reason: str, by: Person, expected: int | None = None) -> Step:
    return transition(PLAN, plan, "suspend", by=by, expected=expected, reason=reason)


def resume_plan(plan: Plan, *, by: Person, expected: int | None = None) -> Step:
    return transition(PLAN, plan, "resume", by=by, expected=expected)


@transaction.atomic
def terminate_plan(plan: Plan, *, reason: str, by: Person, expected: int | None = None) -> Step:
    """Either side ends the plan before its time. The State always may. The request then goes to closure."""
    step = transition(PLAN, plan, "terminate", by=by, expected=expected, reason=reason)
    if step.changed:
        fresh: Plan = step.record
        fresh.components.exclude(status__in=Component.ENDED).update(status=ComponentStatus.CANCELLED)
        if fresh.request.status == RequestStatus.AGREED:
            transition(REQUEST, fresh.request, "deliver", by=System("plan terminated"))
        transition(REQUEST, fresh.request, "complete", by=System("plan terminated"))
    return step


@transaction.atomic
def move_component(
    component: Component, name: str, *, by: Person, reason: str = "", expected: int | None = None
) -> Step:
    """Take one step with a component; the request follows: delivery begins with the first, completes with the last."""
    step = transition(COMPONENT, component, name, by=by, expected=expected, reason=reason)
    if not step.changed:
        return step
    plan = Plan.objects.select_related("request").get(pk=component.plan_id)
    if step.record.status == ComponentStatus.IMPLEMENTATION and plan.request.status == RequestStatus.AGREED:
        transition(REQUEST, plan.request, "deliver", by=System("first component active"))
    if not plan.components.exclude(status__in=Component.ENDED).exists() and plan.status == PlanStatus.ACTIVE:
        transition(PLAN, plan, "complete", by=System("all components ended"))
        plan.request.refresh_from_db()
        if plan.request.status == RequestStatus.AGREED:
            transition(REQUEST, plan.request, "deliver", by=System("all components ended"))
        transition(REQUEST, plan.request, "complete", by=System("all components ended"))
    return step


def side_of(plan: Plan, by: Person) -> tuple[Side, Capacity]:
    """On which side of the plan the person stands; NotEntitled where on neither."""
    for capacity in held(by.capacities(), (*STATE_ROLES, *PROVIDER_ROLES)):
        if PLAN.stands_for(plan, capacity):
            return (Side.STATE if capacity.role in STATE_ROLES else Side.PROVIDER), capacity
    raise NotEntitled(_("Only the State and the plan's providers can do this."))


@transaction.atomic
def report_progress(
    plan: Plan, *, period_from: date, period_to: date, done: str, by: Person, results: str = "", obstacles: str = "",
    views: str = "", pairing: Pairing | None = None,
) -> ProgressUpdate:  # fmt: skip
    """Add one side's account of a period. It is never edited: a later one corrects it."""
    fresh: Plan = lock(PLAN, plan)
    side, capacity = side_of(fresh, by)
    if fresh.status not in (PlanStatus.ACTIVE, PlanStatus.SUSPENDED, PlanStatus.COMPLETED):
        raise NotPossible(_("Progress is reported on a plan that has begun."))
    if not done.strip():
        raise Incomplete(_("Say what was done; “nothing yet” is an answer."))
    if period_to < period_from:
        raise Incomplete(_("The period ends before it begins."))
    if pairing is not None and pairing.offer.request_id != fresh.request_id:
        raise NotPossible(_("This pairing belongs to another request."))
    update = ProgressUpdate.objects.create(
        plan=fresh, pairing=pairing, side=side, organisation_id=capacity.body, by_id=identity(by),
        period_from=period_from,
        period_to=period_to, done=done, results=results, obstacles=obstacles, views=views,
    )  # fmt: skip
    audit.append(by=capacity, action="plan.report_progress", subject_type="plan", subject=fresh.pk, side=str(side))
    return update


@transaction.atomic
def give_closure_view(
    request: SupportRequest, *, rating: str, lessons: str, by: Person, sustained: str = ""
) -> ClosureView:
    """One side's view on a completed request; each organisation gives one."""
    fresh: SupportRequest = lock(REQUEST, request)
    if fresh.status != RequestStatus.COMPLETED:
        raise NotPossible(_("Views on the result are given once the request is completed."))
    side, capacity = side_of(fresh.plan, by)
    if side == Side.STATE and capacity.role != Role.STATE_FOCAL_POINT:
        raise NotEntitled(_("The focal point gives the State's view."))
    if not lessons.strip():
        raise Incomplete(_("Say what was learnt."))
    if ClosureView.objects.filter(request=fresh, side=side, organisation=capacity.organisation_id).exists():
        raise NotPossible(_("Your organisation has given its view already."))
    view = ClosureView.objects.create(
        request=fresh, side=side, organisation_id=capacity.body, by_id=identity(by), rating=rating, lessons=lessons,
        sustained=sustained,
    )  # fmt: skip
    audit.append(by=capacity, action="request.closure_view", subject_type="request", subject=fresh.pk, side=str(side))
    return view


@transaction.atomic
def close_request(request: SupportRequest, *, by: Person, expected: int | None = None) -> Step:
    """Close. Without the State's view this is possible only six months after completion, and the record says so."""
    fresh: SupportRequest = lock(REQUEST, request)
    has_view = ClosureView.objects.filter(request=fresh, side=Side.STATE).exists()
    reason = "" if has_view else _("Closed without the State's view.")
    step = transition(REQUEST, fresh, "close", by=by, expected=expected, reason=reason)
    if step.changed and fresh.plan.status == PlanStatus.COMPLETED:
        transition(PLAN, fresh.plan, "close", by=System("request closed"))
    return step
