"""Exports of OHCHR's Universal Human Rights Index: ``.json``, ``.json.gz`` and ``.xlsx``, told by their content.

The spreadsheet has 16 columns, two of them misspelled by the index ("Reccomending"); the JSON export has 18 keys.
Both give the same drafts. Spellings, prefixes, dates and everything mended: docs/reference/formats.md.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comity.commitments.readers.base import ReaderBase
from comity.commitments.readers.draft import Draft
from comity.commitments.readers.json_records import JsonRecords
from comity.commitments.readers.sheet_rows import SheetRows, folded
from comity.commitments.readers.uhri_record import LISTS, RecordCleaner

ZIP_MAGIC = b"PK\x03\x04"
COLUMNS = {  # folded heading of the spreadsheet: key of the JSON export
    folded(heading): key
    for key, headings in {
        "Text": ("Text",),
        "Countries": ("Countries Concerned", "Countries"),
        "Body": ("Reccomending Body", "Recommending Body", "Body"),
        "Symbol": ("Document Symbol", "Symbol"),
        "Themes": ("Themes",),
        "AffectedPersons": ("Affected Persons",),
        "Sdgs": ("Sdgs",),
        "PublicationDate": ("Document Publication Date", "Publication Date"),
        "UprRecommendingCountry": ("UPR Reccomending States", "UPR Recommending States", "UPR Recommending Country"),
        "UprPositions": ("UPR Position", "UPR Positions"),
        "AnnotationType": ("Type", "Annotation Type"),
        "AnnotationId": ("OHCHR Annotation Id", "Annotation Id"),
        "UprSession": ("UPR Session",),
        "Regions": ("Regions Concerned", "Regions"),
        "UprRecommendingRegions": ("Recommending Regions", "Reccomending Regions", "UPR Recommending Regions"),
        "PublicationDateOnUhri": ("Date of publication on UHRI", "Publication Date On UHRI"),
        "DocumentId": ("Document Id",),
        "UprCycle": ("UPR Cycle",),
    }.items()
    for heading in headings
}
NEEDED = ("Text", "Countries", "Symbol")


class UhriReader(ReaderBase):
    """Drafts of one export. ``language``: of the export's texts, as in its file name ("export-full-en")."""

    def __init__(self, path: str | Path, language: str = "en") -> None:
        super().__init__(path)
        self.language = language

    def __iter__(self) -> Iterator[Draft]:
        self.start()
        cleaner = RecordCleaner(self, self.language)
        for row, record in self._records():
            self.rows_read = row
            draft = cleaner.draft(row, record)
            if draft is not None:
                yield draft

    def _records(self) -> Iterator[tuple[int, Any]]:
        if self._is_spreadsheet():
            for number, (_, record) in enumerate(SheetRows(self.path, COLUMNS, NEEDED), start=1):
                yield number, {key: from_cell(key, value) for key, value in record.items()}
        else:
            yield from enumerate(JsonRecords(self.path, own_lists=(*LISTS, "Countries")), start=1)

    def _is_spreadsheet(self) -> bool:
        if self.path.suffix.casefold() in {".xlsx", ".xlsm"}:
            return True
        try:
            with self.path.open("rb") as file:
                return file.read(4) == ZIP_MAGIC
        except OSError:
            return False  # the JSON reader says what is wrong


def from_cell(key: str, value: Any) -> Any:
    """A cell's value as the JSON export has it: lists from lines, dates as ISO text, "" as nothing."""
    if value == "":
        return None
    if key in LISTS or key == "Countries":
        return [line for line in str(value).split("\n") if line.strip(" -\r")]
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
