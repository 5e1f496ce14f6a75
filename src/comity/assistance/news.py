"""The inbox as far as its lines may still be read: of a record that is gone from sight it says only that (R10)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.assistance.models import Offer, Plan, SupportRequest
from comity.commitments.models import ImplementationAction
from comity.kernel.machines import REGISTRY
from comity.kernel.models import Notification

LATEST = 8
PATH = re.compile(r"^/desk/(requests|offers|plans|followup/actions)/(\d+)/$")
MODELS: dict[str, tuple[Any, str]] = {
    "requests": (SupportRequest, "code"),
    "offers": (Offer, "request__code"),
    "plans": (Plan, "request__code"),
    "followup/actions": (ImplementationAction, "code"),
}
SENTENCES = {
    "request.endorse": gettext_lazy("was endorsed"),
    "request.submit": gettext_lazy("was submitted"),
    "request.resubmit": gettext_lazy("was submitted again"),
    "request.acknowledge": gettext_lazy("was received and acknowledged"),
    "request.return": gettext_lazy("was returned for completion"),
    "request.admit": gettext_lazy("was found admissible"),
    "request.decline": gettext_lazy("was declined, with reasons"),
    "request.assess": gettext_lazy("goes into a needs assessment"),
    "request.approve_assessment": gettext_lazy("is open for offers"),
    "request.circulate": gettext_lazy("is open for offers"),
    "request.open_plan": gettext_lazy("goes into planning"),
    "request.find_unmet": gettext_lazy("has found no answer in time"),
    "request.renew": gettext_lazy("is open for offers again"),
    "request.agree": gettext_lazy("has an agreed plan"),
    "request.deliver": gettext_lazy("is in delivery"),
    "request.complete": gettext_lazy("is completed: both sides give their view"),
    "request.close": gettext_lazy("was closed"),
    "request.hold": gettext_lazy("was put on hold"),
    "request.resume": gettext_lazy("was taken up again"),
    "request.withdraw": gettext_lazy("was withdrawn"),
    "request.invite_consulted": gettext_lazy("is open to your comments"),
    "note.leave": gettext_lazy("has a new comment"),
    "note.restricted": gettext_lazy("is waiting for safeguarding"),
    "voice.submit": gettext_lazy("waits for a decision"),
    "voice.publish": gettext_lazy("has a new voice"),
    "submission.receive": gettext_lazy("is waiting for safeguarding"),
    "submission.add": gettext_lazy("is waiting for safeguarding"),
    "contact.ask": gettext_lazy("is waiting for an answer"),
    "contact.grant": gettext_lazy("was granted"),
    "contact.refuse": gettext_lazy("was refused"),
    "offer.clear": gettext_lazy("has an offer that is cleared"),
    "offer.submit": gettext_lazy("has a new offer"),
    "offer.consider": gettext_lazy("has an offer under consideration"),
    "offer.accept": gettext_lazy("has an accepted offer"),
    "offer.accept_in_part": gettext_lazy("has an offer that is accepted in part"),
    "offer.decline": gettext_lazy("has a declined offer"),
    "offer.withdraw": gettext_lazy("has an offer that was withdrawn"),
    "offer.expire": gettext_lazy("has an offer whose validity ran out"),
    "plan.propose": gettext_lazy("has a proposed plan"),
    "plan.consult": gettext_lazy("has a plan to decide on"),
    "plan.revise": gettext_lazy("has a plan that is being changed"),
    "plan.state_accepts_first": gettext_lazy("has a plan that the State accepted"),
    "plan.provider_accepts_first": gettext_lazy("has a plan that the providers accepted"),
    "plan.state_accepts_last": gettext_lazy("has a plan that both sides accepted"),
    "plan.provider_accepts_last": gettext_lazy("has a plan that both sides accepted"),
    "plan.complete": gettext_lazy("has a plan that is completed"),
    "plan.close": gettext_lazy("has a plan that is closed"),
    "component.start": gettext_lazy("has a component that began"),
    "component.finalise": gettext_lazy("has a component that is being finalised"),
    "component.close": gettext_lazy("has a component that is closed"),
    "component.cancel": gettext_lazy("has a component that was cancelled"),
    "component.suspend": gettext_lazy("has a component that is suspended"),
    "component.resume": gettext_lazy("has a component that was taken up again"),
    "plan.activate": gettext_lazy("has a plan that began"),
    "plan.suspend": gettext_lazy("has a suspended plan"),
    "plan.resume": gettext_lazy("has a plan that was taken up again"),
    "plan.terminate": gettext_lazy("has a plan that was terminated"),
    "action.begin": gettext_lazy("is under way"),
    "action.postpone": gettext_lazy("was put off"),
    "action.finish": gettext_lazy("is done"),
    "action.reopen": gettext_lazy("goes on"),
    "action.drop": gettext_lazy("was dropped, with reasons"),
    "action.resume": gettext_lazy("was taken up again"),
    "action.remind": gettext_lazy("waits for a report of your institution"),
}


@dataclass(frozen=True)
class NewsLine:
    """``code`` and ``path`` are empty where the record is no longer shared with the person."""

    notification: Notification
    code: str
    path: str
    sentence: str

    @property
    def is_new(self) -> bool:
        return self.notification.read_at is None


@dataclass(frozen=True)
class News:
    unread: int
    latest: list[NewsLine]


def news(user: Any) -> News:
    """What is unread: how much in all, and the latest of it."""
    unread = Notification.objects.filter(recipient=user.pk, read_at__isnull=True)
    return News(unread.count(), inbox_lines(unread[:LATEST], user))


def inbox_lines(notifications: Iterable[Notification], user: Any) -> list[NewsLine]:
    """The lines as ``user`` may read them today. At most one query a kind of record, however many lines."""
    rows = list(notifications)
    wanted: dict[str, set[int]] = {}
    for row in rows:
        if found := PATH.match(row.path):
            wanted.setdefault(found[1], set()).add(int(found[2]))
    seen = {kind: _codes(kind, ids, user) for kind, ids in wanted.items()}
    return [_line(row, seen) for row in rows]


def _codes(kind: str, ids: set[int], user: Any) -> dict[int, str]:
    """The codes that the records have now; a request that was a draft when the line was written has one since."""
    model, code = MODELS[kind]
    return {pk: found or "" for pk, found in model.objects.visible_to(user).filter(pk__in=ids).values_list("pk", code)}


def _line(row: Notification, seen: dict[str, dict[int, str]]) -> NewsLine:
    found = PATH.match(row.path)
    if not found:
        return NewsLine(row, row.code, row.path, sentence(row.kind))
    codes = seen[found[1]]
    if int(found[2]) not in codes:
        return NewsLine(row, "", "", _("This is no longer shared with you."))
    return NewsLine(row, codes[int(found[2])] or _("Draft request"), row.path, sentence(row.kind))


def sentence(kind: str) -> str:
    """What happened, to be read after the code of the record."""
    if kind in SENTENCES:
        return str(SENTENCES[kind])
    machine, _dot, arrow = kind.partition(".")
    known = {step.name: step.label for step in REGISTRY[machine].transitions} if machine in REGISTRY else {}
    return str(known.get(arrow, _("has moved on")))
