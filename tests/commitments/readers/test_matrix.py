import csv
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.matrix import MatrixReader
from tests.commitments.lists import LATER, OLDER, SOURCE, matrix, older


def read(path, **options):
    return list(MatrixReader(path, "WSM", **options))


def codes(reader):
    return [(problem.row, problem.code, problem.repaired) for problem in reader.problems]


def test_older_layout_with_its_blocks(tmp_path):
    (draft,) = read(matrix(tmp_path, ["Theme: Right to education", older()]))
    assert draft.key == "A/HRC/59/99|140.1"
    assert (draft.states, draft.symbol, draft.session, draft.cycle) == (["WSM"], "A/HRC/59/99", 48, 4)
    assert (draft.paragraph, draft.text) == ("140.1", "Open free pre-schools in every village (Kenya);")
    assert (draft.position, draft.recommending_states) == ("Supported", ["Kenya"])
    assert (draft.themes, draft.affected_persons, draft.sdgs) == (
        ["Right to education"],
        ["Children", "Girls"],
        ["4.2", "10"],
    )
    assert draft.extra == {
        "grouped_under": "Right to education",
        "source_of_position": "A/HRC/59/99/Add.1 - Para.3",
        "sdg_labels": ["4.2 - Early childhood", "10"],
    }


LATER_ROWS = [
    "Theme: Right to education",
    [
        f"141.7 Give every child a seat in a school with water and light (Fiji) (Palau);\n{SOURCE}",
        "Supported",
        "- Right to education\n- Safe drinking water & sanitation\n- Children",
        "- 4.a - Schools that are safe\n- 6 - CLEAN WATER AND SANITATION",
    ],
    [
        f"141.8 Teach sign language to teachers (Chile, Viet Nam and Bosnia and Herzegovina);\n{SOURCE}",
        "Noted",
        "Themes:\n- Right to education\nGroups of persons:\n- Persons with disabilities",
        "4.5 - Equal access\n",
    ],
    "Theme: Safe drinking water & sanitation",
    [
        f"141.7 Give every child a seat in a school with water and light (Fiji) (Palau);\n{SOURCE}",
        "Supported",
        "- Safe drinking water & sanitation\n- Right to health\n- Children",
        "- 6.2 - Sanitation",
    ],
]


def test_layout_of_2025(tmp_path):
    reader = MatrixReader(matrix(tmp_path, LATER_ROWS, headings=LATER), "WSM")
    first, second = list(reader)
    assert (first.paragraph, first.position, second.position) == ("141.7", "Supported", "Noted")
    assert first.recommending_states == ["Fiji", "Palau"]
    assert second.recommending_states == ["Chile", "Viet Nam", "Bosnia and Herzegovina"]
    assert first.affected_persons == ["Children"]
    assert (second.themes, second.affected_persons) == (["Right to education"], ["Persons with disabilities"])
    assert second.sdgs == ["4.5"]


def test_recommendation_listed_under_two_themes_is_one_record(tmp_path):
    reader = MatrixReader(matrix(tmp_path, LATER_ROWS, headings=LATER), "WSM")
    first = next(iter(reader))
    assert reader.rows_read == 3
    assert first.extra["grouped_under"] == "Right to education"
    assert first.extra["also_grouped_under"] == ["Safe drinking water & sanitation"]
    assert first.themes == ["Right to education", "Safe drinking water & sanitation", "Right to health"]
    assert first.sdgs == ["4.a", "6", "6.2"]
    assert codes(reader) == [(3, "repeated-row", True)]


def test_one_number_with_two_texts_is_two_records(tmp_path):
    rows = [older(), older(text="Pay teachers on time (Ghana);")]
    reader = MatrixReader(matrix(tmp_path, rows), "WSM")
    assert [draft.key for draft in reader] == ["A/HRC/59/99|140.1", "A/HRC/59/99|140.1#2"]
    assert codes(reader) == [(2, "repeated-paragraph", True)]


def test_key_falls_back_to_state_and_session_without_a_source(tmp_path):
    (draft,) = read(matrix(tmp_path, [["140.2 Pay teachers (Ghana);", "Supported", "- Right to work", ""]]))
    assert (draft.key, draft.symbol) == ("WSM|UPR48|140.2", "")


def test_row_without_a_number_is_kept_and_reported(tmp_path):
    reader = MatrixReader(matrix(tmp_path, [["Pay teachers (Ghana);", "Supported", "", ""]]), "WSM")
    (draft,) = reader
    assert draft.paragraph == ""
    assert draft.key.startswith("WSM|UPR48|")
    assert codes(reader) == [(1, "no-paragraph", True)]


def test_session_asked_for_stands_above_the_header(tmp_path):
    reader = MatrixReader(matrix(tmp_path, [older()]), "WSM", session=47)
    assert next(iter(reader)).session == 47
    assert codes(reader) == [(0, "session-differs", True)]


def test_session_is_unknown_where_nobody_says_it(tmp_path):
    (draft,) = read(matrix(tmp_path, [older()], header="List"))
    assert (draft.session, draft.cycle) == (None, None)


def test_list_of_another_state_is_refused(tmp_path):
    path = matrix(tmp_path, [older()])
    with pytest.raises(UnreadableFileError, match="is the list of Samoa, not of Tonga"):
        list(MatrixReader(path, "TON"))


