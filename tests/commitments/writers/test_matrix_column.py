"""A list of the 2025 layout has no column for the assessment: it gets one, and every cell keeps each of its bytes."""

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from comity.commitments.readers.docx_tables import DOCUMENT, WordFile
from comity.commitments.writers.matrix import Outcome
from tests.commitments.lists import LATER, SOURCE, matrix
from tests.commitments.writers.test_matrix import ARABIC, SAID, drafts, fill, parts, pieces, saved

ROWS = [
    "Theme: Right to education",
    [
        f"141.7 Seat every child (Fiji) (Palau);\n{SOURCE}",
        "Supported",
        "- Right to education",
        "- 4.a - Safety",
    ],
    [
        f"141.8 Teach signing (Chile);\n{SOURCE}",
        "Noted",
        "- Right to education\n- Children",
        "4.5 - Equal access",
    ],
]


def later(tmp_path, **options):
    return matrix(tmp_path, ROWS, headings=options.pop("headings", LATER), **options)


def test_every_cell_keeps_its_bytes_and_the_rows_read_the_same(tmp_path):
    path = later(tmp_path)
    filled = fill(path, {"141.7": f"{SAID}\n{ARABIC}"})
    old, new = parts(path), parts(filled.content)
    assert {part for part in old if old[part] != new[part]} == {DOCUMENT}
    cells, new_cells = pieces(old[DOCUMENT])[0], pieces(new[DOCUMENT])[0]
    assert {place: new_cells[place] for place in cells} == cells
    assert len(new_cells) == len(cells) + 4
    assert [one.outcome for one in filled.outcomes] == [Outcome.FILLED, Outcome.NOTHING]
    said, rows = drafts(saved(tmp_path, filled))
    assert rows == drafts(path)[1]
    assert said == [f"{SAID}\n{ARABIC}", ""]


def test_column_has_the_heading_and_the_table_its_width(tmp_path):
    written = saved(tmp_path, fill(later(tmp_path), SAID))
    rows = list(WordFile(written).rows())
    assert rows[0][4] == ["Assessment/comments on level of implementation"]
    table = docx.Document(written).tables[0]
    assert len(table._tbl.tblGrid.findall(qn("w:gridCol"))) == 5
    before = docx.Document(later(tmp_path)).tables[0]._tbl.tblGrid
    widths = [sum(int(one.get(qn("w:w"))) for one in grid) for grid in (before, table._tbl.tblGrid)]
    assert abs(widths[0] - widths[1]) <= 5


def test_row_of_a_theme_goes_on_into_the_new_column(tmp_path):
    path = later(tmp_path)
    document = docx.Document(path)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "DBE5F1")
    document.tables[0].rows[1].cells[0]._tc.get_or_add_tcPr().append(shade)
    document.save(path)
    row = docx.Document(saved(tmp_path, fill(path, SAID))).tables[0]._tbl.tr_lst[1]
    theme, beside = row.tc_lst
    assert theme.grid_span == 4
    assert beside.grid_span == 1
    assert beside.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "DBE5F1"
    assert beside.tcPr.find(f"{qn('w:tcBorders')}/{qn('w:left')}").get(qn("w:val")) == "nil"
    assert "".join(beside.itertext()) == ""


def test_second_export_finds_the_column(tmp_path):
    once = saved(tmp_path, fill(later(tmp_path), {"141.7": SAID}))
    twice = fill(once, {"141.7": "Other words.", "141.8": "Done."})
    assert [one.outcome for one in twice.outcomes] == [Outcome.CONFLICT, Outcome.FILLED]
    assert drafts(saved(tmp_path, twice))[0] == [SAID, "Done."]
    assert len(next(iter(WordFile(saved(tmp_path, twice)).rows()))) == 5


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Recommandation", "Position", "Thèmes", "ODD"], "Évaluation/commentaires"),
        (["Recomendación", "Posición", "Temas", "ODS"], "Evaluación/comentarios"),
    ],
)
def test_heading_is_in_the_language_of_the_list(tmp_path, headings, expected):
    written = saved(tmp_path, fill(later(tmp_path, headings=headings), SAID))
    assert next(iter(WordFile(written).rows()))[4][0].startswith(expected)
    assert drafts(written)[0] == [SAID, SAID]
