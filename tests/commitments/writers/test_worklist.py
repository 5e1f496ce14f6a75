"""What a spreadsheet program finds in a worklist: locks, lists of choices, frozen headings, direction, instructions."""

import zipfile

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from comity.commitments.worklist import ANSWERS, FIXED
from comity.commitments.writers.worklist import FIRST_ROW, KEYS
from tests.commitments.worklists import STATUSES, row, sent

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


@pytest.fixture
def path(tmp_path):
    return sent(tmp_path, [row(1, status="B", done="=SUM(A1)", due="2026-12-31"), row(2)])


def cell(sheet, key, number=FIRST_ROW):
    letter = chr(ord("A") + KEYS.index(key))
    return sheet.find(f".//{X}c[@r='{letter}{number + 1}']")


def test_only_what_the_ministry_fills_in_is_unlocked(path):
    sheet, styles = part(path, "xl/worksheets/sheet1.xml"), part(path, "xl/styles.xml")
    assert sheet.find(f"{X}sheetProtection").get("sheet") == "1"
    forms = styles.find(f"{X}cellXfs")
    for number in (FIRST_ROW, FIRST_ROW + 1):
        for key in KEYS:
            protection = forms[int(cell(sheet, key, number).get("s") or 0)].find(f"{X}protection")
            unlocked = protection is not None and protection.get("locked") == "0"
            assert unlocked == (key in ANSWERS), key


def test_keys_row_and_keys_columns_are_hidden_and_headings_frozen(path):
    sheet = part(path, "xl/worksheets/sheet1.xml")
    assert sheet.find(f".//{X}row[@r='1']").get("hidden") == "1"
    hidden = [one for one in sheet.iter(f"{X}col") if one.get("hidden") == "1"]
    assert {int(one.get(end)) for one in hidden for end in ("min", "max")} == {1, 2}
    pane = sheet.find(f".//{X}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("2", "frozen")


def test_every_answer_says_what_it_takes(path):
    rules = list(part(path, "xl/worksheets/sheet1.xml").iter(f"{X}dataValidation"))
    assert len(rules) == len(ANSWERS)
    assert [rule.get("type") for rule in rules].count("date") == 2
    (status,) = [rule for rule in rules if rule.get("type") == "list"]
    assert status.find(f"{X}formula1").text == "'How to'!$A$3:$A$7"
    listed = [cells[0] for cells in CalamineWorkbook.from_path(str(path)).get_sheet_by_name("How to").to_python()]
    assert listed[2:7] == [f"{letter} – {meaning}" for letter, meaning in STATUSES]


def test_texts_are_never_formulas(path):
    assert part(path, "xl/worksheets/sheet1.xml").find(f".//{X}f") is None


def test_arabic_sheets_run_from_the_right(tmp_path):
    path = sent(tmp_path, [row(1)], rtl=True)
    for number in (1, 2):
        assert part(path, f"xl/worksheets/sheet{number}.xml").find(f".//{X}sheetView").get("rightToLeft") == "1"


def test_instructions_are_there_and_the_record_of_what_was_sent_is_hidden(path):
    sheets = part(path, "xl/workbook.xml").find(f"{X}sheets")
    assert [(one.get("name"), one.get("state")) for one in sheets] == [
        ("Worklist", None),
        ("How to", None),
        ("comity-sent", "veryHidden"),
    ]
    words = "".join(part(path, "xl/sharedStrings.xml").itertext())
    assert "Fill in." in words
    assert all(key.title() in words for key in (*FIXED, *ANSWERS))
