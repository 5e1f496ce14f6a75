"""A thematic list made anew, in either of OHCHR's layouts, where the file that was imported is not there any more.

It reads back to the rows it was made from. The looks are plain: a landscape page, headings repeated on each page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Literal

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from comity.commitments.writers.docx_cells import fill, lines_of

Layout = Literal["older", "later"]
ASSESSMENT = "Assessment/comments on level of implementation"
HEADINGS: dict[Layout, tuple[str, ...]] = {
    "older": ("Recommendation", "Position", "Full list of themes", ASSESSMENT),
    "later": (
        "Recommendation and recommending State",
        "Position of the State under review",
        "Human rights themes and groups of persons",
        "Relevant SDGs",
        ASSESSMENT,
    ),
}
WIDTHS: dict[Layout, tuple[int, ...]] = {"older": (85, 24, 75, 85), "later": (75, 28, 55, 41, 70)}  # millimetres
PAGE, MARGIN = (297, 210), 14
SIZE, HEAD_SIZE = Pt(10), Pt(12)
SHADE = "DBE5F1"


@dataclass(slots=True)
class ListedRecommendation:
    """One recommendation as a list shows it."""

    paragraph: str
    text: str
    source: str
    position: str
    theme: str  # under which it stands
    themes: list[str] = field(default_factory=list)
    affected_persons: list[str] = field(default_factory=list)
    sdgs: list[str] = field(default_factory=list)
    assessment: str = ""


def fresh_matrix(rows: Iterable[ListedRecommendation], *, title: str, layout: Layout) -> bytes:
    """The list as a .docx file; ``title`` goes into the page header and says State, cycle and session."""
    document = docx.Document()
    _set_page(document, title)
    groups: dict[str, list[ListedRecommendation]] = {}
    for row in rows:
        groups.setdefault(row.theme, []).append(row)
    table = document.add_table(rows=1 + sum(bool(theme) + len(group) for theme, group in groups.items()),
                               cols=len(HEADINGS[layout]))  # fmt: skip
    table.style = "Table Grid"
    table.autofit = False
    lines = iter(table._tbl.tr_lst)
    _heading(table, next(lines), layout)
    for theme, group in groups.items():
        if theme:
            _theme(table, next(lines), theme)
        for row in group:
            _row(table, next(lines), _cells(row, layout), layout)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _set_page(document: Any, title: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN))
    document.styles["Normal"].font.size = SIZE
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    section.header.paragraphs[0].text = title


def _heading(table: Any, line: Any, layout: Layout) -> None:
    properties = line.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for cell, words, width in zip(_cells_of(table, line), HEADINGS[layout], WIDTHS[layout], strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].add_run(words).bold = True


def _theme(table: Any, line: Any, theme: str) -> None:
    cells = _cells_of(table, line)
    cell = cells[0].merge(cells[-1])
    run = cell.paragraphs[0].add_run(f"Theme: {theme}")
    run.bold, run.italic, run.font.size = True, True, HEAD_SIZE
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _row(table: Any, line: Any, texts: Sequence[str], layout: Layout) -> None:
    for cell, text, width in zip(_cells_of(table, line), texts, WIDTHS[layout], strict=True):
        cell.width = Mm(width)
        fill(cell._tc, lines_of(text), None)


def _cells_of(table: Any, line: Any) -> list[Any]:
    return [_Cell(cell, table) for cell in line.tc_lst]


def _cells(row: ListedRecommendation, layout: Layout) -> list[str]:
    source = f"\nSource of Position: {row.source}" if row.source else ""
    first = f"{row.paragraph} {row.text}{source}".strip()
    themes = _items(row.themes)
    if layout == "older":
        blocks = [themes, _block("SDGs:", row.sdgs), _block("Affected persons:", row.affected_persons)]
        return [first, row.position, "\n".join(filter(None, blocks)), row.assessment]
    persons = _block("Groups of persons:", row.affected_persons)
    labelled = f"Themes:\n{themes}" if themes and persons else themes
    return [first, row.position, "\n".join(filter(None, (labelled, persons))), _items(row.sdgs), row.assessment]


def _items(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _block(label: str, items: list[str]) -> str:
    return f"{label}\n{_items(items)}" if items else ""
