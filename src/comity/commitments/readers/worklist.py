"""A worklist as it comes back from a ministry (``.xlsx``), whatever a spreadsheet program made of it on the way.

Columns are found by the hidden first row, so that the headings may be in any language. Texts, true dates and dates
typed as 2026-12-31 are understood; what is not is told at its row and changes nothing.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.sheet_rows import book_at
from comity.commitments.readers.texts import without_unfit
from comity.commitments.worklist import ANSWERS, DATES, FIXED, LONGEST, Sheet, SheetRow
from comity.commitments.writers.worklist import KEYS, PREFIX, SENT_PREFIX

LARGEST = 200 * 1024 * 1024  # bytes unpacked
MOST_ROWS = 20_000
KEY_ROWS = 5  # rows looked at for the keys
SERIALS = range(1, 80_000)  # days that a spreadsheet counts from 1899-12-30, where a cell lost its form of a date
DAY_ZERO = dt.date(1899, 12, 30)
DIGITS = 18  # of a recommendation's number that can be meant
NUMBER_OF_HEADINGS = 1  # rows between the keys and the first row of the list


def read_worklist(path: str | Path, statuses: frozenset[str]) -> Sheet:
    """The rows of the worklist at ``path``. ``statuses``: the letters that a status may be.

    Raises UnreadableFileError where the file is no worklist of this product.
    """
    book = book_at(Path(path), LARGEST)
    sent = _sent(book)
    for name in book.sheet_names:
        rows = _rows(book, name)
        for number, row in enumerate(rows[:KEY_ROWS]):
            keys = [str(value) for value in row]
            if PREFIX + "id" in keys:
                start = number + 1 + NUMBER_OF_HEADINGS
                listed = list(_listed(rows, start, keys, sent, statuses))
                return Sheet(listed, frozenset(sent))
    message = (
        f"{Path(path).name} is not a worklist: the hidden first row, by which its columns are known, is missing. "
        "Copy the answers into the worklist as it was sent."
    )
    raise UnreadableFileError(message)


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    try:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise UnreadableFileError(f"Sheet “{name}” cannot be read: {error}.") from error
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(f"Sheet “{name}” has more than {MOST_ROWS:,} rows.")
    return rows


def _listed(
    rows: list[list[Any]], start: int, keys: list[str], sent: dict[int, dict[str, str]], statuses: frozenset[str]
) -> Iterator[SheetRow]:
    places = {key: keys.index(PREFIX + key) for key in KEYS if PREFIX + key in keys}
    for number, row in enumerate(rows[start:], start=start + 1):
        cells = {key: row[place] for key, place in places.items() if place < len(row)}
        if not any(_text(value) for value in cells.values()):
            continue
        identity = _number(cells.get("id"))
        was = sent.get(identity) if identity is not None else None
        answers, faults = _answers(cells, statuses, was or {})
        yield SheetRow(
            number=number,
            id=identity,
            mark=_text(cells.get("mark")),
            fixed={key: _text(cells[key]) for key in FIXED if key in cells},
            answers=answers,
            sent=was,
            faults=faults,
        )


def _answers(
    cells: dict[str, Any], statuses: frozenset[str], sent: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """What was filled in, and the columns that could not be understood; a column that is gone says nothing."""
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}
    for key in ANSWERS:
        if key in cells:
            said = _answer(key, cells[key], statuses)
            if said is None and _text(cells[key]) == sent.get(key):
                said = sent[key]  # nobody touched it, whatever it is
            if said is None:
                faults[key] = _text(cells[key])
            else:
                answers[key] = said
    return answers, faults


def _answer(key: str, value: Any, statuses: frozenset[str]) -> str | None:
    if key in DATES:
        return _date(value)
    text = _text(value)
    if key == "status":
        letter = text.partition(" ")[0].rstrip(".–-").upper()
        return letter if letter in statuses or not text else None
    return text if len(text) <= LONGEST[key] else None


def _date(value: Any) -> str | None:
    """ISO 8601, "" for an empty cell, None for what is no date."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (DAY_ZERO + dt.timedelta(days=int(value))).isoformat() if int(value) in SERIALS else None
    text = _text(value)
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return None


def _sent(book: CalamineWorkbook) -> dict[int, dict[str, str]]:
    """The answers as they were sent, by number of the recommendation; empty where the sheet lost them."""
    for name in book.sheet_names:
        rows = _rows(book, name)
        keys = [str(value).removeprefix(SENT_PREFIX) for value in rows[0]] if rows else []
        if rows and str(rows[0][0]) == SENT_PREFIX + "id":
            records = (dict(zip(keys, row, strict=False)) for row in rows[1:])
            return {
                number: {key: _text(record.get(key)) for key in ANSWERS}
                for record in records
                if (number := _number(record.get("id"))) is not None
            }
    return {}


def _number(value: Any) -> int | None:
    """The number of a recommendation, None for what can be none."""
    text = _text(value)
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 0
    return number or None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return without_unfit(str(value)).strip()
