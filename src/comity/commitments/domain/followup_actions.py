"""The implementation plan: planning an action, changing it, and linking it to the recommendations that it answers."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comity.commitments.domain.followup_machine import ACTION
from comity.commitments.domain.followup_people import addressed, writing_capacity
from comity.commitments.domain.followup_smart import checked
from comity.commitments.enums import ActionStatus
from comity.commitments.models import ImplementationAction
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotPossible, Outdated
from comity.kernel.hashing import content_hash
from comity.kernel.roles import Person, identity
from comity.kernel.transitions import lock
from comity.people.models import Organisation
from comity.reference.models import State

FIELDS = frozenset({
    "title", "description", "lead", "lead_name", "other_contributors", "indicator", "baseline", "target", "due_on",
    "budget", "currency", "smart", "remind_months",
})  # fmt: skip
_CURRENCY = re.compile(r"^[A-Z]{3}$")


@transaction.atomic
def plan_action(
    *, state: State, fields: Mapping[str, Any], by: Person, recommendations: Iterable[int] = (),
    contributors: Iterable[Organisation] = (),
) -> ImplementationAction:  # fmt: skip
    """Plan an action of the State in answer to ``recommendations`` (their numbers); none is possible, and visible.

    ``fields``: names of FIELDS; a title is needed, everything else may follow. The same form sent twice makes one.
    """
    capacity = writing_capacity(state.pk, by)
    State.objects.select_for_update().get(pk=state.pk)
    served = addressed(recommendations, state.pk)
    action = ImplementationAction(state=state, written_by_id=identity(by))
    _fill(action, fields)
    if same := _sent_before(action, {row.pk for row in served}):
        return same
    action.code = _next_code(state.pk)
    action.save()
    action.recommendations.set(served)
    action.contributors.set(contributors)
    audit.append(
        by=capacity, action="action.plan", subject_type="action", subject=action.pk, after=_mark(action),
        recommendations=len(served),
    )  # fmt: skip
    return action


def _sent_before(action: ImplementationAction, served: set[int]) -> ImplementationAction | None:
    """The person's own untouched action with the same content and the same recommendations (rule R20)."""
    same = {name: getattr(action, name) for name in FIELDS}
    rows = ImplementationAction.objects.filter(
        state=action.state_id, written_by=action.written_by_id, row_version=1, status=ActionStatus.PLANNED,
        title=action.title,
    )  # fmt: skip
    for row in rows:
        if {name: getattr(row, name) for name in FIELDS} == same and served == _numbers(row):
            return row
    return None


def _next_code(state: str) -> str:
    start = f"ACT-{state}-"
    codes = ImplementationAction.objects.filter(state=state).values_list("code", flat=True)
    return f"{start}{max((int(code.rsplit('-', 1)[1]) for code in codes), default=0) + 1}"


def _numbers(action: ImplementationAction) -> set[int]:
    return set(action.recommendations.values_list("pk", flat=True))


@transaction.atomic
def change_action(
    action: ImplementationAction, *, fields: Mapping[str, Any], by: Person,
    contributors: Iterable[Organisation] | None = None, expected: int | None = None,
) -> ImplementationAction:  # fmt: skip
    """Change what is planned. ``expected``: the row version that the person saw; ``contributors``: None keeps them."""
    fresh = _open(action, by, expected)
    before = _mark(fresh)
    _fill(fresh, fields)
    if contributors is not None:
        fresh.contributors.set(contributors)
    return _changed(fresh, by, "action.change", before)


@transaction.atomic
def link_recommendations(
    action: ImplementationAction, *, by: Person, add: Iterable[int] = (), remove: Iterable[int] = (),
    expected: int | None = None,
) -> ImplementationAction:  # fmt: skip
    """Say which recommendations the action answers. The recommendations and their status stay untouched."""
    fresh = _open(action, by, expected)
    before = _mark(fresh)
    fresh.recommendations.remove(*remove)
    fresh.recommendations.add(*addressed(add, fresh.state_id))
    return _changed(fresh, by, "action.link", before)


def _open(action: ImplementationAction, by: Person, expected: int | None) -> ImplementationAction:
    """The locked action as it now is, if ``by`` may change it and nobody else did meanwhile."""
    fresh: ImplementationAction = lock(ACTION, action)
    writing_capacity(fresh.state_id, by)
    if expected is not None and expected != fresh.row_version:
        raise Outdated
    if not fresh.is_going_on:
        raise NotPossible(_("An action that is done or dropped is not rewritten; take it up again first."))
    return fresh


def _changed(action: ImplementationAction, by: Person, name: str, before: str) -> ImplementationAction:
    action.row_version += 1
    action.save()
    capacity = writing_capacity(action.state_id, by)
    audit.append(
        by=capacity, action=name, subject_type="action", subject=action.pk, before=before, after=_mark(action),
        version=action.row_version,
    )  # fmt: skip
    return action


def _mark(action: ImplementationAction) -> str:
    """Hash of the content, for the audit."""
    values = {name: str(getattr(action, name)) for name in sorted(FIELDS)}
    return content_hash({**values, "recommendations": sorted(_numbers(action))})


def _fill(action: ImplementationAction, fields: Mapping[str, Any]) -> None:
    if foreign := set(fields) - FIELDS:
        raise ValueError(f"Not fields of an action: {', '.join(sorted(foreign))}.")
    for name, value in fields.items():
        setattr(action, name, checked(value) if name == "smart" else value)
    _check(action)


def _check(action: ImplementationAction) -> None:
    if not action.title.strip():
        raise Incomplete(_("Give the action a title."))
    if action.lead and action.lead_name.strip():
        raise NotPossible(_("Name one lead institution: choose it from the list, or write its name."))
    if action.lead and action.lead.state_id != action.state_id:
        raise NotPossible(_("An institution of the State itself leads the action; others contribute."))
    if action.budget is not None and action.budget < 0:
        raise NotPossible(_("A budget is not below zero."))
    if action.budget is not None and not _CURRENCY.match(action.currency):
        raise Incomplete(_("Name the currency of the budget by its three letters, for example EUR."))
    if action.remind_months is not None and not action.remind_months:
        raise NotPossible(_("The months between reminders are at least one; leave it empty for the usual time."))
