"""A State lets the public read its agreed plan, and takes that back. Consent is given for one version (rule R1)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from comity.assistance.domain.machines import PLAN
from comity.assistance.enums import Extent, PlanStatus
from comity.assistance.models import Plan
from comity.kernel import audit, consents
from comity.kernel.errors import NotEntitled, NotPossible, Outdated
from comity.kernel.models import Consent
from comity.kernel.roles import Capacity, Person, Role, held
from comity.kernel.transitions import lock

NOT_AGREED = (
    PlanStatus.DRAFT, PlanStatus.PROPOSED, PlanStatus.CONSULTATION, PlanStatus.BY_STATE, PlanStatus.BY_PROVIDER,
)  # fmt: skip


@transaction.atomic
def share_plan(plan: Plan, *, by: Person, expected: int | None = None, until: date | None = None) -> Plan:
    """Publish the agreed version as far as the request itself is published. Sent twice it has one effect."""
    fresh: Plan = lock(PLAN, plan)
    capacity = _focal_point(fresh, by)
    if fresh.status in NOT_AGREED:
        raise NotPossible(_("Only a plan that both sides have agreed on can be published."))
    if fresh.is_public and _live(fresh):
        return fresh
    _same(fresh, expected)
    consents.give(
        subject_type="plan", subject=fresh, version_hash=fresh.version_hash, state=fresh.request.state_id,
        scope=Consent.Scope.PLAN, audience="public", extent=Extent.FULL, until=until, by=by,
    )  # fmt: skip
    return _set(fresh, capacity, public=True)


@transaction.atomic
def stop_sharing_plan(plan: Plan, *, by: Person, expected: int | None = None) -> Plan:
    """Take the plan from the public page at once. Copies that others made cannot be recalled."""
    fresh: Plan = lock(PLAN, plan)
    capacity = _focal_point(fresh, by)
    if not fresh.is_public:
        return fresh
    _same(fresh, expected)
    consents.withdraw_all(subject_type="plan", subject=fresh, by=by, scope=Consent.Scope.PLAN)
    return _set(fresh, capacity, public=False)


def _focal_point(plan: Plan, by: Person) -> Capacity:
    for capacity in held(by.capacities(), (Role.STATE_FOCAL_POINT,)):
        if capacity.state == plan.request.state_id:
            return capacity
    raise NotEntitled(_("Only a focal point of the State itself can decide on consent."))


def _live(plan: Plan) -> bool:
    rows = Consent.objects.live().of("plan", plan.pk)
    return rows.filter(scope=Consent.Scope.PLAN, version_hash=plan.version_hash).exists()


def _same(plan: Plan, expected: int | None) -> None:
    if expected is not None and expected != plan.row_version:
        raise Outdated


def _set(plan: Plan, capacity: Capacity, *, public: bool) -> Plan:
    plan.is_public = public
    plan.row_version += 1
    plan.save(update_fields=["is_public", "row_version", "changed_at"])
    audit.append(
        by=capacity, action="plan.share" if public else "plan.stop_sharing", subject_type="plan", subject=plan.pk,
        after=plan.version_hash,
    )  # fmt: skip
    return plan
