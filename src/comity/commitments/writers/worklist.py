"""A worklist as a workbook (``.xlsx``): one row a recommendation, what a ministry fills in unlocked, the rest not.

Row 1 is hidden and names the columns for the machine, whatever language the headings below are in. A hidden sheet keeps
the answers as they were sent. There is no password: the locks guard against slips of the hand, and whoever takes them
off finds every change listed when the worklist comes back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

import xlsxwriter

from comity.commitments.worklist import ANSWERS, DATES, FIXED, LONGEST, WorklistRow
from comity.documents.spreadsheets import sheet_name

PREFIX, SENT_PREFIX = "comity.", "comity.sent."
SENT_SHEET = "comity-sent"
KEYS = ("id", "mark", *FIXED, *ANSWERS)
HIDDEN = ("id", "mark")
HEADINGS_ROW, FIRST_ROW = 1, 2  # counted from 0; row 0 holds the keys
WIDTHS = {"symbol": 16, "paragraph": 11, "text": 60, "position": 14, "themes": 30, "status": 22, "done": 50,
          "institution": 26, "indicator": 26, "due": 13, "evidence_title": 30, "evidence_source": 30,
          "evidence_date": 13, "evidence_shows": 40}  # fmt: skip
LONGEST_CELL = 32_000
INSTRUCTIONS_WIDTH = 100
FROZEN_COLUMNS = KEYS.index("text") + 1
OPEN, CLOSED = "#FFF8E1", "#F1F3F5"
EARLIEST = date(1948, 12, 10)  # before this, no date is an answer; also keeps slips of the year out


@dataclass(frozen=True)
class Words:
    """All words of the workbook, in one language."""

    title: str  # name of the sheet
    headings: dict[str, str]  # by FIXED and ANSWERS
    to_fill: str  # mark of a column to be filled in, before its heading
    instructions_title: str
    instructions: Sequence[str]
    statuses: Sequence[tuple[str, str]]  # letter and what it means
    bad_status: str
    bad_date: str
    too_long: str


def write_worklist(target: IO[bytes], rows: Iterable[WorklistRow], *, words: Words, rtl: bool = False) -> int:
    """Write the workbook, its sheets turned for right-to-left scripts if ``rtl``; returns the number of rows."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    listed = list(rows)
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": words.title, "comments": "Comity"})
        _Sheet(book, words, rtl=rtl).write(listed)
        _write_instructions(book, words, rtl=rtl)
        _write_sent(book, listed)
    return len(listed)


