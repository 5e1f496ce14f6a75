"""Appending to the audit and verifying its chain. Call inside the transaction of the act itself."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from comity.kernel.hashing import content_hash
from comity.kernel.models import AuditEvent, AuditHead
from comity.kernel.roles import Capacity

CHAINED = (
    "sequence", "at", "actor", "role", "organisation", "action", "subject_type", "subject",
    "before_hash", "after_hash", "facts", "previous",
)  # fmt: skip


def _chain_hash(event: AuditEvent) -> str:
    values = {name: getattr(event, name) for name in CHAINED}
    values["at"] = event.at.isoformat(timespec="microseconds")
    return content_hash(values)


def append(
    *,
    by: Capacity,
    action: str,
    subject_type: str,
    subject: object,
    before: str = "",
    after: str = "",
    **facts: Any,
) -> AuditEvent:
    """Append one event. ``action`` is ``subject.verb``; ``facts`` are codes and hashes, never content or names.

    Holds the chain's head until the surrounding transaction ends; raises if there is no such transaction, because an
    audit event that outlives its act, or the reverse, would be a lie.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit event is written in the transaction of its act.")
    AuditHead.objects.get_or_create(pk=1)
    head = AuditHead.objects.select_for_update().get(pk=1)
    event = AuditEvent(
        sequence=head.sequence + 1,
        at=timezone.now(),
        actor=by.user_id,
        role=by.role,
        organisation=by.organisation_id,
        action=action,
        subject_type=subject_type,
        subject=str(subject),
        before_hash=before,
        after_hash=after,
        facts=facts,
        previous=head.hash,
    )
    event.hash = _chain_hash(event)
    event.save(force_insert=True)
    head.sequence, head.hash = event.sequence, event.hash
    head.save(update_fields=["sequence", "hash"])
    return event


@dataclass(frozen=True)
class Verdict:
    """Result of verifying the chain: how many events were read, and what is wrong, in sentences."""

    events: int
    faults: tuple[str, ...]


def verify() -> Verdict:
    """Read the whole chain, oldest first, and report every gap, altered event and false link."""
    faults: list[str] = []
    previous, expected, count = "0" * 64, 1, 0
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=2000):
        count += 1
        if event.sequence != expected:
            faults.append(f"Event {expected} is missing; the next one is {event.sequence}.")
        if event.previous != previous:
            faults.append(f"Event {event.sequence} does not follow from the event before it.")
        if _chain_hash(event) != event.hash:
            faults.append(f"Event {event.sequence} ({event.action}) was altered after it was written.")
        previous, expected = event.hash, event.sequence + 1
    head = AuditHead.objects.filter(pk=1).first()
    if head and (head.sequence != expected - 1 or head.hash != previous):
        faults.append(f"The chain should end with event {head.sequence}; it ends with event {expected - 1}.")
    return Verdict(count, tuple(faults))
