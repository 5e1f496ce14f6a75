"""OHCHR's thematic list with the assessment of each recommendation written in; nothing else is changed.

The list is the ministry's own file: it goes back to Geneva as it came, with one column filled. So the file is not built
anew: the bytes of the cells to be filled are exchanged (:mod:`docx_spans`), every other byte of the document and every
other part of the file stays.

In the older layout the last column, "Assessment/comments on level of implementation", is there to be filled. The layout
of 2025 ends with "Relevant SDGs" and has no such column; it gets one, with the heading of the older layout. The other
way, a further paragraph in the cell of SDGs, would change the text of a cell that is OHCHR's own, and a reader of the
file, ours or theirs, would take the assessment for a goal. With a column of its own every cell that was there keeps
each of its bytes, the file reads back to the same rows, and a second export finds the column and fills it
(:mod:`matrix_column`).

A cell in which somebody has written already is never written over in silence: it is a conflict, told to the caller.
"""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from comity.commitments.readers.docx_tables import DOCUMENT, Cell, WordFile
from comity.commitments.readers.draft import Draft, UnreadableFileError
from comity.commitments.readers.matrix import MatrixReader
from comity.commitments.writers import docx_cells
from comity.commitments.writers.docx_spans import Names, RowSpan, Span, Spans, spliced
from comity.commitments.writers.matrix_column import new_columns

LARGEST_FILE = 500 * 1024 * 1024  # bytes of all parts unpacked

TextOf = Callable[[Draft], str]
Change = tuple[int, int, bytes]


class Outcome(StrEnum):
    FILLED = "filled"  # the cell was empty
    REPLACED = "replaced"  # it was not, and replacing was asked for
    SAME = "same"  # it has these very words
    CONFLICT = "conflict"  # it has other words, which were left
    BLOCKED = "blocked"  # it has other words and more than words (a table, a picture, a tracked change)
    NOTHING = "nothing"  # there is nothing to say of this recommendation


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """What became of one row's cell. A recommendation that stands under several themes has several."""

    outcome: Outcome
    key: str
    paragraph: str
    there: str  # what the file says
    wanted: str


@dataclass(frozen=True, slots=True)
class FilledMatrix:
    content: bytes  # of the .docx file
    outcomes: list[CellOutcome]

    def of(self, *outcomes: Outcome) -> list[CellOutcome]:
        return [one for one in self.outcomes if one.outcome in outcomes]


def fill_matrix(
    path: Path, *, state: str, session: int | None, text_of: TextOf, overwrite: bool = False
) -> FilledMatrix:
    """The list at ``path`` with ``text_of`` each recommendation in its row; line feeds part paragraphs.

    Raises UnreadableFileError where the file is no such list of this State.
    """
    reader = MatrixReader(path, state, session)
    drafts = list(reader)
    filling = _Filling(path, reader)
    outcomes = [
        filling.take(draft, place, text_of(draft), overwrite=overwrite)
        for draft in drafts
        for place in reader.places[draft.key]
    ]
    return FilledMatrix(_packed(path, filling.document()), outcomes)


class _Filling:
    """One list being filled: its rows as words and as bytes, and the changes so far."""

    def __init__(self, path: Path, reader: MatrixReader) -> None:
        self.words = list(WordFile(path).rows())
        with zipfile.ZipFile(path) as archive:
            self.source = archive.read(DOCUMENT)
        spans = Spans(self.source)
        self.rows = spans.rows
        if [len(row.cells) for row in self.rows] != [len(cells) for cells in self.words]:
            message = f"{path.name} cannot be filled in: its tables are not laid out in rows of cells."
            raise UnreadableFileError(message)
        self.headings = reader.headings
        rows = {place for places in reader.places.values() for place in places}
        lacking = {place for place in rows | set(self.headings) if "assessment" not in self._columns_at(place)}
        self.columns = new_columns(spans, self.source, lacking, set(self.headings))
        self.changes: list[Change] = []
        self.filled: dict[int, bytes] = {}  # new cells of new columns, by row

    def take(self, draft: Draft, place: int, text: str, *, overwrite: bool) -> CellOutcome:
        wanted = docx_cells.lines_of(text)
        row, names = self.rows[place], self._columns_at(place)
        like = self._like(row, names["position"])
        if place in self.columns:
            there: Cell = []
            outcome = Outcome.FILLED if wanted else Outcome.NOTHING
            if wanted:
                self.filled[place] = self._with(self.columns[place].cell(place), row.cells[-1].names, wanted, like)
        else:
            there = self.words[place][names["assessment"]]
            outcome = self._fill(row.cells[names["assessment"]], there, wanted, like, overwrite=overwrite)
        return CellOutcome(outcome, draft.key, draft.paragraph, "\n".join(there), "\n".join(wanted))

    def _fill(
        self, span: Span, there: Cell, wanted: list[str], like: docx_cells.Element | None, *, overwrite: bool
    ) -> Outcome:
        if not wanted:
            return Outcome.NOTHING
        if there == wanted:
            return Outcome.SAME
        if there and not overwrite:
            return Outcome.CONFLICT
        cell = docx_cells.opened(self.source[span.start : span.end], span.names)
        if not (docx_cells.is_plain(cell) if there else docx_cells.is_free(cell)):
            return Outcome.BLOCKED
        look = docx_cells.empty(cell) if there else None
        docx_cells.fill(cell, wanted, look if look is not None else like)
        self.changes.append((span.start, span.end, docx_cells.written(cell)))
        return Outcome.REPLACED if there else Outcome.FILLED

    def _with(self, cell: bytes, names: Names, wanted: list[str], like: docx_cells.Element | None) -> bytes:
        element = docx_cells.opened(cell, names)
        docx_cells.fill(element, wanted, like)
        return docx_cells.written(element)

    def _like(self, row: RowSpan, column: int) -> docx_cells.Element | None:
        span = row.cells[column]
        return docx_cells.look_of(docx_cells.opened(self.source[span.start : span.end], span.names))

    def _columns_at(self, place: int) -> dict[str, int]:
        return self.headings[max(heading for heading in self.headings if heading <= place)]

    def document(self) -> bytes:
        return spliced(self.source, [*self.changes, *self._added()])

    def _added(self) -> Iterator[Change]:
        for place, column in self.columns.items():
            end = self.rows[place].cells[-1].end
            yield end, end, self.filled.get(place) or column.cell(place)
        for column in {id(column): column for column in self.columns.values()}.values():
            yield from column.around()


def _packed(path: Path, document: bytes) -> bytes:
    """The file with its document exchanged; every other part as it was, in the same order."""
    target = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        if sum(part.file_size for part in old.infolist()) > LARGEST_FILE:
            raise UnreadableFileError(f"{path.name} is refused: it unpacks to more than 500 MB.")
        for part in old.infolist():
            new.writestr(part, document if part.filename == DOCUMENT else old.read(part))
    return target.getvalue()
