"""The assessment goes into its cells; every other byte of the list is as it was."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.readers.docx_tables import DOCUMENT, STRICT_WORD, WORD, WordFile
from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.matrix import MatrixReader
from comity.commitments.writers.docx_cells import lines_of
from comity.commitments.writers.docx_spans import Spans
from comity.commitments.writers.matrix import Outcome, fill_matrix
from tests.commitments.lists import OLDER, matrix, older

ARABIC, CHINESE = "فتحت الوزارة اثنتي عشرة مدرسة", "保障儿童受教育的权利，2024年"
SAID = "Twelve schools were opened in 2024.\nThe rest follow next year."


def fill(path, texts, **options):
    """``texts``: by paragraph, or one for all."""
    text_of = (lambda draft: texts.get(draft.paragraph, "")) if isinstance(texts, dict) else lambda _draft: texts
    return fill_matrix(path, state=options.pop("state", "WSM"), session=None, text_of=text_of, **options)


def saved(tmp_path, filled, name="filled.docx"):
    path = tmp_path / name
    path.write_bytes(filled.content)
    return path


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as archive:
        return {part.filename: archive.read(part) for part in archive.infolist()}


def pieces(document):
    """The document as cells, by row and column, and what stands between them: all its bytes, each once."""
    cells, between, place = {}, [], 0
    for number, row in enumerate(Spans(document).rows):
        for column, span in enumerate(row.cells):
            between.append(document[place : span.start])
            cells[number, column] = document[span.start : span.end]
            place = span.end
    return cells, [*between, document[place:]]


def drafts(path, state="WSM"):
    """What the list reads back to, the assessments apart."""
    found = list(MatrixReader(path, state))
    return [draft.extra.pop("assessment", "") for draft in found], found


def cell(path, row, column):
    return docx.Document(path).tables[0].rows[row].cells[column]


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["upr20-cycle2", "upr34-cycle3"])
def test_real_list_is_filled_and_nothing_else_is_changed(shared_data, tmp_path, name):
    path = shared_data / f"recommendations/ohchr-matrix/slovenia-{name}.docx"
    _before, rows = drafts(path, "SVN")
    filled = fill(path, {row.paragraph: f"{row.paragraph}: {SAID}\n{ARABIC}\n{CHINESE}" for row in rows}, state="SVN")
    assert {one.outcome for one in filled.outcomes} == {Outcome.FILLED}
    old, new = parts(path), parts(filled.content)
    assert list(old) == list(new)
    assert {part for part in old if old[part] != new[part]} == {DOCUMENT}
    (cells, between), (new_cells, new_between) = pieces(old[DOCUMENT]), pieces(new[DOCUMENT])
    assert between == new_between
    changed = {place for place, content in cells.items() if new_cells[place] != content}
    assert len(changed) == len(rows)
    assert {column for _row, column in changed} == {3}
    said, again = drafts(saved(tmp_path, filled), "SVN")
    assert again == rows
    assert said == [f"{row.paragraph}: {SAID}\n{ARABIC}\n{CHINESE}" for row in rows]


@pytest.mark.real_data
def test_real_list_without_a_word_to_say_is_the_same_bytes(shared_data):
    for path in (shared_data / "recommendations/ohchr-matrix").glob("*.docx"):
        assert parts(fill(path, "", state="SVN").content) == parts(path)


def test_text_looks_as_the_row_looks(tmp_path):
    path = matrix(tmp_path, [older()])
    document = docx.Document(path)
    document.tables[0].rows[1].cells[1].paragraphs[0].runs[0].font.size = Pt(9)
    document.save(path)
    written = cell(saved(tmp_path, fill(path, SAID)), 1, 3)
    assert [paragraph.text for paragraph in written.paragraphs] == SAID.split("\n")
    assert {run.font.size for paragraph in written.paragraphs for run in paragraph.runs if run.text} == {Pt(9)}


def test_look_of_an_empty_cell_is_its_own_where_it_has_one(tmp_path):
    path = matrix(tmp_path, [older()])
    document = docx.Document(path)
    mark = OxmlElement("w:rPr")
    mark.append(OxmlElement("w:i"))
    document.tables[0].rows[1].cells[3].paragraphs[0]._p.get_or_add_pPr().append(mark)
    document.save(path)
    assert cell(saved(tmp_path, fill(path, "Done.")), 1, 3).paragraphs[0].runs[-1].italic


def test_arabic_runs_from_the_right_and_the_others_do_not(tmp_path):
    written = cell(saved(tmp_path, fill(matrix(tmp_path, [older()]), f"Done.\n{ARABIC} 2024\n{CHINESE}")), 1, 3)
    first, arabic, chinese = written.paragraphs
    assert arabic._p.pPr.find(qn("w:bidi")) is not None
    assert arabic.runs[0]._r.rPr.find(qn("w:rtl")) is not None
    for other in (first, chinese):
        assert other._p.find(f".//{qn('w:bidi')}") is None
        assert other._p.find(f".//{qn('w:rtl')}") is None
    assert chinese.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    assert [one.text for one in written.paragraphs] == ["Done.", f"{ARABIC} 2024", CHINESE]


def test_recommendation_under_two_themes_is_filled_in_both_rows(tmp_path):
    path = matrix(tmp_path, ["Theme: Education", older(), "Theme: Children", older()])
    filled = fill(path, {"140.1": "Done."})
    assert [one.outcome for one in filled.outcomes] == [Outcome.FILLED] * 2
    written = saved(tmp_path, filled)
    assert [cell(written, row, 3).text for row in (2, 4)] == ["Done.", "Done."]


def written_in(tmp_path, words="We are at it."):
    return matrix(tmp_path, [[*older()[:3], words], older("140.2")])


def test_words_of_others_are_left_and_reported(tmp_path):
    path = written_in(tmp_path)
    filled = fill(path, "Done.")
    conflict, free = filled.outcomes
    assert (conflict.outcome, conflict.paragraph) == (Outcome.CONFLICT, "140.1")
    assert (conflict.there, conflict.wanted) == ("We are at it.", "Done.")
    assert free.outcome == Outcome.FILLED
    written = saved(tmp_path, filled)
    assert [cell(written, row, 3).text for row in (1, 2)] == ["We are at it.", "Done."]


def test_words_of_others_are_replaced_when_that_is_asked_for(tmp_path):
    path = written_in(tmp_path, "We are at it.\nReally.")
    filled = fill(path, SAID, overwrite=True)
    assert filled.outcomes[0].outcome == Outcome.REPLACED
    assert filled.outcomes[0].there == "We are at it.\nReally."
    assert cell(saved(tmp_path, filled), 1, 3).text == SAID


def test_words_of_others_stay_where_there_is_nothing_to_say(tmp_path):
    path = written_in(tmp_path)
    filled = fill(path, "", overwrite=True)
    assert parts(filled.content) == parts(path)
    assert {one.outcome for one in filled.outcomes} == {Outcome.NOTHING}


def test_filling_a_second_time_changes_nothing(tmp_path):
    once = saved(tmp_path, fill(matrix(tmp_path, [older(), older("140.2")]), f"{SAID}\n{ARABIC}"))
    twice = fill(once, f"{SAID}\n{ARABIC}", overwrite=True)
    assert {one.outcome for one in twice.outcomes} == {Outcome.SAME}
    assert parts(twice.content) == parts(once)


@pytest.mark.parametrize("words", ["", "We are at it."])
def test_cell_with_a_table_in_it_is_left_to_a_person(tmp_path, words):
    path = written_in(tmp_path, words)
    document = docx.Document(path)
    document.tables[0].rows[1].cells[3].add_table(1, 1).rows[0].cells[0].text = "Plan" if words else ""
    document.save(path)
    filled = fill(path, "Done.", overwrite=True)
    assert filled.outcomes[0].outcome == Outcome.BLOCKED
    old, new = (pieces(parts(one)[DOCUMENT])[0] for one in (path, filled.content))
    assert old[1, 3] == new[1, 3]


def test_bookmark_in_a_replaced_cell_stays(tmp_path):
    path = written_in(tmp_path)
    document = docx.Document(path)
    last = document.tables[0].rows[1].cells[3].add_paragraph("Really.")._p
    for tag in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{tag}")
        mark.set(qn("w:id"), "7")
        last.append(mark)
    document.save(path)
    written = cell(saved(tmp_path, fill(path, "Done.", overwrite=True)), 1, 3)
    assert [len(written._tc.findall(f".//{qn(f'w:{tag}')}")) for tag in ("bookmarkStart", "bookmarkEnd")] == [1, 1]


def test_file_of_the_strict_edition_is_filled_in_its_own_namespace(tmp_path):
    path = matrix(tmp_path, [older()])
    content = parts(path)
    content[DOCUMENT] = content[DOCUMENT].replace(WORD[1:-1].encode(), STRICT_WORD[1:-1].encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    filled = fill(path, f"{SAID}\n{ARABIC}")
    assert WORD[1:-1].encode() not in parts(filled.content)[DOCUMENT]
    assert drafts(saved(tmp_path, filled))[0] == [f"{SAID}\n{ARABIC}"]


def test_document_that_declares_a_type_is_refused(tmp_path):
    path = matrix(tmp_path, [older()])
    content = parts(path)
    content[DOCUMENT] = re.sub(rb"(<\?xml.*?\?>)", rb'\1<!DOCTYPE d [<!ENTITY x "y">]>', content[DOCUMENT], count=1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    with pytest.raises(UnreadableFileError, match="declares a type"):
        fill(path, "Done.")


ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@settings(deadline=None, max_examples=40)
@given(ANY_TEXT)
def test_any_text_comes_back_as_its_lines(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    written = saved(folder, fill(matrix(folder, [older()], headings=OLDER), text))
    expected = [line.replace("\xa0", " ").strip() for line in lines_of(text)]
    assert list(WordFile(written).rows())[1][3] == [line for line in expected if line]
