"""One more column for a thematic list of the 2025 layout, which has none for the assessment.

Every cell that is there keeps its bytes, also that of a row which spans the table ("Theme: …"): it gets a neighbour of
its own colour without a border between. Only what the table says of itself changes: its grid has one column more, and
it is as wide as the page, so that the columns make room.
"""

from copy import deepcopy
from functools import cached_property

from comity.commitments.writers import docx_cells
from comity.commitments.writers.docx_spans import RowSpan, Span, Spans, TableSpan

SHARE = 4  # the new column takes about a quarter of the table
HEADINGS = {  # a word of the table's own headings: how the older layout calls the column in that language
    "recommandation": "Évaluation/commentaires sur le niveau de mise en œuvre",
    "recomendaci": "Evaluación/comentarios sobre el nivel de aplicación",
    "": "Assessment/comments on level of implementation",
}
# Of a neighbour's cell, what only that cell can be: how many columns and rows it spans, how wide it is, its history.
ITS_OWN = ("tcW", "gridSpan", "hMerge", "vMerge", "cellIns", "cellDel", "cellMerge", "tcPrChange")


class Column:
    """The new column of one table. Rows are known by their place among all rows of the file."""

    def __init__(self, table: TableSpan, first: int, source: bytes, headings: set[int]) -> None:
        self.table = table
        self.first = first
        self.headings = headings
        self._source = source

    def cell(self, place: int) -> bytes:
        """The new cell of a row, empty but for the heading's words: the last cell's look without its content."""
        row = self.table.rows[place - self.first]
        cell = docx_cells.opened(self._bytes(row.cells[-1]), row.cells[-1].names)
        is_heading = place in self.headings
        look = deepcopy(docx_cells.look_of(cell)) if is_heading else None
        self._clear(cell)
        self._set_width(cell)
        if len(row.cells) == 1 < self._width_in_cells:
            self._join(cell)
        if is_heading:
            docx_cells.fill(cell, [self._heading(row)], look)
        return docx_cells.written(cell)

    def around(self) -> list[tuple[int, int, bytes]]:
        """What the table says of itself, with the column."""
        changes = []
        if self.table.properties:
            changes.append(self._properties(self.table.properties))
        if self.table.grid:
            changes.append(self._grid(self.table.grid))
        return changes

    @cached_property
    def _width_in_cells(self) -> int:
        return max(len(row.cells) for row in self.table.rows)

    @cached_property
    def _grid_widths(self) -> list[int]:
        """Widths of the columns that are there, in twentieths of a point; empty where the table does not say."""
        if self.table.grid is None:
            return []
        grid = docx_cells.opened(self._bytes(self.table.grid), self.table.grid.names)
        values = [column.get(docx_cells.w(column, "w"), "") for column in grid]
        return [int(value) for value in values] if all(value.isdecimal() for value in values) else []

    def _bytes(self, span: Span) -> bytes:
        return self._source[span.start : span.end]

    def _clear(self, cell: docx_cells.Element) -> None:
        """Leave the properties and one paragraph with its own."""
        first = docx_cells.own_paragraphs(cell)[0]
        for child in list(first):
            if docx_cells.tag(child) != "pPr":
                first.remove(child)
        docx_cells.without_identity(first)
        for child in list(cell):
            if docx_cells.tag(child) != "tcPr":
                cell.remove(child)
        cell.append(first)
        for properties in cell.findall(docx_cells.w(cell, "tcPr")):
            for name in ITS_OWN:
                for child in properties.findall(docx_cells.w(cell, name)):
                    properties.remove(child)

    def _set_width(self, cell: docx_cells.Element) -> None:
        properties = cell.find(docx_cells.w(cell, "tcPr"))
        if properties is None:
            properties = docx_cells.made(cell, "tcPr")
            cell.insert(0, properties)
        width = docx_cells.made(cell, "tcW", w=str(self._new_width), type="dxa" if self._new_width else "auto")
        after_style = 1 if len(properties) and docx_cells.tag(properties[0]) == "cnfStyle" else 0
        properties.insert(after_style, width)

    @property
    def _new_width(self) -> int:
        return sum(self._grid_widths) // (SHARE - 1)

    def _join(self, cell: docx_cells.Element) -> None:
        """No line between a row's only cell and the new one."""
        properties = cell.find(docx_cells.w(cell, "tcPr"))
        assert properties is not None  # noqa: S101 - the width was set a moment ago
        borders = properties.find(docx_cells.w(cell, "tcBorders"))
        if borders is None:
            borders = docx_cells.made(cell, "tcBorders")
            properties.insert([docx_cells.tag(child) for child in properties].index("tcW") + 1, borders)
        for side in ("left", "start"):
            for old in borders.findall(docx_cells.w(cell, side)):
                borders.remove(old)
        behind_top = 1 if len(borders) and docx_cells.tag(borders[0]) == "top" else 0
        borders.insert(behind_top, docx_cells.made(cell, "left", val="nil"))

    def _heading(self, row: RowSpan) -> str:
        first = docx_cells.opened(self._bytes(row.cells[0]), row.cells[0].names)
        words = "".join(str(text) for text in first.itertext()).casefold()
        return next(heading for word, heading in HEADINGS.items() if word in words)

    def _properties(self, span: Span) -> tuple[int, int, bytes]:
        """As wide as the page allows, and columns that give way: fixed ones would run off it."""
        properties = docx_cells.opened(self._bytes(span), span.names)
        for name, values in (("tblW", {"w": "5000", "type": "pct"}), ("tblLayout", {"type": "autofit"})):
            found = properties.find(docx_cells.w(properties, name))
            if found is not None:
                found.attrib.clear()
                for key, value in values.items():
                    found.set(docx_cells.w(found, key), value)
        return span.start, span.end, docx_cells.written(properties)

    def _grid(self, span: Span) -> tuple[int, int, bytes]:
        """The old columns in their proportions and the new one, together as wide as before."""
        grid = docx_cells.opened(self._bytes(span), span.names)
        widths, total = self._grid_widths, sum(self._grid_widths)
        for column, width in zip(grid, widths, strict=False):
            column.set(docx_cells.w(column, "w"), str(width * (SHARE - 1) // SHARE))
        grid.append(docx_cells.made(grid, "gridCol", **({"w": str(total // SHARE)} if total else {})))
        return span.start, span.end, docx_cells.written(grid)


def new_columns(spans: Spans, source: bytes, lacking: set[int], headings: set[int]) -> dict[int, Column]:
    """By row: the column that its table gets, for all rows of every table that has one of the rows ``lacking`` it."""
    columns: dict[int, Column] = {}
    first = 0
    for table in spans.tables:
        places = range(first, first + len(table.rows))
        if lacking.intersection(places):
            column = Column(table, first, source, headings)
            columns |= {place: column for place, row in zip(places, table.rows, strict=True) if row.cells}
        first += len(table.rows)
    return columns
