"""Where the tables of a Word file, their rows and cells stand in its bytes, so that one cell can be changed alone.

An XML writer that puts a whole document down again changes bytes that nobody asked it to change: the order of
declarations, the quotes, the way in which an empty element ends. So the document is never written again: what changes
is cut out, and everything else is copied byte by byte.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from comity.commitments.readers.docx_tables import STRICT_WORD, WORD
from comity.commitments.readers.draft import UnreadableFileError

Names = dict[str, str]  # prefix ("" for none) → namespace
SEPARATOR = " "
WANTED = {
    f"{space[1:-1]}{SEPARATOR}{tag}": tag
    for space in (WORD, STRICT_WORD)
    for tag in ("tbl", "tblPr", "tblGrid", "tr", "tc")
}
BOMS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class Span:
    """From ``start`` up to, not including, ``end``; ``names`` are the namespaces that hold there."""

    start: int
    names: Names
    end: int = 0


@dataclass(slots=True)
class RowSpan:
    table: "TableSpan"
    cells: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class TableSpan:
    """``properties`` and ``grid`` are the table's own, not those of a table inside one of its cells."""

    properties: Span | None = None
    grid: Span | None = None
    rows: list[RowSpan] = field(default_factory=list)


class Spans:
    """``tables``: the tables that stand in no cell; their rows, in order, are those of ``WordFile.rows()``."""

    def __init__(self, document: bytes) -> None:
        self.tables: list[TableSpan] = []
        self._document = document
        self._open: list[tuple[str, object]] = []  # wanted elements that are open: tag and what was made of it
        self._scopes: list[Names] = [{}]
        self._new: Names = {}
        if document.startswith(BOMS):
            raise UnreadableFileError("The document is not in UTF-8, as Word writes it; it cannot be filled in.")
        parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse
        self._parser = parser
        try:
            parser.Parse(document, True)
        except expat.ExpatError as error:
            raise UnreadableFileError(f"The document is damaged: it is not XML ({error}).") from error

    @property
    def rows(self) -> list[RowSpan]:
        return [row for table in self.tables for row in table.rows]

    def _refuse(self, *_what: object) -> None:
        raise UnreadableFileError("The document declares a type of its own, which no Word document does; refused.")

    def _declare(self, prefix: str | None, uri: str) -> None:
        self._new[prefix or ""] = uri

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._scopes.append(self._scopes[-1] | self._new if self._new else self._scopes[-1])
        self._new = {}
        tag = WANTED.get(name)
        if tag:
            self._open.append((tag, self._made(tag)))

    def _end(self, name: str) -> None:
        self._scopes.pop()
        if name in WANTED:
            _tag, made = self._open.pop()
            if isinstance(made, Span):
                made.end = self._behind(made.start)

    def _made(self, tag: str) -> object:
        """What this element is to us; None for all that stands in a cell of another table."""
        owner = next((made for open_tag, made in reversed(self._open) if open_tag in {"tbl", "tr", "tc"}), None)
        if tag == "tbl" and not self._open:
            table = TableSpan()
            self.tables.append(table)
            return table
        if isinstance(owner, TableSpan):
            return self._part(owner, tag)
        if isinstance(owner, RowSpan) and tag == "tc":
            cell = self._span()
            owner.cells.append(cell)
            return cell
        return None

    def _part(self, table: TableSpan, tag: str) -> object:
        if tag == "tr":
            row = RowSpan(table)
            table.rows.append(row)
            return row
        span = self._span()
        if tag == "tblPr":
            table.properties = table.properties or span
        elif tag == "tblGrid":
            table.grid = table.grid or span
        return span

    def _span(self) -> Span:
        return Span(self._parser.CurrentByteIndex, self._scopes[-1])

    def _behind(self, start: int) -> int:
        """Place behind the element that ends here: behind its end tag, or behind itself where it is empty."""
        here = self._parser.CurrentByteIndex
        closes = self._document.startswith(b"</", here)
        return self._document.index(b">", here if closes else start) + 1


def spliced(document: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """``document`` with each (start, end, new bytes) put in place of what stood there; nothing else is touched."""
    parts, place = [], 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        parts += [document[place:start], new]
        place = end
    return b"".join([*parts, document[place:]])
