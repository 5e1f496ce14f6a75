"""The one way to change the text of a request, offer or plan: lock, permission, policy, version, audit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comity.assistance.domain.content import plan_content, request_content
from comity.assistance.domain.machines import OFFER, PLAN, REQUEST
from comity.assistance.enums import OfferStatus, PlanStatus
from comity.assistance.models import Contributor, Offer, Plan, SupportRequest
from comity.kernel import audit
from comity.kernel.errors import NotEntitled, NotPossible, Outdated
from comity.kernel.hashing import content_hash
from comity.kernel.machines import Machine
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Capacity, Person, Role, held, identity
from comity.kernel.transitions import lock


def entitled(machine: Machine, record: Any, by: Person, roles: Any) -> Capacity:
    """The capacity in which ``by`` may work on ``record``; NotEntitled where there is none."""
    for capacity in held(by.capacities(), roles):
        if machine.stands_for(record, capacity):
            return capacity
    raise NotEntitled(_("Your role does not allow you to change this record."))


def bump(record: Any) -> None:
    record.row_version += 1
    record.save()


@contextmanager
def editing_request(request: SupportRequest, *, by: Person, expected: int | None = None) -> Iterator[SupportRequest]:
    """Yield the locked request to be changed by a preparer or focal point of its State, while a draft or returned."""
    with transaction.atomic():
        fresh: SupportRequest = lock(REQUEST, request)
        capacity = entitled(REQUEST, fresh, by, STATE_ROLES)
        if not fresh.is_editable:
            raise NotPossible(_("The request can be changed only while it is a draft or was returned for completion."))
        if expected is not None and expected != fresh.row_version:
            raise Outdated
        before = content_hash(request_content(fresh))
        yield fresh
        bump(fresh)
        Contributor.objects.get_or_create(request=fresh, user_id=identity(by))
        after = content_hash(request_content(fresh))
        audit.append(
            by=capacity, action="request.edit", subject_type="request", subject=fresh.pk, before=before, after=after
        )


@contextmanager
def editing_offer(offer: Offer, *, by: Person, expected: int | None = None) -> Iterator[Offer]:
    """Yield the locked draft offer to be changed by its provider. Whoever changes it last has prepared it."""
    with transaction.atomic():
        fresh: Offer = lock(OFFER, offer)
        capacity = entitled(OFFER, fresh, by, PROVIDER_ROLES)
        if fresh.status != OfferStatus.DRAFT:
            raise NotPossible(_("An offer can be changed only while it is a draft."))
        if expected is not None and expected != fresh.row_version:
            raise Outdated
        yield fresh
        fresh.prepared_by_id = identity(by)
        bump(fresh)
        audit.append(by=capacity, action="offer.edit", subject_type="offer", subject=fresh.pk)


@contextmanager
def editing_plan(plan: Plan, *, by: Person, expected: int | None = None) -> Iterator[Plan]:
    """Yield the locked draft plan to be changed by the coordinator or a provider with a component in it."""
    with transaction.atomic():
        fresh: Plan = lock(PLAN, plan)
        roles = (Role.COORDINATOR, *PROVIDER_ROLES)
        capacity = entitled(PLAN, fresh, by, roles)
        if fresh.status != PlanStatus.DRAFT:
            raise NotPossible(
                _("A proposed plan is locked. Choose “Change the plan” first; both sides then accept anew.")
            )
        if expected is not None and expected != fresh.row_version:
            raise Outdated
        before = content_hash(plan_content(fresh))
        yield fresh
        bump(fresh)
        after = content_hash(plan_content(fresh))
        audit.append(by=capacity, action="plan.edit", subject_type="plan", subject=fresh.pk, before=before, after=after)
