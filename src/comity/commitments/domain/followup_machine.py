"""The machine of an implementation action: planned, under way, done; or dropped, with the reason."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from comity.commitments.enums import ActionStatus as S
from comity.commitments.models import ImplementationAction
from comity.kernel.machines import Act, Machine, Transition
from comity.kernel.roles import STATE_ROLES, Capacity, Role
from comity.people.queries import user_ids

PEOPLE = (Role.STATE_PREPARER, Role.STATE_FOCAL_POINT)
GOING_ON = (S.PLANNED, S.UNDER_WAY)
STEPS = {  # from what an institution reports to the step that it means
    (S.PLANNED, S.UNDER_WAY): "begin",
    (S.PLANNED, S.DONE): "finish",
    (S.UNDER_WAY, S.DONE): "finish",
    (S.DONE, S.UNDER_WAY): "reopen",
    (S.UNDER_WAY, S.PLANNED): "postpone",
}


def institution(action: ImplementationAction) -> set[int]:
    """The people of the lead institution; the State's focal points where it has nobody here, who pass it on."""
    lead = user_ids(STATE_ROLES, organisations=[action.lead_id]) if action.lead_id else set()
    return lead or user_ids((Role.STATE_FOCAL_POINT,), states=[action.state_id])


def describe(action: ImplementationAction) -> tuple[str, str]:
    return action.code, f"/desk/followup/actions/{action.pk}/"


def _own_state(action: ImplementationAction, capacity: Capacity) -> bool:
    return capacity.state == action.state_id


def _told(action: ImplementationAction, arrow: Transition) -> Iterable[int]:
    del arrow
    return institution(action)


def _dropped(action: ImplementationAction, act: Act) -> None:
    action.dropped_because = act.reason


def _taken_up(action: ImplementationAction, act: Act) -> None:
    del act
    action.dropped_because = ""


ACTION = Machine(
    name="action",
    states=S,
    start=S.PLANNED,
    transitions=(
        Transition("begin", (S.PLANNED,), S.UNDER_WAY, PEOPLE, _("Begin the action")),
        Transition("postpone", (S.UNDER_WAY,), S.PLANNED, PEOPLE, _("Put the action off")),
        Transition("finish", GOING_ON, S.DONE, PEOPLE, _("Finish the action")),
        Transition("reopen", (S.DONE,), S.UNDER_WAY, PEOPLE, _("Go on with the action")),
        Transition("drop", GOING_ON, S.DROPPED, PEOPLE, _("Drop the action"), reason_required=True, effect=_dropped),
        Transition("resume", (S.DROPPED,), S.PLANNED, PEOPLE, _("Take the action up again"), effect=_taken_up),
    ),
    stands_for=_own_state,
    root=lambda action: action,
    turn={S.PLANNED: PEOPLE, S.UNDER_WAY: PEOPLE, S.DONE: (), S.DROPPED: ()},
    recipients=_told,
    describe=describe,
)
