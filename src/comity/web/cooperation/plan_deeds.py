"""What each step with a plan or component means, in words, and the verb that takes it."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.assistance.domain import plans
from comity.web.cooperation.acts import Deed

PLAN_DEEDS = {
    "propose": Deed(
        plans.propose_plan,
        _(
            "This version is locked as it is written. It gets a number and a fingerprint, "
            "and nobody can change it unnoticed."
        ),
    ),
    "consult": Deed(
        plans.put_plan_to_both,
        _("The State's focal point and the clearer of every provider are asked to accept this very version."),
    ),
    "revise": Deed(
        plans.revise_plan,
        _("The plan is unlocked and the next version begins. Whoever accepted the present version must decide again."),
        takes_reason=True,
        reason_label=_("What should change"),
        reason_hint=_("The others read it here."),
    ),
    "activate": Deed(
        plans.activate_plan, _("The plan begins: providers can start their components, and progress is reported.")
    ),
    "suspend": Deed(
        plans.suspend_plan,
        _("The plan rests until somebody takes it up again. The other side reads your reasons."),
        takes_reason=True,
        tone="stop",
    ),
    "resume": Deed(plans.resume_plan, _("The plan goes on as both sides agreed.")),
    "terminate": Deed(
        plans.terminate_plan,
        _(
            "The plan ends before its time and cannot be taken up again. Open components are cancelled, and both "
            "sides are asked for their view. The other side reads your reasons."
        ),
        takes_reason=True,
        tone="stop",
    ),
}


def _moved(component: Any, *, by: Any, expected: int, reason: str = "", name: str) -> Any:
    return plans.move_component(component, name, by=by, expected=expected, reason=reason)


COMPONENT_DEEDS = {
    "start": Deed(
        partial(_moved, name="start"), _("The work of this component begins. With the first one, delivery begins.")
    ),
    "finalise": Deed(
        partial(_moved, name="finalise"), _("The work is done; accounts and results are being completed.")
    ),
    "close": Deed(
        partial(_moved, name="close"),
        _("The component ends. When every component has ended, both sides are asked for their view on the result."),
    ),
    "cancel": Deed(
        partial(_moved, name="cancel"),
        _("The component ends without being delivered. The State reads your reasons."),
        takes_reason=True,
        tone="stop",
    ),
    "suspend": Deed(
        partial(_moved, name="suspend"),
        _("The component rests until your organisation takes it up again. The State reads your reasons."),
        takes_reason=True,
        tone="stop",
    ),
    "resume": Deed(partial(_moved, name="resume"), _("The component goes on where it was interrupted.")),
}
