"""OHCHR's thematic list of the recommendations of one review (``.docx``), in both layouts.

Older: Recommendation | Position | Full list of themes | Assessment/comments on level of implementation; the themes cell
also holds the blocks "SDGs:" and "Affected persons:". From 2025: Recommendation and recommending State | Position of
the State under review | Human rights themes and groups of persons | Relevant SDGs. In both, a row of one cell,
"Theme: …", heads each block of rows.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comity.commitments.readers.base import LARGEST_NUMBER, ReaderBase
from comity.commitments.readers.docx_tables import Cell, WordFile
from comity.commitments.readers.draft import Draft, UnreadableFileError
from comity.commitments.readers.matrix_cells import Tags, recommendation_in, tags_in, without_source
from comity.commitments.readers.naming import recommending_states
from comity.commitments.readers.symbols import first_symbol, report_of
from comity.commitments.readers.texts import MESSAGES, clean
from comity.reference.names import cycle_of, state_code, state_name

NEEDED = {"recommendation", "position", "themes"}
HEADINGS = {  # words, lower-case, that tell a column by its heading; English, French, Spanish
    "recommendation": ("recommendation", "recommandation", "recomendaci"),
    "position": ("position", "posici"),
    "themes": ("theme", "thème", "tema"),
    "sdgs": ("sdg", "odd", "ods"),
    "assessment": ("assessment", "comments", "évaluation", "evaluaci", "level of implementation"),
}
THEME = re.compile(r"(?:theme|thème|tema)\s*:\s*", re.IGNORECASE)
SESSION = re.compile(r"(\d{1,3})\s*(?:st|nd|rd|th|e|ème|º|ª)?\s*(?:session|período|sesión)", re.IGNORECASE)
REVIEW_OF = re.compile(r"UPR of\s+(.{3,70}?)\s*(?:\(|\s[–-]\s|$)", re.IGNORECASE)  # "Guinea-Bissau" has a hyphen too
LONGEST_HEADING = 120


@dataclass(slots=True)
class Row:
    """One recommendation as the table has it."""

    number: int
    paragraph: str
    text: str
    source: str
    grouped_under: str
    position: str
    assessment: str
    tags: Tags
    places: list[int]  # the rows of the file's tables, counted from 0, headings and all, in which it stands
    also_grouped_under: list[str] = field(default_factory=list)


class MatrixReader(ReaderBase):
    """Drafts of one thematic list. ``state``: alpha-3 code of the State under review; ``session``: of the UPR.

    Without ``session`` it is taken from the page header ("2nd Cycle – 20th session"). A recommendation that the list
    repeats under several themes gives one draft; the other headings are in ``extra["also_grouped_under"]``.

    For whoever writes into the list: ``places`` has the table rows of each draft by its key, ``headings`` the columns
    that hold from a table row on.
    """

    places: dict[str, list[int]]
    headings: dict[int, dict[str, int]]

    def __init__(self, path: str | Path, state: str, session: int | None = None) -> None:
        super().__init__(path)
        self.state = state
        self.session = session

    def start(self) -> None:
        super().start()
        self.places, self.headings = {}, {}

    def __iter__(self) -> Iterator[Draft]:
        self.start()
        file = WordFile(self.path)
        about = " ".join([*file.headers, file.lead()])
        self._check_state(about)
        session = self._session(about)
        keys: Counter[str] = Counter()
        for row in self._merged(self._rows(file)):
            draft = self._draft(row, session)
            keys[draft.key] += 1
            if keys[draft.key] > 1:  # one number, two texts: both are kept apart
                message = f"Paragraph {row.paragraph} has another text further up; both were taken."
                self.repaired(row.number, "Recommendation", "repeated-paragraph", message, row.text)
                draft.key += f"#{keys[draft.key]}"
            self.places[draft.key] = row.places
            yield draft

    def _check_state(self, about: str) -> None:
        """Refuse a list whose header names another State than the one it would be filed under."""
        found = REVIEW_OF.search(about)
        named = state_code(found.group(1)) if found else None
        if named and named != self.state:
            message = f"{self.path.name} is the list of {state_name(named)}, not of {state_name(self.state)}."
            raise UnreadableFileError(message)

    def _session(self, about: str) -> int | None:
        found = SESSION.search(about)
        stated = int(found.group(1)) if found else None
        if stated and self.session and stated != self.session:
            message = f"The page header says session {stated}; session {self.session} was asked for and is used."
            self.repaired(0, "", "session-differs", message, about)
        session = self.session or stated
        return session if session and session <= LARGEST_NUMBER else None

    def _rows(self, file: WordFile) -> Iterator[Row]:
        columns: dict[str, int] = {}
        theme, seen = "", 0
        for cells in file.rows():
            seen += 1
            first = " ".join(cells[0]) if cells else ""
            if THEME.match(first) and not any(cells[1:]):
                theme = THEME.sub("", first, count=1).strip()
            elif headings := columns_of(cells):
                columns = self.headings[seen - 1] = headings
            elif columns and (len(cells) > 1 or recommendation_in(cells[0]).paragraph):
                self.rows_read += 1
                row = self._row(cells, columns, theme, seen - 1)
                if row:
                    yield row
        if not columns:
            message = (
                f"{self.path.name} holds no thematic list: none of its {seen} table rows has the headings "
                "Recommendation, Position and themes."
            )
            raise UnreadableFileError(message)

    def _row(self, cells: list[Cell], columns: dict[str, int], theme: str, place: int) -> Row | None:
        number, width = self.rows_read, max(columns.values()) + 1
        if len(cells) < width:
            message = f"The table row has {len(cells)} cells where the headings have {width}."
            self.rejected(number, "", "wrong-number-of-columns", message, " | ".join(map(" ".join, cells)))
            return None
        by_name: dict[str, Cell] = {name: cells[column] for name, column in columns.items()}
        found = recommendation_in(by_name["recommendation"])
        text, codes = clean(found.text)
        if not text:
            self.rejected(number, "Recommendation", "no-text", "The row has no text.", found.text)
            return None
        for code in codes:
            self.repaired(number, "Recommendation", code, MESSAGES[code], found.text)
        if not found.paragraph:
            message = "The text does not start with a paragraph number; the row is known by its words instead."
            self.repaired(number, "Recommendation", "no-paragraph", message, text)
        position, source = without_source(by_name["position"])
        return Row(
            number=number,
            paragraph=found.paragraph,
            text=text,
            source=found.source or source,
            grouped_under=theme,
            position=self.fitting(number, "Position", "position", " ".join(position)),
            assessment="\n".join(by_name.get("assessment", [])),
            tags=tags_in(by_name["themes"], by_name.get("sdgs", [])),
            places=[place],
        )

    def _merged(self, rows: Iterator[Row]) -> list[Row]:
        """One row a recommendation: a repeat under another theme adds its heading and tags to the first."""
        kept: dict[tuple[str, str], Row] = {}
        for row in rows:
            same = (row.paragraph or str(row.number), " ".join(row.text.split()).casefold())
            first = kept.setdefault(same, row)
            if first is not row:
                message = f"The row repeats row {first.number} under another theme; the two were made one."
                self.repaired(row.number, "Recommendation", "repeated-row", message, row.grouped_under)
                if row.grouped_under not in {first.grouped_under, *first.also_grouped_under}:
                    first.also_grouped_under.append(row.grouped_under)
                first.tags.add(row.tags)
                first.places += row.places
        return list(kept.values())

    def _draft(self, row: Row, session: int | None) -> Draft:
        symbol = self.fitting(row.number, "Source of Position", "symbol", report_of(first_symbol(row.source)))
        extra: dict[str, object] = {
            "grouped_under": row.grouped_under,
            "also_grouped_under": row.also_grouped_under,
            "source_of_position": row.source,
            "assessment": row.assessment,
            "sdg_labels": row.tags.sdg_labels,
        }
        return Draft(
            row=row.number,
            key=f"{symbol or f'{self.state}|UPR{session or 0}'}|{row.paragraph or digest(row.text)}",
            kind="recommendation",
            source="matrix",
            states=[self.state],
            text=row.text,
            mechanism="upr",
            body="UPR",
            symbol=symbol,
            session=session,
            cycle=cycle_of(session) if session else None,
            paragraph=row.paragraph,
            position=row.position,
            recommending_states=recommending_states(row.text),
            themes=row.tags.themes,
            affected_persons=row.tags.affected_persons,
            sdgs=row.tags.sdgs,
            extra={name: value for name, value in extra.items() if value},
        )


def columns_of(cells: list[Cell]) -> dict[str, int]:
    """Place of each column if this row holds the headings, else nothing. The first fitting cell counts."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        heading = " ".join(cell).casefold()
        if len(heading) <= LONGEST_HEADING:
            for name, words in HEADINGS.items():
                if name not in found and any(word in heading for word in words):
                    found[name] = place
                    break
    return found if found.keys() >= NEEDED else {}


def digest(text: str) -> str:
    words = " ".join(text.split()).casefold()
    return hashlib.sha1(words.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:16]
