"""Tables as CSV (RFC 4180, UTF-8), line by line, so that an export of any length needs no memory.

A cell that a spreadsheet would run as a formula is written with an apostrophe in front (defusedcsv; here also for a
leading tab or carriage return and for full-width signs, which some spreadsheets take for their narrow twins).
"""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from defusedcsv import csv

from comity.documents.cells import plain

MARK = "\ufeff"  # by which spreadsheets recognise UTF-8
RISKY = ("\t", "\r", "\n", "＝", "＋", "－", "＠")
CHUNK = 1 << 16  # characters


def csv_chunks(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, mark: bool = True) -> Iterator[str]:
    """The whole table in pieces of some 64,000 characters; ``mark`` puts the byte-order mark in front."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(MARK if mark else "")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_safe(plain(value)) for value in row])
        if buffer.tell() > CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _safe(value: str | float) -> str | float:
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
