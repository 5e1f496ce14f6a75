"""Recommendations out of the running text of a Working Group's report."""

import datetime as dt

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.ordinals import ordinal
from comity.commitments.readers.wg_report import WgReportReader
from tests.commitments.wg_reports import CLOSING, COVER, LISTS, NOTED, SUPPORTED, counted_by_word, report


def read(path, **options):
    reader = WgReportReader(path, options.pop("state", "WSM"), **options)
    return list(reader), reader


def codes(reader):
    return [(problem.row, problem.code, problem.repaired) for problem in reader.problems]


def positions(drafts):
    return [(draft.paragraph, draft.position) for draft in drafts]


FOUR = [("140.1", "Supported"), ("140.2", "Supported"), ("141.1", "Under consideration"), ("142.1", "Noted")]


def test_lists_give_recommendations_with_their_positions(tmp_path):
    drafts, reader = read(report(tmp_path))
    assert positions(drafts) == FOUR
    assert reader.problems == []
    first, second = drafts[:2]
    assert (first.key, first.text) == ("A/HRC/59/99|140.1", "Open free pre-schools in every village (Kenya);")
    assert (first.states, first.symbol, first.session, first.cycle) == (["WSM"], "A/HRC/59/99", 48, 4)
    assert (first.date, first.language, first.source) == (dt.date(2025, 7, 3), "en", "wg-report")
    assert second.recommending_states == ["Chile", "Peru", "Viet Nam", "Bosnia and Herzegovina"]


@pytest.mark.parametrize("style", [False, True])
def test_numbers_that_word_counts_are_read(tmp_path, style):
    drafts, reader = read(report(tmp_path, number=counted_by_word(style=style)))
    assert positions(drafts) == FOUR
    assert drafts[0].text == "Open free pre-schools in every village (Kenya);"
    assert reader.problems == []


def test_first_cycle_numbers_within_the_list(tmp_path):
    lists = (f"85. {SUPPORTED}", "1. Open schools (Kenya);", "2. Train teachers (Fiji);", f"86. {NOTED}",
             "1. Raise the age (Norway).", f"87. {CLOSING}")  # fmt: skip
    drafts, reader = read(report(tmp_path, lists))
    assert positions(drafts) == [("85.1", "Supported"), ("85.2", "Supported"), ("86.1", "Noted")]
    assert reader.problems == []


FRENCH_COVER = (
    "A/HRC/59/99", "A/HRC/59/99", "Distr. générale\n3 juillet 2025",
    "1. Le Groupe a tenu sa quarante-huitième session. L’Examen concernant le Samoa a eu lieu.",
    "II. Conclusions et/ou recommandations",
)  # fmt: skip
FRENCH = (
    "140. Les recommandations ci-après ont été examinées par le Samoa et recueillent son adhésion :",
    "140.1 Ouvrir des écoles dans chaque village (Mali et Togo) ;",
    "141. Les recommandations ci-après seront examinées par le Samoa, qui y répondra en temps voulu :",
    "141.1 Ratifier la Convention (Sénégal) ;",
    "142. Les recommandations ci-après n’ont pas recueilli l’adhésion du Samoa, qui en a pris note :",
    "142.1 Relever l’âge (Norvège).",
    "143. Toutes les conclusions et/ou recommandations reflètent la position des États.",
)
SPANISH_COVER = (
    "A/HRC/59/99", "A/HRC/59/99", "Distr. general\n3 de julio de 2025",
    "1. El Grupo de Trabajo celebró su 48º período de sesiones. El examen de Samoa se llevó a cabo en la 3ª sesión.",
    "II. Conclusiones y/o recomendaciones",
)  # fmt: skip
SPANISH = (
    "140. Las recomendaciones que siguen fueron examinadas por Samoa y cuentan con el apoyo de Samoa:",
    "140.1 Abrir escuelas en cada aldea (Perú y Chile);",
    "141. Samoa examinará las recomendaciones que siguen y les dará respuesta a su debido tiempo:",
    "141.1 Ratificar la Convención (México);",
    "142. Samoa ha tomado nota de las recomendaciones que siguen:",
    "142.1 Elevar la edad (Noruega).",
    "143. Todas las conclusiones y recomendaciones reflejan la posición de los Estados.",
)
ARABIC_COVER = ("A/HRC/59/99", "A/HRC/59/99", "الاستنتاجات و/أو التوصيات")
ARABIC = (
    "140- التوصيات التالية بحثتها ساموا وهي تحظى بتأييدها:",
    "140.1 فتح مدارس في كل قرية (كينيا)؛",
    "141- أحاطت ساموا علماً بالتوصيات التالية:",
    "142.1 رفع السن (النرويج).",
)