class _Sheet:
    def __init__(self, book: Any, words: Words, *, rtl: bool) -> None:
        self.words = words
        self.sheet = book.add_worksheet(sheet_name(words.title))
        if rtl:
            self.sheet.right_to_left()
        common = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C5CBD1"}
        date_form = {"num_format": "yyyy-mm-dd", "align": "right" if rtl else "left"}
        self.read_only = book.add_format({**common, "bg_color": CLOSED})
        self.open = book.add_format({**common, "locked": False})
        self.open_date = book.add_format({**common, **date_form, "locked": False})
        heading = {**common, "bold": True, "bottom": 2}
        self.heading = book.add_format({**heading, "bg_color": CLOSED})
        self.open_heading = book.add_format({**heading, "bg_color": OPEN})

    def write(self, rows: list[WorklistRow]) -> None:
        sheet = self.sheet
        for column, key in enumerate(KEYS):
            sheet.write_string(0, column, PREFIX + key)
            self._head(column, key)
        sheet.set_row(0, None, None, {"hidden": True})
        for number, row in enumerate(rows, start=FIRST_ROW):
            self._row(number, row)
        last = max(FIRST_ROW + len(rows) - 1, FIRST_ROW)
        sheet.freeze_panes(FIRST_ROW, FROZEN_COLUMNS)
        sheet.autofilter(HEADINGS_ROW, 0, last, len(KEYS) - 1)
        self._guard(last)
        sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADINGS_ROW)

    def _head(self, column: int, key: str) -> None:
        if key in HIDDEN:
            self.sheet.set_column(column, column, None, None, {"hidden": True})
            self.sheet.write_string(HEADINGS_ROW, column, key, self.heading)
            return
        self.sheet.set_column(column, column, WIDTHS[key])
        is_open = key in ANSWERS
        words = f"{self.words.to_fill} {self.words.headings[key]}" if is_open else self.words.headings[key]
        self.sheet.write_string(HEADINGS_ROW, column, words, self.open_heading if is_open else self.heading)

    def _row(self, number: int, row: WorklistRow) -> None:
        self.sheet.write_number(number, 0, row.id)
        self.sheet.write_string(number, 1, row.mark)
        for column, key in enumerate(KEYS[len(HIDDEN) :], start=len(HIDDEN)):
            if key in FIXED:
                self.sheet.write_string(number, column, row.fixed.get(key, "")[:LONGEST_CELL], self.read_only)
            else:
                self._answer(number, column, key, row.answers.get(key, ""))

    def _answer(self, number: int, column: int, key: str, value: str) -> None:
        if key in DATES:
            if value:
                self.sheet.write_datetime(number, column, date.fromisoformat(value), self.open_date)
            else:
                self.sheet.write_blank(number, column, None, self.open_date)
        elif key == "status":
            self.sheet.write_string(number, column, self._status(value), self.open)
        else:
            self.sheet.write_string(number, column, value[:LONGEST_CELL], self.open)

    def _status(self, letter: str) -> str:
        return next((status for status in self._statuses() if status.startswith(letter)), letter) if letter else ""

    def _statuses(self) -> list[str]:
        return [f"{letter} – {meaning}" for letter, meaning in self.words.statuses]

    def _guard(self, last: int) -> None:
        """Say at once what a cell takes."""
        for column, key in enumerate(KEYS):
            if key not in ANSWERS:
                continue
            rule: dict[str, Any]
            if key == "status":
                rule = {"validate": "list", "source": _meanings_at(self.words), "error_message": self.words.bad_status}
            elif key in DATES:
                rule = {"validate": "date", "criteria": ">=", "value": EARLIEST, "error_message": self.words.bad_date}
            else:
                rule = {"validate": "length", "criteria": "<=", "value": LONGEST[key],
                        "error_message": self.words.too_long % {"number": LONGEST[key]}}  # fmt: skip
            self.sheet.data_validation(FIRST_ROW, column, last, column, rule)


def _write_instructions(book: Any, words: Words, *, rtl: bool) -> None:
    sheet = book.add_worksheet(sheet_name(words.instructions_title))
    if rtl:
        sheet.right_to_left()
    sheet.set_column(0, 0, INSTRUCTIONS_WIDTH)
    body = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, words.instructions_title, book.add_format({"bold": True, "font_size": 14}))
    meanings = (f"{letter} – {meaning}" for letter, meaning in words.statuses)
    for number, line in enumerate([*words.instructions, *meanings], start=1):
        sheet.write_string(number, 0, line, body)
    sheet.protect()


def _meanings_at(words: Words) -> str:
    """Where the instructions list the statuses: a list written into the rule itself may have 255 characters only."""
    first = len(words.instructions) + 2
    name = sheet_name(words.instructions_title).replace("'", "''")
    return f"='{name}'!$A${first}:$A${first + len(words.statuses) - 1}"


def _write_sent(book: Any, rows: list[WorklistRow]) -> None:
    """The answers as they are sent, by which an edit can be told from a change in the register."""
    sheet = book.add_worksheet(SENT_SHEET)
    for column, key in enumerate(("id", *ANSWERS)):
        sheet.write_string(0, column, SENT_PREFIX + key)
    for number, row in enumerate(rows, start=1):
        sheet.write_number(number, 0, row.id)
        for column, key in enumerate(ANSWERS, start=1):
            sheet.write_string(number, column, row.answers.get(key, "")[:LONGEST_CELL])
    sheet.protect()
    sheet.very_hidden()
