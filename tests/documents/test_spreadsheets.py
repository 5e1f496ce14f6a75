import zipfile
from io import BytesIO

from python_calamine import CalamineWorkbook

from comity.documents.spreadsheets import CUT, LONGEST_CELL, write_workbook


def workbook(**options):
    target = BytesIO()
    count = write_workbook(target, **{"title": "Recommendations", "columns": ["id", "text"], "rows": [], **options})
    target.seek(0)
    return target, count


def sheet(target, place=0):
    return CalamineWorkbook.from_filelike(target).get_sheet_by_index(place).to_python()


def part(target, name):
    with zipfile.ZipFile(target) as archive:
        return archive.read(name).decode()


def test_rows_come_back_as_they_went_in():
    target, count = workbook(rows=[[1, "Improve"], [2, ["a", "b"]]])
    assert count == 2
    assert sheet(target) == [["id", "text"], [1, "Improve"], [2, "a; b"]]


def test_formulas_and_links_stay_texts():
    target, _count = workbook(rows=[[1, "=1+1"], [2, "https://example.org"]])
    assert sheet(target)[1:] == [[1, "=1+1"], [2, "https://example.org"]]
    xml = part(target, "xl/worksheets/sheet1.xml")
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_the_sheet_turns_for_right_to_left_scripts():
    assert 'rightToLeft="1"' in part(workbook(rtl=True)[0], "xl/worksheets/sheet1.xml")
    assert "rightToLeft" not in part(workbook()[0], "xl/worksheets/sheet1.xml")


def test_a_text_longer_than_a_cell_says_that_it_was_cut():
    target, _count = workbook(rows=[[1, "x" * 40_000]])
    cell = sheet(target)[1][1]
    assert len(cell) == LONGEST_CELL
    assert cell.endswith(CUT)


def test_a_title_that_no_sheet_may_bear_is_tidied():
    target, _count = workbook(title="Réponses [tous]: États/groupes * et plus encore?")
    name = CalamineWorkbook.from_filelike(target).sheet_names[0]
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\")


def test_notes_have_a_sheet_of_their_own():
    target, _count = workbook(notes=["Source: import of 4 December 2026."])
    assert sheet(target, 1) == [["Source: import of 4 December 2026."]]
