"""A store in memory, and worklists that a ministry filled in, for tests."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from comity.commitments.models import Recommendation
from comity.commitments.worklist import WorklistRow
from comity.commitments.worklist_store import NoStore
from comity.commitments.writers.worklist import FIRST_ROW, KEYS, Words, write_worklist
from comity.kernel.errors import NotPossible
from comity.kernel.roles import Person

STATUSES = (("A", "largely done"), ("B", "done in part"), ("C", "begun"), ("D", "no information"), ("E", "opposite"))
WORDS = Words(
    title="Worklist", headings={key: key.title() for key in KEYS}, to_fill="✎", instructions_title="How to",
    instructions=["Fill in."], statuses=STATUSES, bad_status="Choose.", bad_date="Write a date.", too_long="%(number)s",
)  # fmt: skip


class InMemory(NoStore):
    """Answers by number of the recommendation. ``refuses``: recommendations whose answers are refused."""

    def __init__(self) -> None:
        self.kept: dict[int, dict[str, str]] = {}
        self.refuses: set[int] = set()
        self.writers: list[int | None] = []

    def answers(
        self, recommendations: Iterable[Recommendation], *, user: Any
    ) -> Mapping[int, tuple[dict[str, str], str]]:
        return {row.pk: (dict(self.kept.get(row.pk, {})), "") for row in recommendations}

    def apply(self, recommendation: Recommendation, answers: Mapping[str, str], *, version: str, by: Person) -> None:
        if recommendation.pk in self.refuses:
            raise NotPossible("The source is older than the recommendation.")
        self.kept.setdefault(recommendation.pk, {}).update(answers)
        self.writers.append(by.pk)


def row(number: int, **answers: str) -> WorklistRow:
    fixed = {
        "symbol": "A/HRC/59/99", "paragraph": f"140.{number}", "text": f"Open school {number} (Kenya);",
        "position": "Supported", "themes": "Right to education",
    }  # fmt: skip
    return WorklistRow(number, fixed, answers)


def sent(tmp_path: Path, rows: Iterable[WorklistRow], *, rtl: bool = False, words: Words = WORDS) -> Path:
    path = tmp_path / "worklist.xlsx"
    with path.open("wb") as target:
        write_worklist(target, rows, words=words, rtl=rtl)
    return path


def filled(
    path: Path, edits: Mapping[int, Mapping[str, Any]], *, without: Iterable[str] = (), drop: Iterable[int] = (),
    more: Iterable[list[Any]] = (), sort: bool = False,
) -> Path:  # fmt: skip
    """The workbook as a spreadsheet program saves it after ``edits`` (number → column → value).

    ``without``: sheets that got lost; ``drop``: rows deleted; ``more``: rows added by hand; ``sort``: turned round.
    """
    book = CalamineWorkbook.from_path(str(path))
    target = path.with_name("filled.xlsx")
    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False}) as written:
        for name in book.sheet_names:
            if name not in set(without):
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                if name == book.sheet_names[0]:
                    head, body = rows[:FIRST_ROW], rows[FIRST_ROW:]
                    body = [_edited(one, edits) for one in body if int(one[0]) not in set(drop)]
                    rows = [*head, *(reversed(body) if sort else body), *more]
                _write(written, name, rows)
    return target


def _edited(cells: list[Any], edits: Mapping[int, Mapping[str, Any]]) -> list[Any]:
    changed = list(cells)
    for key, value in edits.get(int(cells[0]), {}).items():
        changed[KEYS.index(key)] = value
    return changed


def _write(book: Any, name: str, rows: list[list[Any]]) -> None:
    sheet = book.add_worksheet(name)
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if hasattr(value, "isoformat"):
                sheet.write_datetime(number, column, value, dates)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            else:
                sheet.write(number, column, value)


def column(key: str) -> int:
    return KEYS.index(key)
