"""UPR Info's exports of UPR recommendations and voluntary pledges (CSV).

Columns: ``To, Text, From, Response, Action, Issue, Session`` and, in some exports, ``rec_id``, regional
groups and organisations. The headings of later exports ("State under Review" …) are understood.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from comity.commitments.readers.base import LARGEST_NUMBER, ReaderBase
from comity.commitments.readers.delimited import NAMES, DelimitedFile
from comity.commitments.readers.draft import Draft, UnreadableFileError
from comity.commitments.readers.texts import MESSAGES, clean, squeezed
from comity.reference.names import cycle_of, state_code

COLUMNS = {  # our name: spellings of the heading, lower-case, letters only
    "To": ("to", "stateunderreview", "sur", "statereviewed"),
    "Text": ("text", "recommendation", "recommendationtext", "pledge", "voluntarypledge"),
    "From": ("from", "recommendingstate", "rs"),
    "Response": ("response", "position"),
    "Action": ("action", "actioncategory"),
    "Issue": ("issue", "issues"),
    "Session": ("session", "uprsession"),
}
NEEDED = ("To", "Text", "Session")
PLEDGE = "voluntary pledge"
HIGHEST_RANK = 5  # UPR Info's action categories run from 1 (minimal) to 5 (specific)
UNREADABLE = "\ufffd"  # stands where the bytes are not of the file's encoding
BROKEN = "Bytes that are no characters of the file's encoding were replaced."
NUMBERS = (("Session", "bad-session", LARGEST_NUMBER), ("Action", "bad-action", HIGHEST_RANK))
NUMBER = re.compile(r"\d{1,4}")
NOT_LETTERS = re.compile(r"[^a-z]")


@dataclass(slots=True)
class Row:
    """One row of the file, mended; ``values`` by our column names, ``rest`` by the file's own."""

    number: int
    values: dict[str, str]
    rest: dict[str, object]
    mended: list[tuple[str, str, str]]  # column, code, raw value

    @property
    def state(self) -> str | None:
        return state_code(self.values["To"])

    @property
    def session(self) -> int | None:
        return _number(self.values["Session"], LARGEST_NUMBER)

    @property
    def ask(self) -> str:
        """What makes two rows the same ask: State, session, text, recommending State. The key but its end."""
        text = " ".join(self.values["Text"].split()).casefold()
        by = state_code(self.values["From"]) or self.values["From"].casefold()
        return f"upr-info:{self.state}:{self.session or 0}:{_digest(text, by)}"

    @property
    def coding(self) -> str:
        """Digest of what else UPR Info says of it; puts exact repeats in an order that a re-export keeps."""
        return _digest(*(self.values[name] for name in ("Response", "Action", "Issue")))


class UprInfoReader(ReaderBase):
    """Drafts of a recommendations file or a pledges file; each row decides by its Response which it is.

    Reads the file twice: exact repeats get a running number, which must not depend on the order of rows.
    """

    def __iter__(self) -> Iterator[Draft]:
        self.start()
        file = DelimitedFile(self.path)
        if file.encoding not in {"utf-8", "utf-8-sig"}:
            name = NAMES[file.encoding]
            self.repaired(0, "", "other-encoding", f"The file is in {name}, not UTF-8; it was read as such.", name)
        codings = _codings(file)
        for row in _rows(file, self):
            self.rows_read += 1
            draft = self._draft(row, codings)
            if draft:
                yield draft

    def _draft(self, row: Row, codings: dict[str, list[str]]) -> Draft | None:
        values, number = row.values, row.number
        for column, code, raw in row.mended:
            self.repaired(number, column, code, MESSAGES.get(code, BROKEN), raw)
        if not values["Text"]:
            self.rejected(number, "Text", "no-text", "The row has no text.", values["Text"])
            return None
        state = row.state
        if state is None:
            message = f"“{values['To']}” is not the name of a State." if values["To"] else "The row names no State."
            self.rejected(number, "To", "unknown-state" if values["To"] else "no-state", message, values["To"])
            return None
        self._check_numbers(row)
        kind, session = _kind(values), row.session
        return Draft(
            row=number,
            key=f"{row.ask}:{_occurrence(codings[row.ask], row.coding)}",
            kind=kind,
            source="upr-info",
            states=[state],
            text=values["Text"],
            mechanism="upr",
            body="UPR",
            session=session,
            cycle=cycle_of(session) if session else None,
            position="" if kind == "pledge" else self.fitting(number, "Response", "position", values["Response"]),
            recommending_states=[values["From"]] if values["From"] and kind == "recommendation" else [],
            type=self.fitting(number, "Response", "type", values["Response"]) if kind == "pledge" else "",
            issues=[issue for issue in map(str.strip, values["Issue"].split(",")) if issue],
            action_rank=_number(values["Action"], HIGHEST_RANK),
            extra=row.rest,
        )

    def _check_numbers(self, row: Row) -> None:
        for column, code, highest in NUMBERS:
            raw = row.values[column]
            if raw and _number(raw, highest) is None:
                message = f"“{raw[:40]}” is not a number from 1 to {highest}; it was left out."
                self.repaired(row.number, column, code, message, raw)


