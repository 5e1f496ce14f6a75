"""Labelled texts out of a CSV file: what ``comity classify train`` and ``evaluate`` read.

Columns, in any order, UTF-8; only ``text`` is needed, an empty cell means "not judged":

``text`` · ``issues`` (UPR Info's names, between commas or bars) · ``action_rank`` (1–5) · ``state`` (State under
review: texts of one State are never divided between training and checking) · ``education`` (yes or no) · ``themes``
(OHCHR's, between bars; "Right to education" among them counts as yes) · ``sdg`` (a goal) with ``label`` (yes or no;
without it the text belongs to that goal and to no other) · ``language``. Headings of UPR Info's export (Text, Issue,
Action, To) are understood as well, and a file may be compressed (.csv.gz).
"""

import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from comity.commitments.classify.labels import ALSO, GOALS, ISSUES, RANKS

ALIASES = {"issue": "issues", "action": "action_rank", "to": "state", "state_under_review": "state"}
YES, NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n"}
RIGHT_TO_EDUCATION = "right to education"
LONGEST_CELL = 10_000_000  # characters


class WrongRowError(ValueError):
    """A file that cannot be used; the sentence says what and where."""


class Row(NamedTuple):
    text: str
    issues: tuple[str, ...] | None = None
    rank: int | None = None
    state: str = ""
    education: bool | None = None
    goal: int | None = None
    belongs: bool | None = None  # None: to this goal and no other
    language: str | None = None


@contextmanager
def long_cells() -> Iterator[None]:
    """Let CSV have long texts; the limit is the whole process's, so it is set back for other readers."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def read(path: Path) -> list[Row]:
    """All rows; WrongRowError with a sentence at the first that cannot be used."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with long_cells(), opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            return list(_rows(file))
    except UnicodeDecodeError as error:
        raise WrongRowError("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.") from error
    except (OSError, EOFError, csv.Error) as error:
        raise WrongRowError(f"The file cannot be read as CSV ({error}).") from error


def _rows(file: TextIO) -> Iterator[Row]:
    table = csv.reader(file)
    heads = [head.strip().lower().replace(" ", "_") for head in next(table, [])]
    columns = {ALIASES.get(head, head): place for place, head in enumerate(heads)}
    if "text" not in columns:
        raise WrongRowError("The file has no column “text”.")
    for number, cells in enumerate(table, 2):
        if not any(cells):
            continue
        values = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        yield _row(values, number)


def _row(values: dict[str, str], number: int) -> Row:
    goal = _whole(values.get("sdg", ""), "sdg", GOALS, number)
    return Row(
        text=values["text"],
        issues=_issues(values.get("issues", ""), number),
        rank=_whole(values.get("action_rank", ""), "action_rank", RANKS, number),
        state=values.get("state", ""),
        education=_education(values, number),
        goal=goal,
        belongs=_answer(values.get("label", ""), "label", number) if goal else None,
        language=values.get("language") or None,
    )


def _issues(cell: str, number: int) -> tuple[str, ...] | None:
    if not cell:
        return None
    named = [name.strip() for name in cell.replace("|", ",").split(",") if name.strip()]
    found = tuple(ALSO.get(name, name) for name in named)
    for name in found:
        if name not in ISSUES:
            raise WrongRowError(f"Row {number}: “{name}” is not one of the 54 issues of UPR Info.")
    return found


def _whole(cell: str, column: str, among: tuple[int, ...], number: int) -> int | None:
    if not cell:
        return None
    if not cell.isascii() or not cell.isdigit() or int(cell) not in among:
        raise WrongRowError(f"Row {number}: “{cell}” under {column} is not a number from {among[0]} to {among[-1]}.")
    return int(cell)


def _education(values: dict[str, str], number: int) -> bool | None:
    if values.get("education"):
        return _answer(values["education"], "education", number)
    if values.get("themes"):
        return RIGHT_TO_EDUCATION in values["themes"].lower()
    return None


def _answer(cell: str, column: str, number: int) -> bool | None:
    if not cell:
        return None
    if cell.lower() in YES | NO:
        return cell.lower() in YES
    raise WrongRowError(f"Row {number}: “{cell}” under {column} is neither yes nor no.")
