"""Tables as Excel workbooks, row by row in constant memory. Texts are always texts, never formulas or links."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

import xlsxwriter

from comity.documents.cells import plain

LONGEST_CELL = 32_767  # characters, the format's own limit
CUT = " […]"
WIDEST, NARROWEST = 60, 10


def write_workbook(
    target: IO[bytes],
    *,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    widths: Sequence[int] = (),
    rtl: bool = False,
    notes: Sequence[str] = (),
) -> int:
    """Write one sheet of rows, and one of notes where there are any; returns the number of rows written.

    ``rtl`` turns the sheets for right-to-left scripts. A text longer than a cell may hold ends in “[…]”.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title, "comments": "Comity"})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = _sheet(book, sheet_name(title), rtl=rtl)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, widths[place] if place < len(widths) else NARROWEST + len(column) // 2)
            sheet.write_string(0, place, column, head)
        sheet.freeze_panes(1, 0)
        count = 0
        for count, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                _write(sheet, count, place, plain(value), body)
        sheet.autofilter(0, 0, max(count, 1), max(len(columns) - 1, 0))
        if notes:
            _write_notes(_sheet(book, "i", rtl=rtl), notes, body)
    return count


def _sheet(book: Any, name: str, *, rtl: bool) -> Any:
    sheet = book.add_worksheet(name)
    if rtl:
        sheet.right_to_left()
    return sheet


def sheet_name(title: str) -> str:
    """A name that the format allows: at most 31 characters, none of []:*?/\\, no apostrophe at either end."""
    kept = "".join(" " if sign in "[]:*?/\\" else sign for sign in title)
    return kept[:31].strip(" '") or "1"


def _write(sheet: Any, row: int, place: int, value: str | float, style: Any) -> None:
    if isinstance(value, str):
        short = value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - len(CUT)] + CUT
        sheet.write_string(row, place, short, style)
    else:
        sheet.write_number(row, place, value, style)


def _write_notes(sheet: Any, notes: Sequence[str], style: Any) -> None:
    sheet.set_column(0, 0, WIDEST)
    for row, note in enumerate(notes):
        sheet.write_string(row, 0, note, style)
