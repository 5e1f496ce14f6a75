"""A worklist: what a ministry is asked for on each recommendation, and what came back, compared cell by cell. Pure.

Three sides are compared: the worklist as it was sent, as it came back, and the register now. A cell that the ministry
left alone changes nothing, also where the register has moved on. A cell that both changed, differently, is a conflict,
and a person decides. A worklist that lost its record of what was sent still has a mark on each row; where the mark says
that the register has moved on, every differing cell of that row counts as a conflict, because nobody can tell any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b

ANSWERS = (  # what the ministry fills in, in the order of the columns
    "status", "done", "institution", "indicator", "due", "evidence_title", "evidence_source", "evidence_date",
    "evidence_shows",
)  # fmt: skip
DATES = frozenset({"due", "evidence_date"})
FIXED = ("symbol", "paragraph", "text", "position", "themes")  # what it only reads
LONGEST = {"status": 1, "done": 8_000, "institution": 200, "indicator": 300, "evidence_title": 200,
           "evidence_source": 300, "evidence_shows": 2_000}  # fmt: skip
MARK_BYTES = 12

Answers = Mapping[str, str]  # by ANSWERS; dates as 2026-12-31, "" where there is none


class Kind(StrEnum):
    ADDED = "added"  # the register had nothing
    CHANGED = "changed"
    REMOVED = "removed"  # the cell was emptied
    CONFLICT = "conflict"  # the register changed since the worklist was sent, and says something else


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """One recommendation in a worklist, as the register has it. ``version`` is the follow-up's own, for its verbs."""

    id: int
    fixed: Mapping[str, str]
    answers: Answers
    version: str = ""

    @property
    def mark(self) -> str:
        """Equal as long as the answers are: by it a row knows whether the register has moved on."""
        said = "\x1f".join([str(self.id), *(self.answers.get(name, "") for name in ANSWERS)])
        return blake2b(said.encode(errors="replace"), digest_size=MARK_BYTES).hexdigest()

    @property
    def label(self) -> str:
        """Symbol and paragraph, by which people know the recommendation."""
        return " ".join(filter(None, (self.fixed.get("symbol", ""), self.fixed.get("paragraph", "")))) or f"#{self.id}"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it came back. ``sent``: the answers as they were sent, None where the sheet lost them."""

    number: int  # of the row in the sheet, as people see it
    id: int | None
    mark: str
    fixed: Mapping[str, str]
    answers: Answers
    sent: Answers | None
    faults: Mapping[str, str] = field(default_factory=dict)  # by ANSWERS: what could not be understood


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worklist that came back. ``sent``: numbers of all recommendations that it was sent with, as far as it knows."""

    rows: list[SheetRow]
    sent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CellChange:
    field: str
    kind: Kind
    there: str  # what the register says now
    sheet: str
    sent: str | None  # what the worklist said when it was sent


@dataclass(frozen=True, slots=True)
class LockedEdit:
    """A cell that the ministry only reads says something else; it is told and never taken."""

    field: str
    there: str
    sheet: str


@dataclass(frozen=True, slots=True)
class RowDiff:
    """What one row would change. ``row`` is the register's."""

    number: int
    row: WorklistRow
    changes: tuple[CellChange, ...]
    locked: tuple[LockedEdit, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def conflicts(self) -> list[CellChange]:
        return [change for change in self.changes if change.kind == Kind.CONFLICT]

    def taken(self, *, sheet_wins: bool) -> dict[str, str]:
        """The answers to write: all changes, those in conflict only if the sheet is to win."""
        return {change.field: change.sheet for change in self.changes if sheet_wins or change.kind != Kind.CONFLICT}


@dataclass(slots=True)
class Diff:
    """What the worklist would change, row by row; ``rows`` are those of which there is anything to say."""

    rows: list[RowDiff] = field(default_factory=list)
    unchanged: int = 0
    unknown: list[SheetRow] = field(default_factory=list)  # nobody's, or not this person's
    repeated: list[SheetRow] = field(default_factory=list)  # further rows of a recommendation that stood above
    not_returned: list[int] = field(default_factory=list)  # sent, and not in the sheet any more

    @property
    def changed(self) -> list[RowDiff]:
        return [row for row in self.rows if row.changes]

    @property
    def conflicting(self) -> list[RowDiff]:
        return [row for row in self.rows if row.conflicts]

    @property
    def mark(self) -> str:
        """Equal as long as the same is to be decided: whoever applies must have seen exactly this."""
        said = [
            "\x1f".join([str(row.row.id), row.row.mark, change.field, change.kind, change.there, change.sheet])
            for row in self.changed
            for change in row.changes
        ]
        return blake2b("\x1e".join(said).encode(errors="replace"), digest_size=MARK_BYTES).hexdigest()


def compare(sheet: Sheet, register: Mapping[int, WorklistRow]) -> Diff:
    """The difference between a worklist that came back and the register, by number of the recommendation."""
    diff, seen = Diff(), set[int]()
    for row in sheet.rows:
        there = register.get(row.id) if row.id is not None else None
        if there is None:
            diff.unknown.append(row)
        elif there.id in seen:
            diff.repeated.append(row)
        else:
            seen.add(there.id)
            found = RowDiff(row.number, there, tuple(_changes(row, there)), tuple(_locked(row, there)), row.faults)
            if found.changes or found.locked or found.faults:
                diff.rows.append(found)
            else:
                diff.unchanged += 1
    diff.not_returned = sorted(sheet.sent.intersection(register) - seen)
    return diff


def _changes(row: SheetRow, there: WorklistRow) -> Iterable[CellChange]:
    for name in ANSWERS:
        now = there.answers.get(name, "")
        said = row.answers.get(name, now)  # a cell that could not be read says nothing
        sent = None if row.sent is None else row.sent.get(name, "")
        touched = sent is None or said != sent
        if said == now or not touched:
            continue
        moved_on = row.mark != there.mark if sent is None else now != sent
        yield CellChange(name, Kind.CONFLICT if moved_on else _kind(now, said), now, said, sent)


def _kind(now: str, said: str) -> Kind:
    if not now:
        return Kind.ADDED
    return Kind.CHANGED if said else Kind.REMOVED


def _locked(row: SheetRow, there: WorklistRow) -> Iterable[LockedEdit]:
    for name in FIXED:
        now, said = there.fixed.get(name, ""), row.fixed.get(name)
        if said is not None and said.split() != now.split():
            yield LockedEdit(name, now, said)
