"""Rows of the first sheet of a spreadsheet (``.xlsx``) that has the wanted headings, as dictionaries by our keys."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from comity.commitments.readers.draft import UnreadableFileError

LARGEST = 4 * 1024**3  # bytes unpacked; the whole index has about one billion
HEADING_ROWS = 10  # rows looked at for the headings
NOT_LETTERS = re.compile(r"[\W_]+")
NOT_XLSX = {
    b"<": "is a web page with the ending of a spreadsheet: download the file itself.",
    b"\xd0\xcf\x11\xe0": "is an old .xls file or locked by a password: open it and save it as .xlsx.",
    b"%PDF": "is a PDF, not a spreadsheet.",
    b"PK": "is damaged or incomplete: it cannot be unpacked.",
}


class SheetRows:
    """Iterates over ``(row number, {key: value})``. ``columns``: folded heading to key; ``needed``: keys."""

    def __init__(self, path: Path, columns: Mapping[str, str], needed: tuple[str, ...]) -> None:
        self.path = path
        self.columns = columns
        self.needed = needed

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        book = book_at(self.path)
        seen: list[str] = []
        for name in book.sheet_names:
            rows = self._rows(book, name)
            for row in [found for found, _ in zip(rows, range(HEADING_ROWS), strict=False)]:
                keys = self._keys(row)
                if all(key in keys for key in self.needed):
                    yield from self._records(book, name, row, keys)
                    return
                seen = seen or [str(value) for value in row if value]
        message = (
            f"{self.path.name} is not an export of the index: no sheet has the columns {', '.join(self.needed)}. "
            f"The first row reads: {', '.join(seen)[:200] or 'nothing'}."
        )
        raise UnreadableFileError(message)

    def _records(
        self, book: CalamineWorkbook, name: str, heading: list[Any], keys: list[str]
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        number, begun = 0, False
        for row in self._rows(book, name):
            if not begun:
                begun = row == heading
                continue
            number += 1
            record = {key: value for key, value in zip(keys, row, strict=False) if key}
            if any(value != "" for value in record.values()):
                yield number, record

    def _keys(self, row: list[Any]) -> list[str]:
        """Our key of each column; a heading that is not ours stays as it is, so that nothing is lost."""
        return [self.columns.get(folded(str(value)), " ".join(str(value).split())) for value in row]

    def _rows(self, book: CalamineWorkbook, name: str) -> Iterator[list[Any]]:
        try:
            yield from book.get_sheet_by_name(name).iter_rows()
        except CalamineError as error:
            raise UnreadableFileError(f"Sheet “{name}” of {self.path.name} cannot be read: {error}.") from error


def book_at(path: Path, largest: int = LARGEST) -> CalamineWorkbook:
    """The workbook at ``path``; UnreadableFileError where there is none, or one of more than ``largest`` bytes."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > largest:
                raise UnreadableFileError(f"{path.name} is refused: it unpacks to more than {largest >> 20:,} MB.")
        return CalamineWorkbook.from_path(str(path))
    except (zipfile.BadZipFile, CalamineError) as error:
        raise UnreadableFileError(_not_a_sheet(path)) from error
    except OSError as error:
        raise UnreadableFileError(f"{path.name} cannot be read: {error.strerror or error}.") from error


def _not_a_sheet(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(512).lstrip()
    if not start:
        return f"{path.name} is empty."
    for begins, what in NOT_XLSX.items():
        if start.startswith(begins):
            return f"{path.name} {what}"
    return f"{path.name} is not a spreadsheet (.xlsx)."


def folded(heading: str) -> str:
    """A heading without case, spaces and marks."""
    return NOT_LETTERS.sub("", heading).casefold()
