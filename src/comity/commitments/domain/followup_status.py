"""Where a recommendation stands, as its State says: recording it, correcting it, saying it of several at once.

A request for assistance never comes here (rule R16): nothing in this module reads one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comity.commitments.domain.followup_evidence import Source, attach, check_dates, check_grade, same_evidence
from comity.commitments.domain.followup_people import addressed, writing_capacity
from comity.commitments.models import Recommendation, StatusEntry
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotPossible
from comity.kernel.hashing import content_hash
from comity.kernel.roles import Capacity, Person, identity


@dataclass(frozen=True)
class RollDown:
    """What became of a status said of several: entries written, and numbers whose own assessment stands."""

    written: tuple[StatusEntry, ...]
    kept: tuple[int, ...]


@transaction.atomic
def record_status(
    recommendation: Recommendation, *, state: str, grade: str, on: date, by: Person, note: str = "",
    evidence: Iterable[Source] = (),
) -> StatusEntry:  # fmt: skip
    """Say where one recommendation stands on day ``on``; the earlier entries stay. Sent twice, it is one."""
    return _say(recommendation, state, grade, on, by, note=note.strip(), evidence=tuple(evidence))


@transaction.atomic
def correct_status(
    entry: StatusEntry, *, grade: str, on: date, reason: str, by: Person, note: str = "",
    evidence: Iterable[Source] = (),
) -> StatusEntry:  # fmt: skip
    """Say that ``entry`` was wrong: a new entry of the recommendation's own, with the reason; the old one is kept.

    A corrected entry that is public stays so until the focal point publishes the correction or takes it back.
    """
    if not reason.strip():
        raise Incomplete(_("Say what was wrong."))
    return _say(
        entry.recommendation, entry.state_id, grade, on, by, note=note.strip(), evidence=tuple(evidence),
        reason=reason.strip(), corrects=entry,
    )  # fmt: skip


def _say(
    recommendation: Recommendation, state: str, grade: str, on: date, by: Person, *, evidence: Sequence[Source],
    corrects: StatusEntry | None = None, **texts: str,
) -> StatusEntry:  # fmt: skip
    capacity = writing_capacity(state, by)
    (fresh,) = addressed([recommendation.pk], state, lock=True)
    check_grade(grade, on, evidence)
    check_dates(fresh, on, evidence)
    said = {"grade": grade, "on": on, "corrects": corrects, **texts}
    last = StatusEntry.objects.filter(recommendation=fresh, state=state, by=by.pk).order_by("-id").first()
    if last and all(getattr(last, name) == value for name, value in said.items()) and same_evidence(last, evidence):
        return last
    if corrects and StatusEntry.objects.filter(corrects=corrects).exists():
        raise NotPossible(_("This entry was corrected already; correct the correction."))
    act = "status.correct" if corrects else "status.record"
    return _write(fresh, state, capacity, by, evidence=evidence, act=act, **said)


def _write(
    recommendation: Recommendation, state: str, capacity: Capacity, by: Person, *, evidence: Sequence[Source],
    act: str, **said: Any,
) -> StatusEntry:  # fmt: skip
    entry = StatusEntry.objects.create(
        recommendation=recommendation, state_id=state, organisation_id=capacity.body, role=capacity.role,
        by_id=identity(by), **said,
    )  # fmt: skip
    attach(entry, evidence)
    mark = content_hash({"grade": entry.grade, "on": entry.on.isoformat(), "note": entry.note, "reason": entry.reason})
    audit.append(
        by=capacity, action=act, subject_type="status", subject=entry.pk, after=mark,
        recommendation=recommendation.pk, evidence=len(evidence),
    )  # fmt: skip
    return entry


@transaction.atomic
def roll_down_status(
    recommendation_ids: Iterable[int], *, state: str, grade: str, on: date, reason: str, by: Person, note: str = "",
    evidence: Iterable[Source] = (),
) -> RollDown:  # fmt: skip
    """Say the same of several recommendations at once, for the ``reason`` why they stand together.

    New information beats an old assessment; no information beats none. So the status is not written where the
    recommendation's own entry is of the day of the newest source here, or later: that entry knew as much. Without
    sources (“no information received”), every own entry stays. Where a source is too old for one of the
    recommendations, nothing is written at all, and the sentence names it.
    """
    sources = tuple(evidence)
    capacity = writing_capacity(state, by)
    if not reason.strip():
        raise Incomplete(_("Say why these recommendations stand together."))
    check_grade(grade, on, sources)
    rows = addressed(recommendation_ids, state, lock=True)
    if not rows:
        raise Incomplete(_("Choose at least one recommendation."))
    for row in rows:
        check_dates(row, on, sources)
    kept = own_assessments_that_stand((row.pk for row in rows), state, sources)
    said = {"grade": grade, "on": on, "note": note.strip(), "reason": reason.strip(), "rolled_down": True}
    there = _said_before([row.pk for row in rows], state, by, sources, said)
    written = [
        there.get(row.pk) or _write(row, state, capacity, by, evidence=sources, act="status.roll_down", **said)
        for row in rows
        if row.pk not in kept
    ]
    return RollDown(tuple(written), tuple(row.pk for row in rows if row.pk in kept))


def own_assessments_that_stand(numbers: Iterable[int], state: str, evidence: Sequence[Source]) -> set[int]:
    """Those of ``numbers`` whose own entry a rolled-down status with this evidence leaves alone."""
    own = StatusEntry.objects.standing().filter(state=state, recommendation__in=list(numbers), rolled_down=False)
    newest = max((one.dated for one in evidence), default=None)
    if newest is not None:
        own = own.filter(on__gte=newest)
    return set(own.values_list("recommendation", flat=True))


def _said_before(
    numbers: list[int], state: str, by: Person, evidence: Sequence[Source], said: dict[str, Any]
) -> dict[int, StatusEntry]:
    """The very same roll-down by the same person (rule R20), by recommendation, where it is the last thing said."""
    rows = StatusEntry.objects.filter(recommendation__in=numbers, state=state).prefetch_related("evidence")
    last = {row.recommendation_id: row for row in rows.order_by("id")}
    return {
        number: row
        for number, row in last.items()
        if row.by_id == by.pk
        and all(getattr(row, name) == value for name, value in said.items())
        and same_evidence(row, evidence)
    }
