"""Who may do what with a record now: permission first, then what its state allows. Pages make buttons of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.assistance.domain.machines import COMPONENT, OFFER, PLAN, REQUEST
from comity.assistance.domain.notes import CONSULTED_ROLES
from comity.assistance.domain.requests import RENEWABLE
from comity.assistance.enums import RequestStatus as R
from comity.assistance.models import Component, Offer, Plan, RequestState, SupportRequest
from comity.kernel import machines
from comity.kernel.errors import ActError
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Role, held
from comity.kernel.transitions import capacity_for, open_steps

MACHINES: dict[type, machines.Machine] = {SupportRequest: REQUEST, Offer: OFFER, Plan: PLAN, Component: COMPONENT}
INSIDE = (R.DRAFT, R.ENDORSED, R.WITHDRAWN)
ENDED = (R.WITHDRAWN, R.CLOSED, R.DECLINED)
SCREENED = ("admit", "decline")


@dataclass(frozen=True)
class Act:
    """Something that a person may do. ``hindrances``: what must happen first, in sentences; often empty."""

    name: str
    label: Any
    reason_required: bool = False
    hindrances: tuple[Any, ...] = ()

    @property
    def possible(self) -> bool:
        return not self.hindrances


def open_acts(record: Any, user: Any) -> list[Act]:
    """The steps that ``user`` may take with a request, offer, plan or component now, in the order of its machine."""
    if not getattr(user, "is_authenticated", False):
        return []
    machine = MACHINES[type(record)]
    return [
        Act(arrow.name, arrow.label, arrow.reason_required, _hindrances(machine, arrow, record, user))
        for arrow in open_steps(machine, record, user)
    ]


def _hindrances(machine: machines.Machine, arrow: machines.Transition, record: Any, user: Any) -> tuple[Any, ...]:
    capacity = capacity_for(machine, arrow, record, user)
    if capacity is None:
        return ()
    act = machines.Act(capacity, given={"screening": True})
    found: list[Any] = []
    for check in arrow.checks:
        try:
            check(record, act)
        except ActError as error:
            found += error.sentences
    return tuple(found)


def request_acts(request: SupportRequest, user: Any) -> list[Act]:
    """Everything that ``user`` may do with a request that they may see: steps of its machine, and acts beside it."""
    if not getattr(user, "is_authenticated", False):
        return []
    steps = open_acts(request, user)
    acts = [act for act in steps if act.name not in SCREENED]
    if any(act.name == "admit" for act in steps):
        acts.insert(0, Act("screen", _("Screen")))
    return [*acts, *_of_state(request, user), *_of_coordinator(request, user), *_of_others(request, user)]


def acts_for(request: SupportRequest, user: Any, roles: Iterable[str]) -> bool:
    """Whether ``user`` acts for the request's own State in one of ``roles``."""
    return any(capacity.state == request.state_id for capacity in held(user.capacities(), roles))


def _of_state(request: SupportRequest, user: Any) -> Iterable[Act]:
    if not acts_for(request, user, STATE_ROLES):
        return
    focal_point = acts_for(request, user, (Role.STATE_FOCAL_POINT,))
    if request.is_editable:
        yield Act("edit", _("Write"))
    if request.status in RENEWABLE:
        yield Act("copy", _("Take it up in a new draft"))
    if request.status not in ENDED and (focal_point or request.status == R.DRAFT):
        yield Act("invite", _("Invite a body to comment"))
    if focal_point and request.status not in INSIDE:
        yield Act("change-consent", _("Change consent"))


def _of_coordinator(request: SupportRequest, user: Any) -> Iterable[Act]:
    if not held(user.capacities(), (Role.COORDINATOR,)):
        return
    assessments = list(request.assessments.all())  # type: ignore[attr-defined]
    waiting = [one for one in assessments if one.approved_at is None]
    if request.status == R.ADMISSIBLE and not waiting:
        yield Act("propose-assessment", _("Propose a needs assessment"))
    if request.status == R.ASSESSING and not any(one.reported_at for one in waiting):
        yield Act("report-assessment", _("Hand in the assessment report"))


def _of_others(request: SupportRequest, user: Any) -> Iterable[Act]:
    states = user.states(Role.STATE_FOCAL_POINT)
    for part in request.states.all():
        if part.state_id not in states or part.standing == RequestState.Standing.LEAD:
            continue
        if part.standing != RequestState.Standing.JOINED and request.is_editable:
            yield Act("join", _("Take part in the request"))
        if part.standing != RequestState.Standing.REFUSED:
            yield Act("leave", _("Not take part"))
    if request.status in (R.OPEN, R.PLANNING) and held(user.capacities(), PROVIDER_ROLES) and _reached(request, user):
        yield Act("offer", _("Offer support"))
    if may_comment(request, user):
        yield Act("comment", _("Comment"))


def may_comment(request: SupportRequest, user: Any) -> bool:
    return bool(held(user.capacities(), CONSULTED_ROLES)) and _reached(request, user)


def _reached(request: SupportRequest, user: Any) -> bool:
    return SupportRequest.objects.circulated_to(user).filter(pk=request.pk).exists()
