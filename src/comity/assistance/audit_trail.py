"""The audit as a page may show it: who, in which role, took which step with which record, when. Never content.

A system administrator sees every event but those about comments of consulted bodies, voices and submissions, because
that a body spoke at all can put it at risk (rule R13). The coordinator sees events about records that are open to them
(rule R1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from comity.assistance.models import Component as PlanComponent
from comity.assistance.models import NeedItem, Offer, Plan, StakeholderNote, SupportRequest
from comity.kernel import audit
from comity.kernel.machines import REGISTRY
from comity.kernel.models import AuditEvent, Consent
from comity.kernel.roles import Role
from comity.people.models import User

OPEN_SUBJECTS = ("organisation", "user", "import", "report")
SPOKEN = ("note", "voice", "submission", "contact")  # who spoke, or how to reach who did: for no administrator


@dataclass(frozen=True)
class Entry:
    """One event for a reader. ``who`` is a function, never a name; ``action`` the stable code, ``label`` its words."""

    sequence: int
    at: datetime
    who: str
    role: str
    action: str
    label: str
    subject: str


def may_read_audit(user: Any) -> bool:
    return bool({Role.ADMINISTRATOR, Role.COORDINATOR} & set(user.roles()))


def visible_events(user: Any) -> QuerySet[AuditEvent]:
    """The events that this reader may know of; nobody but administrators and the coordinator knows of any."""
    roles = user.roles()
    if Role.ADMINISTRATOR in roles:
        return AuditEvent.objects.exclude(subject_type__in=SPOKEN)
    if Role.COORDINATOR in roles:
        return AuditEvent.objects.filter(_open_to(user))
    return AuditEvent.objects.none()


def _open_to(user: Any) -> Q:
    requests = SupportRequest.objects.visible_to(user).values("pk")
    plans = Plan.objects.visible_to(user).values("pk")
    rows: Mapping[str, Any] = {
        "request": SupportRequest.objects.filter(pk__in=requests),
        "offer": Offer.objects.visible_to(user),
        "plan": Plan.objects.filter(pk__in=plans),
        "component": PlanComponent.objects.filter(plan__in=plans),
        "need": NeedItem.objects.filter(request__in=requests),
        "note": StakeholderNote.objects.visible_to(user),
        "consent": Consent.objects.filter(
            Q(subject_type="request", subject__in=requests) | Q(subject_type="plan", subject__in=plans)
        ),
    }
    condition = Q(subject_type__in=OPEN_SUBJECTS)
    for name, found in rows.items():
        keys = found.annotate(text_key=Cast("pk", CharField())).values("text_key")
        condition |= Q(subject_type=name, subject__in=keys)
    return condition


def narrowed(
    events: QuerySet[AuditEvent],
    *,
    action: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[AuditEvent]:
    """Narrow by the action's code or its first part, by subject (“request” or “request 12”), by first and last day."""
    if action:
        events = events.filter(Q(action=action) | Q(action__startswith=f"{action}."))
    kind, _space, key = subject.strip().partition(" ")
    if kind:
        events = events.filter(subject_type=kind)
    if key.strip():
        events = events.filter(subject=key.strip())
    if since:
        events = events.filter(at__date__gte=since)
    if until:
        events = events.filter(at__date__lte=until)
    return events


def actions_in(events: QuerySet[AuditEvent]) -> list[tuple[str, str]]:
    """Code and words of every action that occurs, by code."""
    codes = events.order_by("action").values_list("action", flat=True).distinct()
    return [(code, action_label(code)) for code in codes]


def action_label(action: str) -> str:
    """The words of a step where the action is a step of a machine, else the code itself."""
    name, _dot, step = action.partition(".")
    if name in REGISTRY:
        for arrow in REGISTRY[name].transitions:
            if arrow.name == step:
                return str(arrow.label)
    return action


def entries(events: list[AuditEvent]) -> list[Entry]:
    """The events with functions instead of numbers of people; one query, however many."""
    people = dict(User.objects.filter(pk__in={event.actor for event in events}).values_list("pk", "title"))
    roles = dict(Role.choices)
    return [
        Entry(
            event.sequence, event.at, _who(event, people), str(roles.get(event.role, event.role)), event.action,
            action_label(event.action), f"{event.subject_type} {event.subject}",
        )
        for event in events
    ]  # fmt: skip


def _who(event: AuditEvent, people: Mapping[int, str]) -> str:
    if event.actor is None:
        return _("the system")
    return people.get(event.actor) or _("an account that no longer exists")


def verdict() -> audit.Verdict:
    """Read the whole chain; for the page that asks for it."""
    return audit.verify()
