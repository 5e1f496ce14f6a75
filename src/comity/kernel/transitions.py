"""The one door through which a record changes its state.

It asks three separate questions: may this person (permission), does the state allow it (policy), is the page that the
person decided on still true (version); then writes the row, the step, the audit event and the notifications in one
transaction. The same step sent twice has one effect (R20).
"""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible, Outdated
from comity.kernel.hashing import content_hash
from comity.kernel.machines import Act, Machine, Transition
from comity.kernel.models import StateChange
from comity.kernel.notices import notify
from comity.kernel.roles import Capacity, Person, held


@dataclass(frozen=True)
class Step:
    """What the door did. ``changed`` is False where the same step had been taken before."""

    record: Any
    changed: bool


def capacity_for(machine: Machine, arrow: Transition, record: Any, by: Person) -> Capacity | None:
    """The capacity in which ``by`` may take this step with this record, or None (permission)."""
    for capacity in held(by.capacities(), arrow.roles):
        if capacity.role == "system" or machine.stands_for(record, capacity):
            return capacity
    return None


def open_steps(machine: Machine, record: Any, by: Person) -> list[Transition]:
    """The transitions that ``by`` may take from the record's present state; checks of completeness not included."""
    return [arrow for arrow in machine.leaving(record.status) if capacity_for(machine, arrow, record, by)]


def lock(machine: Machine, record: models.Model) -> Any:
    """Lock the aggregate's root, then the record, and return the record as it now is."""
    root = machine.root(record)
    type(root)._base_manager.select_for_update().get(pk=root.pk)
    return type(record)._base_manager.select_for_update().get(pk=record.pk)


def taken_before(machine: Machine, arrow: Transition, record: Any, by: Person, expected: int | None) -> bool:
    """Whether this very step, by this person, from this very version, has been taken already."""
    steps = StateChange.objects.filter(machine=machine.name, record=record.pk)
    if expected is not None:
        return steps.filter(row_version=expected, transition=arrow.name, by=by.pk).exists()
    last = steps.order_by("-id").first()
    return bool(last and last.transition == arrow.name and last.by_id == by.pk and record.status == last.target)


@transaction.atomic
def transition(
    machine: Machine, record: Any, name: str, *, by: Person, expected: int | None = None, reason: str = "", **given: Any
) -> Step:
    """Take the step ``name`` with ``record``.

    ``expected`` is the row version that the person saw. Raises NotEntitled, NotPossible, Incomplete or Outdated; then
    nothing is written. ``given`` reaches the machine's checks and effects.
    """
    arrow = machine.arrow(name)
    fresh = lock(machine, record)
    if taken_before(machine, arrow, fresh, by, expected):
        return Step(fresh, changed=False)
    capacity = capacity_for(machine, arrow, fresh, by)
    if capacity is None:
        raise NotEntitled(_("Your role does not allow this step: %(step)s.") % {"step": arrow.label})
    if fresh.status not in arrow.sources:
        state = machine.states(fresh.status).label
        raise NotPossible(
            _("“%(step)s” is not possible while the state is “%(state)s”.") % {"step": arrow.label, "state": state}
        )
    if expected is not None and expected != fresh.row_version:
        raise Outdated
    if arrow.reason_required and not reason.strip():
        raise Incomplete(_("Give the reasons: “%(step)s” is not possible without them.") % {"step": arrow.label})
    act = Act(capacity, reason.strip(), given)
    for check in arrow.checks:
        check(fresh, act)
    return Step(_write(machine, arrow, fresh, act), changed=True)


def _write(machine: Machine, arrow: Transition, record: Any, act: Act) -> Any:
    source, version = record.status, record.row_version
    if hasattr(record, "status_since"):
        record.status_since = timezone.now()
    if hasattr(record, "state_before") and not arrow.back:
        record.state_before = source
    record.status = record.state_before if arrow.back else arrow.target
    record.row_version = version + 1
    if arrow.effect:
        arrow.effect(record, act)
    record.save()
    StateChange.objects.create(
        machine=machine.name, record=record.pk, transition=arrow.name, source=source, target=record.status,
        row_version=version, at=timezone.now(), by_id=act.capacity.user_id, role=act.capacity.role,
        organisation=act.capacity.organisation_id, reason=act.reason,
    )  # fmt: skip
    audit.append(
        by=act.capacity, action=f"{machine.name}.{arrow.name}", subject_type=machine.name, subject=record.pk,
        before=source, after=record.status, version=version + 1,
        reason=content_hash(act.reason) if act.reason else "",
    )  # fmt: skip
    code, path = machine.describe(record)
    notify(set(machine.recipients(record, arrow)) - {act.capacity.user_id}, f"{machine.name}.{arrow.name}", code, path)
    return record
