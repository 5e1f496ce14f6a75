"""What institutions report on an action, and an action that is dropped or taken up again."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.commitments.domain.followup_machine import ACTION, STEPS
from comity.commitments.domain.followup_people import writing_capacity
from comity.commitments.enums import ActionStatus
from comity.commitments.models import ActionReport, ImplementationAction
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotPossible, Outdated
from comity.kernel.roles import Person, identity
from comity.kernel.transitions import Step, lock, transition


@transaction.atomic
def report_progress(
    action: ImplementationAction, *, status: str, on: date, done: str, by: Person, value: str = "",
    obstacles: str = "", expected: int | None = None,
) -> ActionReport:  # fmt: skip
    """Put an account on the record: how far the action is (``status``) and what was done. It is never rewritten.

    The same account sent twice is one. Dropping an action is :func:`drop_action`, because it needs a reason.
    """
    fresh: ImplementationAction = lock(ACTION, action)
    capacity = writing_capacity(fresh.state_id, by)
    said = {"on": on, "done": done.strip(), "value": value.strip(), "obstacles": obstacles.strip(), "status": status}
    if same := ActionReport.objects.filter(action=fresh, by=by.pk, **said).first():
        return same
    if expected is not None and expected != fresh.row_version:
        raise Outdated
    _check(fresh, status, on, said["done"])
    if status != fresh.status:
        step = STEPS[ActionStatus(fresh.status), ActionStatus(status)]
        transition(ACTION, fresh, step, by=by, expected=fresh.row_version)
    report = ActionReport.objects.create(
        action=fresh, organisation_id=capacity.body, role=capacity.role, by_id=identity(by), **said
    )
    audit.append(by=capacity, action="action.report", subject_type="action", subject=fresh.pk, report=report.pk)
    return report


def _check(action: ImplementationAction, status: str, on: date, done: object) -> None:
    if not done:
        raise Incomplete(_("Say what was done; “nothing yet” is an answer."))
    if on > timezone.localdate():
        raise NotPossible(_("Progress is reported on days that have passed; choose today or earlier."))
    if status == ActionStatus.DROPPED:
        raise NotPossible(_("To drop an action is a step of its own, with a reason."))
    if action.status == ActionStatus.DROPPED:
        raise NotPossible(_("The action was dropped. Take it up again, then report on it."))
    if status != action.status and (action.status, status) not in STEPS:
        raise NotPossible(_("An action that is done goes on or stays done; it is not planned again."))


def drop_action(action: ImplementationAction, *, reason: str, by: Person, expected: int | None = None) -> Step:
    """Drop the action, with the reason. Its recommendations are then without it, and every count says so."""
    return transition(ACTION, action, "drop", by=by, expected=expected, reason=reason)


def resume_action(action: ImplementationAction, *, by: Person, expected: int | None = None) -> Step:
    """Take a dropped action up again, as planned."""
    return transition(ACTION, action, "resume", by=by, expected=expected)