@pytest.mark.parametrize(
    ("cover", "lists", "language", "states"),
    [(FRENCH_COVER, FRENCH, "fr", ["Mali", "Togo"]), (SPANISH_COVER, SPANISH, "es", ["Perú", "Chile"])],
)
def test_other_languages_are_understood(tmp_path, cover, lists, language, states):
    drafts, reader = read(report(tmp_path, lists, cover=cover))
    assert [position for _paragraph, position in positions(drafts)] == ["Supported", "Under consideration", "Noted"]
    assert {draft.language for draft in drafts} == {language}
    assert (drafts[0].session, drafts[0].date) == (48, dt.date(2025, 7, 3))
    assert drafts[0].recommending_states == states
    assert reader.problems == []


def test_arabic_lists_are_understood(tmp_path):
    drafts, _reader = read(report(tmp_path, ARABIC, cover=ARABIC_COVER))
    assert [draft.position for draft in drafts] == ["Supported", "Noted"]
    assert {draft.language for draft in drafts} == {"ar"}


def test_text_broken_over_pages_is_joined_and_said(tmp_path):
    lists = (f"140. {SUPPORTED}", "140.1 Open free pre-schools with at least", "A/HRC/59/99", "14 GE.25-12345",
             "12 teachers in every village (Kenya);", "140.2 Train teachers (Fiji);")  # fmt: skip
    drafts, reader = read(report(tmp_path, lists))
    assert [draft.text for draft in drafts] == [
        "Open free pre-schools with at least 12 teachers in every village (Kenya);",
        "Train teachers (Fiji);",
    ]
    assert codes(reader) == [(1, "joined", True)]


def test_states_in_a_paragraph_of_their_own_belong_to_the_text(tmp_path):
    drafts, _reader = read(report(tmp_path, (f"140. {SUPPORTED}", "140.1 Open schools", "(Kenya) (Peru);")))
    assert [draft.recommending_states for draft in drafts] == [["Kenya", "Peru"]]


def test_what_is_no_recommendation_is_rejected_and_said(tmp_path):
    lists = (f"140. {SUPPORTED}", "140.1 Open schools (Kenya);", "Right to health", "140.2 Train nurses (Fiji);")
    drafts, reader = read(report(tmp_path, lists))
    assert [draft.paragraph for draft in drafts] == ["140.1", "140.2"]
    assert codes(reader) == [(2, "not-a-recommendation", False)]
    assert reader.problems[0].value == "Right to health"


def test_recommendation_without_a_number_is_known_by_its_words(tmp_path):
    lists = (f"140. {SUPPORTED}", "140.1 Open schools (Kenya);", "Train nurses (Fiji);")
    drafts, reader = read(report(tmp_path, lists))
    assert drafts[1].paragraph == ""
    assert drafts[1].position == "Supported"
    assert drafts[1].key.startswith("A/HRC/59/99|")
    assert codes(reader) == [(2, "no-paragraph", True)]


def test_missing_number_repeated_number_and_missing_state_are_said(tmp_path):
    lists = (f"140. {SUPPORTED}", "140.1 Open schools (Kenya);", "140.4 Train nurses (Fiji);",
             "140.4 Pay nurses (Fiji);", "140.5 Pay teachers")  # fmt: skip
    drafts, reader = read(report(tmp_path, lists))
    assert [draft.key.partition("|")[2] for draft in drafts] == ["140.1", "140.4", "140.4#2", "140.5"]
    assert codes(reader) == [
        (0, "missing-paragraph", True), (3, "repeated-paragraph", True), (4, "no-recommending-state", True),
    ]  # fmt: skip
    assert reader.problems[0].value == "140.2 to 140.3"


