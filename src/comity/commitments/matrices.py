"""OHCHR's thematic list of one review as the register can give it back: the file that came, or a new one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.commitments.assessments import AssessmentOf
from comity.commitments.models import Recommendation
from comity.commitments.originals import original_matrix
from comity.commitments.queries import of_state
from comity.commitments.readers.draft import Draft
from comity.commitments.readers.symbols import report_of
from comity.commitments.reports.material import best_of
from comity.commitments.writers.fresh_matrix import Layout, ListedRecommendation, fresh_matrix
from comity.commitments.writers.matrix import CellOutcome, Outcome, fill_matrix
from comity.reference.names import cycle_of, state_name


@dataclass(slots=True)
class ExportedMatrix:
    """``made_from``: "file" (given), "original" (kept from the import) or "register" (made anew)."""

    content: bytes
    made_from: str
    outcomes: list[CellOutcome]
    not_in_file: list[str] = field(default_factory=list)  # paragraphs that only the register has
    not_in_register: list[str] = field(default_factory=list)  # paragraphs that only the file has

    def count(self, outcome: Outcome) -> int:
        return sum(one.outcome == outcome for one in self.outcomes)

    @property
    def conflicts(self) -> list[CellOutcome]:
        """Cells in which somebody had written something else, which was left."""
        return [one for one in self.outcomes if one.outcome in {Outcome.CONFLICT, Outcome.BLOCKED}]


def export_matrix(
    *,
    state: str,
    session: int,
    user: Any,
    assessment_of: AssessmentOf,
    file: Path | None = None,
    layout: Layout = "older",
    overwrite: bool = False,
) -> ExportedMatrix:
    """The list with the assessment of each recommendation, as ``user`` may read them.

    Raises UnreadableFileError where ``file`` is no list of this State's review.
    """
    rows = _rows(state, session, user)
    original = file or original_matrix(state, session)
    if original is None:
        return _fresh(rows, state, session, assessment_of, layout)
    known = _Known(rows)
    absent: dict[str, None] = {}

    def text_of(draft: Draft) -> str:
        found = known.find(draft)
        if found is None:
            absent[draft.paragraph or draft.text[:60]] = None
        return assessment_of(found) if found else ""

    filled = fill_matrix(original, state=state, session=session, text_of=text_of, overwrite=overwrite)
    made_from = "file" if file else "original"
    return ExportedMatrix(filled.content, made_from, filled.outcomes, known.unused(), list(absent))


def _rows(state: str, session: int, user: Any) -> list[Recommendation]:
    found = list(of_state(state, user).recommendations().filter(session=session, mechanism="upr").order_by("id"))
    return best_of(found)


class _Known:
    """The register's recommendations, found by the key of the list's row or by report and paragraph."""

    def __init__(self, rows: Iterable[Recommendation]) -> None:
        self._by_key: dict[str, Recommendation] = {}
        for row in rows:
            self._by_key.setdefault(row.key, row)
            if row.symbol and row.paragraph:
                self._by_key.setdefault(f"{report_of(row.symbol)}|{row.paragraph}", row)
        self._used: set[int] = set()

    def find(self, draft: Draft) -> Recommendation | None:
        found = self._by_key.get(draft.key)
        if found:
            self._used.add(found.pk)
        return found

    def unused(self) -> list[str]:
        rows = {row.pk: row for row in self._by_key.values() if row.pk not in self._used}
        return [row.paragraph or row.text[:60] for row in rows.values()]


def _fresh(
    rows: list[Recommendation], state: str, session: int, assessment_of: AssessmentOf, layout: Layout
) -> ExportedMatrix:
    listed, outcomes = [], []
    for row in rows:
        there, wanted = str(row.extra.get("assessment", "")), assessment_of(row)
        listed.append(_listed(row, wanted or there))
        outcome = Outcome.FILLED if wanted else Outcome.NOTHING
        outcomes.append(CellOutcome(outcome, row.key, row.paragraph, there, wanted))
    title = f"UPR of {state_name(state)} (Cycle {cycle_of(session) or '?'} – {session}th session): recommendations"
    return ExportedMatrix(fresh_matrix(listed, title=title, layout=layout), "register", outcomes)


def _listed(row: Recommendation, assessment: str) -> ListedRecommendation:
    extra = row.extra
    return ListedRecommendation(
        paragraph=row.paragraph,
        text=row.text,
        source=str(extra.get("source_of_position") or row.symbol),
        position=row.position,
        theme=str(extra.get("grouped_under") or next(iter(row.themes), "")),
        themes=row.themes,
        affected_persons=row.affected_persons,
        sdgs=extra.get("sdg_labels") or row.sdgs,
        assessment=assessment,
    )
