"""Days of the demonstration: its content counts them from today, so that some things are always overdue and others not.

The acts are done now, through the domain's verbs, and then set back to the day on which the story has them happen.
The audit is left alone: it says truthfully that the demonstration's builder wrote everything within a few seconds.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import overload

from django.db import models
from django.utils import timezone

from comity.assistance.models import (
    Assessment,
    ClosureView,
    Component,
    Offer,
    Pairing,
    Plan,
    PlanAcceptance,
    PlanVersion,
    ProgressUpdate,
    RequestVersion,
    Screening,
    StakeholderNote,
    SupportRequest,
)
from comity.commitments.models import (
    ActionReport,
    ContactAccess,
    ImplementationAction,
    StatusEntry,
    TreatyReport,
    Voice,
)
from comity.kernel.deadlines import limit
from comity.kernel.models import Consent, Notification, StateChange

RECORD = ("created_at", "changed_at", "status_since")
TIMES: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (SupportRequest, (*RECORD, "submitted_at")),
    (Offer, RECORD),
    (Plan, RECORD),
    (Component, RECORD),
    (RequestVersion, ("frozen_at",)),
    (PlanVersion, ("frozen_at",)),
    (StateChange, ("at",)),
    (Consent, ("given_at", "ended_at")),
    (Screening, ("at",)),
    (Assessment, ("proposed_at", "reported_at", "approved_at")),
    (StakeholderNote, ("at",)),
    (Pairing, ("made_at",)),
    (PlanAcceptance, ("at",)),
    (ProgressUpdate, ("at",)),
    (ClosureView, ("at",)),
    (ImplementationAction, RECORD),
    (ActionReport, ("at",)),
    (StatusEntry, ("at", "published_at")),
    (Notification, ("created_at",)),
    (Voice, ("created_at", "changed_at", "submitted_at", "published_at", "withdrawn_at", "checked_at")),
    (ContactAccess, ("asked_at", "granted_at", "read_at")),
    (TreatyReport, ("changed_at",)),
)
OPENING = time(8, 0)
BETWEEN = timedelta(minutes=11)
AT_ONCE = 200  # rows written in one statement


@dataclass(frozen=True)
class Window:
    """What was written between ``began`` and ``ended`` of real time happened, in the story, at ``then``."""

    began: datetime
    ended: datetime
    then: datetime


_acts: Counter[int] = Counter()
_windows: list[Window] = []


def begin() -> None:
    """Begin the story anew."""
    _acts.clear()
    _windows.clear()


@overload
def day(number: int) -> date: ...
@overload
def day(number: None) -> None: ...
def day(number: int | None) -> date | None:
    """The date ``number`` days from today; None stays None."""
    return None if number is None else timezone.localdate() + timedelta(days=number)


def moment(number: int) -> datetime:
    """A moment of that day, later than every moment asked for before on the same day; never in the future."""
    then = datetime.combine(day(number), OPENING) + BETWEEN * _acts[number]
    _acts[number] += 1
    return min(timezone.make_aware(then), timezone.now())


@contextmanager
def happened(number: int) -> Iterator[None]:
    """What the block writes happened on day ``number`` (negative in the past), as soon as ``settle`` says so."""
    began = timezone.now()
    yield
    _windows.append(Window(began, timezone.now(), moment(number)))


def settle() -> None:
    """Set the times of everything that happened since the last call back to its day."""
    for model, names in TIMES:
        changed = [row for row in model._base_manager.only("pk", *names) if _set_back(row, names)]
        model._base_manager.bulk_update(changed, names, batch_size=AT_ONCE)
    review = timedelta(days=limit("progress_pairing").days)
    for pairing in Pairing.objects.all():
        Pairing.objects.filter(pk=pairing.pk).update(review_on=timezone.localdate(pairing.made_at) + review)
    _windows.clear()


def _set_back(row: models.Model, names: Sequence[str]) -> bool:
    found = {name: then for name in names if (then := _then(getattr(row, name)))}
    for name, then in found.items():
        setattr(row, name, then)
    return bool(found)


def _then(written: datetime | None) -> datetime | None:
    """When what was written at this real time happened; None where it belongs to no act since the last call."""
    if written is None:
        return None
    place = bisect_right(_windows, written, key=lambda window: window.began) - 1
    return _windows[place].then if place >= 0 and written <= _windows[place].ended else None
