"""Days of the demonstration: its content counts them from today, so that some things are always overdue and others not.

The acts are done now, through the domain's verbs, and then set back to the day on which the story has them happen.
The audit is left alone: it says truthfully that the demonstration's builder wrote everything within a few seconds.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
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
    (Notification, ("created_at",)),
)
OPENING = time(8, 0)
BETWEEN = timedelta(minutes=11)
_acts: Counter[int] = Counter()


def begin() -> None:
    """Begin counting the acts of each day anew."""
    _acts.clear()


@overload
def day(number: int) -> date: ...
@overload
def day(number: None) -> None: ...
def day(number: int | None) -> date | None:
    """The date ``number`` days from today; None stays None."""
    return None if number is None else timezone.localdate() + timedelta(days=number)


def moment(number: int) -> datetime:
    """A moment of that day, later than every moment asked for before on the same day; never in the future."""
    then = datetime.combine(timezone.localdate() + timedelta(days=number), OPENING) + BETWEEN * _acts[number]
    _acts[number] += 1
    return min(timezone.make_aware(then), timezone.now())


@contextmanager
def happened(number: int) -> Iterator[None]:
    """What the block writes gets the times of day ``number`` (negative in the past)."""
    began = timezone.now()
    yield
    then = moment(number)
    for model, names in TIMES:
        for name in names:
            model._base_manager.filter(**{f"{name}__gte": began}).update(**{name: then})
    review = then.date() + timedelta(days=limit("progress_pairing").days)
    Pairing.objects.filter(made_at=then).update(review_on=review)