def test_filled_assessment_is_kept(tmp_path):
    row = [*older()[:3], "Twelve villages so far.\nThe rest next year."]
    (draft,) = read(matrix(tmp_path, [row]))
    assert draft.extra["assessment"] == "Twelve villages so far.\nThe rest next year."


def test_line_that_runs_on_belongs_to_the_item_before(tmp_path):
    tags = "- Children: definition; general\nprinciples; protection\n- Right to education"
    (draft,) = read(matrix(tmp_path, [older(tags=tags)]))
    assert draft.themes == ["Children: definition; general principles; protection", "Right to education"]


def test_text_over_several_paragraphs_is_one_text(tmp_path):
    row = [f"140.3 Open schools\nin every village (Peru);\n{SOURCE}", "Noted", "- Right to education", ""]
    (draft,) = read(matrix(tmp_path, [row]))
    assert draft.text == "Open schools in every village (Peru);"


def test_row_without_text_is_rejected(tmp_path):
    reader = MatrixReader(matrix(tmp_path, [["", "Supported", "- Right to education", ""], older()]), "WSM")
    assert len(list(reader)) == 1
    assert codes(reader) == [(1, "no-text", False)]


def test_french_headings_are_understood(tmp_path):
    headings = ["Recommandation", "Position", "Liste complète des thèmes", "Évaluation"]
    rows = ["Thème : Droit à l’éducation", ["12.1 Ouvrir des écoles (Mali et Togo).", "Acceptée", "- Éducation", ""]]
    (draft,) = read(matrix(tmp_path, rows, headings=headings, header="EPU (48e session)"))
    assert (draft.extra["grouped_under"], draft.recommending_states) == ("Droit à l’éducation", ["Mali", "Togo"])
    assert draft.session == 48


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><p>Sign in</p>", "web page"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", r"old \.doc"),
        (b"PK\x03\x04broken", "damaged or incomplete"),
        (b"plain words", "not a Word document"),
    ],
)
def test_file_that_is_not_a_word_document_is_refused_with_a_sentence(tmp_path, content, says):
    path = tmp_path / "list.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=says):
        read(path)


def zipped(tmp_path, parts):
    path = tmp_path / "list.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_zip_without_a_document_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"holds no word/document\.xml"):
        read(zipped(tmp_path, {"xl/workbook.xml": "<x/>"}))


def test_document_that_is_not_xml_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="is not XML"):
        read(zipped(tmp_path, {"word/document.xml": "<w:document"}))


def test_document_without_the_table_is_refused(tmp_path):
    path = matrix(tmp_path, [["a", "b"]], headings=["Name", "Telephone"])
    with pytest.raises(UnreadableFileError, match="none of its 2 table rows has the headings"):
        read(path)


def test_part_that_unpacks_to_too_much_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="more than 100 MB"):
        read(zipped(tmp_path, {"word/document.xml": b" " * (101 * 1024 * 1024)}))


def test_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    hostile = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr>'
        + "".join(f"<w:tc><w:p><w:r><w:t>{heading}</w:t></w:r></w:p></w:tc>" for heading in OLDER)
        + "</w:tr><w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in ("1.1 Do &x;", "Noted", "-", "-"))
        + "</w:tr></w:tbl></w:body></w:document>"
    )
    (draft,) = read(zipped(tmp_path, {"word/document.xml": hostile}))
    assert "secret" not in draft.text


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co")), max_size=60)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(WORDS, min_size=4, max_size=4), max_size=4))
def test_any_words_in_the_cells_give_drafts_or_problems(tmp_path_factory, rows):
    reader = MatrixReader(matrix(tmp_path_factory.mktemp("any"), rows), "WSM")
    found = list(reader)
    assert len({draft.key for draft in found}) == len(found)
    left_out = sum(not problem.repaired or problem.code == "repeated-row" for problem in reader.problems)
    assert len(found) + left_out == reader.rows_read


@pytest.mark.real_data
@pytest.mark.parametrize(("name", "cycle", "count"), [("upr20-cycle2", "2", 163), ("upr34-cycle3", "3", 215)])
def test_real_lists_give_exactly_the_expected_rows(shared_data, name, cycle, count):
    folder = shared_data / "recommendations/ohchr-matrix"
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = [row for row in csv.DictReader(file) if row["cycle"] == cycle]
    reader = MatrixReader(folder / f"slovenia-{name}.docx", "SVN")
    found = [
        {
            "cycle": str(draft.cycle),
            "session": str(draft.session),
            "state_under_review": "Slovenia",
            "paragraph": draft.paragraph,
            "text": draft.text,
            "grouped_under": draft.extra["grouped_under"],
            "position": draft.position,
            "source_of_position": draft.extra["source_of_position"],
            "themes": "|".join(draft.themes),
            "affected_persons": "|".join(draft.affected_persons),
            "sdgs": "|".join(draft.sdgs),
        }
        for draft in reader
    ]
    assert found == expected
    assert len(found) == count
    assert reader.problems == []


@pytest.mark.real_data
def test_every_real_recommendation_names_its_states(shared_data):
    for path in sorted((shared_data / "recommendations/ohchr-matrix").glob("*.docx")):
        assert all(draft.recommending_states for draft in MatrixReader(path, "SVN"))