def _number(raw: str, highest: int) -> int | None:
    """The number that ``raw`` starts with ("19", "19th session"), if it lies between 1 and ``highest``."""
    found = NUMBER.match(raw)
    return int(found.group()) if found and 1 <= int(found.group()) <= highest else None


def _kind(values: dict[str, str]) -> Literal["recommendation", "pledge"]:
    """A pledge says so in Response; in a file without that column, a State that asks itself pledges."""
    response = values["Response"].casefold()
    if response:
        return "pledge" if response.startswith(PLEDGE) else "recommendation"
    return "pledge" if values["From"] in {"", values["To"]} else "recommendation"


def _rows(file: DelimitedFile, reader: UprInfoReader | None = None) -> Iterator[Row]:
    """Mended rows in the file's order; those of a wrong length are rejected to ``reader``'s problems."""
    rows = file.rows()
    headings = [" ".join(heading.split()) for heading in next(rows, [])]
    places = _places(headings)
    others = [(place, name) for place, name in enumerate(headings) if name and place not in places.values()]
    for number, cells in enumerate(rows, start=1):
        if len(cells) < len(headings) or any(cells[len(headings) :]):
            if reader is not None:
                reader.rows_read += 1
                message = f"The row has {len(cells)} columns where the headings have {len(headings)}."
                reader.rejected(number, "", "wrong-number-of-columns", message, ",".join(cells))
            continue
        yield _row(number, cells, places, others)


def _row(number: int, cells: list[str], places: dict[str, int], others: list[tuple[int, str]]) -> Row:
    values, mended = dict.fromkeys(COLUMNS, ""), []
    for name, place in places.items():
        text, codes = clean(cells[place])
        values[name] = text if name == "Text" else " ".join(text.split())
        mended += [(name, code, cells[place]) for code in codes]
        if UNREADABLE in cells[place]:
            mended.append((name, "broken-bytes", cells[place]))
    rest: dict[str, object] = {name: squeezed(cells[place]) for place, name in others if cells[place].strip()}
    return Row(number, values, rest, mended)


def _places(headings: list[str]) -> dict[str, int]:
    """Position of each of our columns; UnreadableFileError where a needed one is missing."""
    spelled = [NOT_LETTERS.sub("", heading.casefold()) for heading in headings]
    places = {}
    for name, spellings in COLUMNS.items():
        found = next((spelled.index(spelling) for spelling in spellings if spelling in spelled), None)
        if found is not None:
            places[name] = found
    missing = [name for name in NEEDED if name not in places]
    if missing:
        message = (
            f"This is not an export of UPR Info: the first row lacks the column {' and '.join(missing)}. "
            f"It reads: {', '.join(headings)[:200]}."
        )
        raise UnreadableFileError(message)
    return places


def _codings(file: DelimitedFile) -> dict[str, list[str]]:
    """Sorted codings of the rows of each ask; more than one where the file repeats itself."""
    found: dict[str, list[str]] = {}
    for row in _rows(file):
        found.setdefault(row.ask, []).append(row.coding)
    for codings in found.values():
        codings.sort()
    return found


def _occurrence(codings: list[str], coding: str) -> int:
    """The running number of this repeat, from 1; each is given once."""
    place = codings.index(coding)
    codings[place] = ""
    return place + 1


def _digest(*parts: str) -> str:
    return hashlib.sha1("\x1f".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