def test_number_of_another_list_decides_the_position_and_is_said(tmp_path):
    lists = (f"140. {SUPPORTED}", "140.1 Open schools (Kenya);", f"141. {NOTED}", "140.2 Train nurses (Fiji);")
    drafts, reader = read(report(tmp_path, lists))
    assert positions(drafts) == [("140.1", "Supported"), ("140.2", "Supported")]
    assert codes(reader) == [(2, "number-outside-list", True)]


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("The recommendations below enjoy the support of Samoa, which considers them implemented:", "Supported"),
        ("The following recommendations were accepted in part by Samoa:", "Supported/Noted"),
        ("The following recommendations, in particular on schools, are supported by Samoa:", "Supported"),
        ("The recommendations below cannot be supported by Samoa:", "Noted"),
        ("Samoa has examined the recommendations below and has noted them:", "Noted"),
        ("The following recommendations will be examined by Samoa in due course:", "Under consideration"),
    ],
)
def test_position_is_that_of_the_introduction(tmp_path, words, position):
    drafts, _reader = read(report(tmp_path, (f"140. {words}", "140.1 Open schools (Kenya);")))
    assert positions(drafts) == [("140.1", position)]


def test_footnotes_are_kept_apart_from_the_text(tmp_path):
    def raise_mark(_document, paragraph, text):
        if text.startswith("140.1"):
            paragraph.add_run("140.1 Open schools (Kenya);")
            paragraph.add_run("12").font.superscript = True
            return True
        return False

    drafts, _reader = read(report(tmp_path, number=raise_mark))
    assert drafts[0].text == "Open schools (Kenya);"


def test_footnote_of_word_is_kept_with_the_record(tmp_path):
    import zipfile  # noqa: PLC0415 - python-docx makes no footnotes, so they are put in by hand

    def call(_document, paragraph, text):
        paragraph.add_run(text)
        if text.startswith("140.1"):
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), "2")
            paragraph.add_run()._r.append(reference)
        return True

    path = report(tmp_path, number=call)
    note = ('<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">'
            "<w:p><w:r><w:t>As read out: open schools.</w:t></w:r></w:p></w:footnote></w:footnotes>")  # fmt: skip
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", note)
    drafts, _reader = read(path)
    assert drafts[0].text == "Open free pre-schools in every village (Kenya);"
    assert drafts[0].extra == {"footnotes": ["As read out: open schools."]}


def test_report_on_another_state_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="reports on Samoa, not on Tonga"):
        read(report(tmp_path), state="TON")


def test_document_without_lists_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="holds no list of recommendations"):
        read(report(tmp_path, ("140. Some words.",)))


def test_session_and_symbol_that_nobody_says(tmp_path):
    drafts, reader = read(report(tmp_path, LISTS, cover=("Report", "Samoa")), session=47)
    assert (drafts[0].key, drafts[0].session, drafts[0].date) == ("WSM|UPR47|140.1", 47, None)
    assert codes(reader) == [(0, "no-symbol", True)]


def test_session_asked_for_stands_above_the_reports(tmp_path):
    drafts, reader = read(report(tmp_path), session=47)
    assert drafts[0].session == 47
    assert codes(reader) == [(0, "session-differs", True)]


@pytest.mark.parametrize(
    ("words", "number"),
    [("twentieth", 20), ("forty-second", 42), ("première", 1), ("trente et unième", 31), ("quarante-deuxième", 42),
     ("20º", 20), ("cuadragésimo octavo", 48), ("48th", 48), ("several", None)],
)  # fmt: skip
def test_sessions_spelled_out(words, number):
    assert ordinal(words) == number


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co")), max_size=60)


@settings(deadline=None, max_examples=40)
@given(st.lists(WORDS, max_size=6))
def test_any_words_give_drafts_or_problems(tmp_path_factory, words):
    lists = (f"140. {SUPPORTED}", "140.1 Open schools (Kenya);", *words)
    drafts, reader = read(report(tmp_path_factory.mktemp("any"), lists, cover=COVER))
    rejected = sum(not problem.repaired for problem in reader.problems)
    assert len(drafts) + rejected == reader.rows_read
    assert len({draft.key for draft in drafts}) == len(drafts)


def test_file_is_still_a_word_document_for_python_docx(tmp_path):
    assert docx.Document(report(tmp_path, number=counted_by_word(style=True))).paragraphs
