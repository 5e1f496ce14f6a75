"""How to reach a sender: one safeguarding officer asks, another person grants, and every look is recorded."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.commitments.domain.submissions import entitled
from comity.commitments.domain.voice_machine import SAFEGUARDING_DESK, safeguarding_ids
from comity.commitments.models import ContactAccess, SenderContact, Submission
from comity.commitments.models.voice import BARRED
from comity.kernel import audit
from comity.kernel.errors import NotEntitled, NotPossible
from comity.kernel.notices import notify
from comity.kernel.roles import Capacity, Person, Role, held, identity
from comity.people.queries import user_ids

OPEN_FOR = timedelta(hours=24)
GRANTERS = (Role.SAFEGUARDING, Role.COORDINATOR)


def may_grant(by: Person) -> bool:
    """Safeguarding officers and the coordinator, unless they also act for a State or administer the system."""
    roles = {capacity.role for capacity in by.capacities()}
    return bool(roles & set(GRANTERS)) and not roles & BARRED


@transaction.atomic
def ask_for_contact(submission: Submission, *, reason: str, by: Person) -> ContactAccess:
    """Ask to see how the sender can be reached; an open question of the same person is not asked twice."""
    entitled(submission, by)
    if reason not in ContactAccess.Reason.values:
        raise NotPossible(_("Choose the reason."))
    if not SenderContact.objects.filter(submission=submission).exists():
        raise NotPossible(_("The sender left no way to be reached."))
    open_ = ContactAccess.objects.filter(submission=submission, asked_by=identity(by), refused=False)
    known = open_.filter(granted_at__isnull=True).first() or open_.filter(granted_at__gte=_since()).first()
    if known:
        return known
    row = ContactAccess.objects.create(submission=submission, reason=reason, asked_by_id=identity(by))
    _record(row, "ask", by)
    others = (safeguarding_ids() | (user_ids([Role.COORDINATOR]) - user_ids(BARRED))) - {by.pk}
    notify(others, "contact.ask", _("A question to a second person"), SAFEGUARDING_DESK)
    return row


@transaction.atomic
def decide_on_contact(access: ContactAccess, *, grant: bool, by: Person) -> ContactAccess:
    """The second person grants or refuses; the first cannot be the second."""
    fresh = ContactAccess.objects.select_for_update().get(pk=access.pk)
    if not may_grant(by):
        raise NotEntitled(_("A second safeguarding officer or the coordinator decides this."))
    if fresh.asked_by_id == by.pk:
        raise NotEntitled(_("You asked yourself; a second person decides."))
    if fresh.granted_at or fresh.refused:
        raise NotPossible(_("This was decided already."))
    fresh.granted_by_id, fresh.refused = identity(by), not grant
    fresh.granted_at = timezone.now() if grant else None
    fresh.save(update_fields=["granted_by", "granted_at", "refused"])
    _record(fresh, "grant" if grant else "refuse", by)
    notify([fresh.asked_by_id], f"contact.{'grant' if grant else 'refuse'}", _("Your question"), SAFEGUARDING_DESK)
    return fresh


@transaction.atomic
def read_contact(access: ContactAccess, *, by: Person) -> str:
    """The contact, for whoever asked, within a day of the grant. Every look is counted and goes to the audit."""
    fresh = ContactAccess.objects.select_for_update().select_related("submission").get(pk=access.pk)
    entitled(fresh.submission, by)
    if fresh.asked_by_id != by.pk:
        raise NotEntitled(_("Only the person who asked reads the contact."))
    if not is_open(fresh):
        raise NotPossible(_("Nobody has granted this, or the day for which it was granted is over. Ask again."))
    contact = SenderContact.objects.filter(submission=fresh.submission).first()
    if contact is None:
        raise NotPossible(_("The sender left no way to be reached."))
    fresh.read_at, fresh.times_read = timezone.now(), fresh.times_read + 1
    fresh.save(update_fields=["read_at", "times_read"])
    _record(fresh, "read", by)
    return contact.text


def is_open(access: ContactAccess) -> bool:
    return access.granted_at is not None and not access.refused and access.granted_at >= _since()


def _since() -> datetime:
    return timezone.now() - OPEN_FOR


def _record(access: ContactAccess, act: str, by: Person) -> None:
    capacity: Capacity = held(by.capacities(), GRANTERS)[0]
    audit.append(by=capacity, action=f"contact.{act}", subject_type="contact", subject=access.pk, reason=access.reason)


def has_contact(submission: Submission) -> bool:
    """Whether the sender left a way to be reached; not which."""
    return SenderContact.objects.filter(submission=submission).exists()
