"""Taking the answers of a worklist that came back: compared first, written in one transaction when a person says so."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from comity.commitments.models import Recommendation
from comity.commitments.readers.worklist import read_worklist
from comity.commitments.rules import worklist_capacity
from comity.commitments.worklist import Diff, RowDiff, Sheet, compare
from comity.commitments.worklist_store import rows_of, store
from comity.kernel import audit
from comity.kernel.errors import ActError, NotEntitled, NotPossible, Outdated
from comity.kernel.roles import Person

Winner = Literal["register", "sheet"]
AT_ONCE = 500  # records fetched in one statement


def open_worklist(path: str | Path) -> Sheet:
    """The rows of the file, as the statuses of this installation let them be read."""
    return read_worklist(path, frozenset(letter for letter, _meaning in store().statuses()))


def compare_worklist(sheet: Sheet, *, by: Person) -> Diff:
    """What the worklist would change. A recommendation of a State that ``by`` does not write for is unknown to it."""
    found = _recommendations(sheet, by)
    return compare(sheet, {row.id: row for row in rows_of(found.values(), user=by)})


@transaction.atomic
def apply_worklist(
    sheet: Sheet, *, by: Person, seen: str, choices: Mapping[int, Winner] | None = None
) -> tuple[Diff, int]:
    """Write the changes of a worklist as ``by``; gives what was compared and the number of rows written.

    ``seen``: the mark of the comparison that the person read; if it would be another one now, nothing is written and
    Outdated is raised. ``choices``: by recommendation, who wins where both changed; without a choice the register does.
    One refusal refuses all, with a sentence that names the recommendation.
    """
    recommendations = _recommendations(sheet, by, lock=True)
    diff = compare(sheet, {row.id: row for row in rows_of(recommendations.values(), user=by)})
    if diff.mark != seen:
        raise Outdated
    written = 0
    for row in diff.changed:
        answers = row.taken(sheet_wins=(choices or {}).get(row.row.id) == "sheet")
        if answers:
            _write(recommendations[row.row.id], row, answers, by)
            written += 1
    return diff, written


def _write(recommendation: Recommendation, row: RowDiff, answers: dict[str, str], by: Person) -> None:
    capacity = worklist_capacity(by, recommendation.state)
    if capacity is None:
        raise NotEntitled(_("You do not write the follow-up of this State."))
    try:
        store().apply(recommendation, answers, version=row.row.version, by=by)
    except ActError as error:
        words = {"number": row.number, "name": row.row.label, "reason": error}
        raise NotPossible(_("Row %(number)s (%(name)s): %(reason)s") % words) from error
    audit.append(
        by=capacity, action="worklist.apply", subject_type="recommendation", subject=recommendation.pk,
        fields=sorted(answers), conflicts=len(row.conflicts),
    )  # fmt: skip


def _recommendations(sheet: Sheet, by: Person, *, lock: bool = False) -> dict[int, Recommendation]:
    """The sheet's recommendations that ``by`` may see and whose State's follow-up ``by`` writes."""
    numbers = sorted({row.id for row in sheet.rows if row.id is not None} | sheet.sent)
    rows = Recommendation.objects.visible_to(by).order_by("id")
    if lock:
        rows = rows.select_for_update()
    found: dict[int, Recommendation] = {}
    for start in range(0, len(numbers), AT_ONCE):
        found |= rows.in_bulk(numbers[start : start + AT_ONCE])
    return {pk: row for pk, row in found.items() if worklist_capacity(by, row.state)}
