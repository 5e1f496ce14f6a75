import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.readers.uhri import UhriReader
from comity.commitments.readers.uhri_record import RecordCleaner
from tests.commitments.readers.uhri_samples import ID, read_one, reader_of, record, reported, upr_record


def test_clean_record_becomes_a_draft_and_nothing_is_reported(tmp_path):
    draft, problems = read_one(tmp_path, record())
    assert problems == []
    assert draft.content() == {
        "key": f"uhri:{ID}",
        "kind": "recommendation",
        "source": "uhri",
        "states": ["IRQ"],
        "text": "49. The Committee recommends that schools be opened in every district.",
        "language": "en",
        "mechanism": "treaty-body",
        "body": "CEDAW",
        "symbol": "CEDAW/C/IRQ/CO/8",
        "session": None,
        "cycle": None,
        "paragraph": "49",
        "position": "",
        "recommending_states": [],
        "date": dt.date(2025, 2, 12),
        "type": "Recommendations",
        "themes": ["Right to education", "Equality & non-discrimination"],
        "affected_persons": ["Women & girls"],
        "sdgs": ["4.5 - Equal access to education", "5 - GENDER EQUALITY"],
        "issues": [],
        "action_rank": None,
        "extra": {
            "DocumentId": "0a0c9531-85fa-4408-a9db-bc816c2e1261",
            "PublicationDateOnUhri": "2025-04-01",
            "Regions": ["Asia-Pacific"],
        },
    }


def test_upr_record_has_session_cycle_position_and_recommending_states(tmp_path):
    draft, problems = read_one(tmp_path, upr_record())
    assert problems == []
    assert (draft.mechanism, draft.body, draft.paragraph) == ("upr", "UPR", "137.197")
    assert (draft.session, draft.cycle, draft.position) == (34, 3, "Supported")
    assert draft.recommending_states == ["France", "Viet Nam"]
    assert draft.extra["UprRecommendingRegions"] == ["Western Europe & Others", "Asia-Pacific"]


def test_id_is_lowered(tmp_path):
    assert read_one(tmp_path, record(AnnotationId=ID.upper()))[0].key == f"uhri:{ID}"


@pytest.mark.parametrize(
    ("raw", "kind", "problems"),
    [
        ("- Recommendations", "Recommendations", []),
        ("- Concerns/Observations", "Concerns/Observations", []),
        ("- Others", "Others", []),
        ("-", "", []),
        (None, "", [("AnnotationType", "no-type", True)]),
        (..., "", [("AnnotationType", "no-type", True)]),
        (ID, "", [("AnnotationType", "type-is-an-id", True)]),
        (f"- {ID}", "", [("AnnotationType", "type-is-an-id", True)]),
    ],
)
def test_type(tmp_path, raw, kind, problems):
    draft, found = read_one(tmp_path, record(AnnotationType=raw))
    assert (draft.type, found) == (kind, problems)


@pytest.mark.parametrize(
    ("raw", "body", "mechanism", "folded"),
    [
        ("- UPR", "UPR", "upr", False),
        ("- CRC-OP-SC", "CRC-OP-SC", "treaty-body", False),
        ("- SR Education", "SR Education", "special-procedure", False),
        ("- Committee on the Rights of the Child", "CRC", "treaty-body", True),
        ("- Committee on Economic, Social and Cultural Rights", "CESCR", "treaty-body", True),
        ("", "", "", False),
        (None, "", "", False),
    ],
)
def test_body(tmp_path, raw, body, mechanism, folded):
    draft, found = read_one(tmp_path, record(Body=raw))
    assert (draft.body, draft.mechanism) == (body, mechanism)
    assert found == ([("Body", "body-folded", True)] if folded else [])


@pytest.mark.parametrize(
    ("countries", "states", "problems"),
    [
        (["State of Palestine*"], ["PSE"], []),
        (["Kosovo*"], ["XKX"], []),
        (["European Union"], ["EUE"], []),
        (["Turkey"], ["TUR"], []),
        (["PK"], ["PAK"], [("Countries", "country-code", True)]),
        ([" Iraq "], ["IRQ"], [("Countries", "stray-space", True)]),
        (["- Iraq"], ["IRQ"], []),
        ("- Sudan\n- South Sudan", ["SDN", "SSD"], []),
        (["Sudan", "South Sudan"], ["SDN", "SSD"], []),
        (["Iraq", "Atlantis"], ["IRQ"], [("Countries", "unknown-state", True)]),
        ([], ["IRQ"], [("Countries", "state-from-symbol", True)]),
        (None, ["IRQ"], [("Countries", "state-from-symbol", True)]),
        (["Atlantis"], ["IRQ"], [("Countries", "state-from-symbol", True)]),
    ],
)
def test_states(tmp_path, countries, states, problems):
    draft, found = read_one(tmp_path, record(Countries=countries))
    assert (draft.states, found) == (states, problems)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"Text": "   "}, ("Text", "no-text", False)),
        ({"Text": None}, ("Text", "no-text", False)),
        ({"Text": "<p> &nbsp; </p>"}, ("Text", "no-text", False)),
        ({"Text": {"en": "words"}}, ("Text", "no-text", False)),
        ({"Countries": [], "Symbol": "A/HRC/RES/45/32"}, ("Countries", "no-state", False)),
        ({"Countries": ["Atlantis"], "Symbol": ""}, ("Countries", "unknown-state", False)),
    ],
)
def test_record_that_cannot_be_taken_is_rejected(tmp_path, changes, problem):
    draft, found = read_one(tmp_path, record(**changes))
    assert draft is None
    assert found[-1] == problem


@pytest.mark.parametrize("value", [None, 7, "words", [], [record()], True, 1.5])
def test_value_that_is_not_a_record_is_rejected(tmp_path, value):
    reader = reader_of(tmp_path, record(), value, record(AnnotationId=ID.replace("b", "c")))
    assert [draft.row for draft in reader] == [1, 3]
    assert reported(reader) == [("", "not-a-record", False)]
    assert reader.rows_read == 3


@pytest.mark.parametrize(
    ("raw", "text", "code"),
    [
        ("<p>Open schools &amp; clinics.</p>", "Open schools & clinics.", "html-removed"),
        ("Open schools<br/>and clinics.", "Open schools\nand clinics.", "html-removed"),
        ("Open the State party&#39;s schools.", "Open the State party's schools.", "entity-unescaped"),
        ("Open schools.  ", "Open schools.", "stray-space"),
        ("Open\x00 schools.", "Open schools.", "control-character"),
    ],
)
def test_text_is_mended_and_reported(tmp_path, raw, text, code):
    draft, found = read_one(tmp_path, record(Text=raw))
    assert draft.text == text
    assert ("Text", code, True) in found


def test_words_split_by_character_recognition_are_left_alone(tmp_path):
    draft, found = read_one(tmp_path, record(Text="Improve heal thcare."))
    assert (draft.text, found) == ("Improve heal thcare.", [])


@pytest.mark.parametrize("field", ["Themes", "AffectedPersons", "Sdgs", "UprRecommendingCountry", "Regions"])
def test_lists_are_trimmed_and_reported(tmp_path, field):
    draft, found = read_one(tmp_path, record(**{field: [" one ", "two", ""]}))
    names = {"Themes": "themes", "AffectedPersons": "affected_persons", "Sdgs": "sdgs"}
    names["UprRecommendingCountry"] = "recommending_states"
    values = draft.extra["Regions"] if field == "Regions" else getattr(draft, names[field])
    assert values == ["one", "two"]
    assert found == [(field, "stray-space", True)]


def test_value_held_twice_is_kept_once_and_reported(tmp_path):
    draft, found = read_one(tmp_path, record(Themes=["Right to food", " Right to food"]))
    assert draft.themes == ["Right to food"]
    assert ("Themes", "repeated-value", True) in found


def test_regions_of_recommending_states_may_repeat(tmp_path):
    regions = ["Africa", "Africa"]
    draft, found = read_one(tmp_path, upr_record(UprRecommendingRegions=regions))
    assert (draft.extra["UprRecommendingRegions"], found) == (regions, [])


def test_values_that_are_no_text_are_left_out_and_reported(tmp_path):
    draft, found = read_one(tmp_path, record(Themes=["Right to food", {"id": 3}, None, 16.3]))
    assert draft.themes == ["Right to food", "16.3"]
    assert ("Themes", "wrong-type", True) in found


@pytest.mark.parametrize(
    ("raw", "position"),
    [
        (["Supported/Noted"], "Supported/Noted"),
        (["Supported", "Noted"], "Supported/Noted"),
        (["- Noted"], "Noted"),
        ([], ""),
        ("Under consideration", "Under consideration"),
    ],
)
def test_position_is_kept_as_imported(tmp_path, raw, position):
    assert read_one(tmp_path, upr_record(UprPositions=raw))[0].position == position


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2025-02-12", dt.date(2025, 2, 12)),
        ("2025-02-12T10:30:00Z", dt.date(2025, 2, 12)),
        ("12/02/2025", dt.date(2025, 2, 12)),
        ("46125.4996282407", dt.date(2026, 4, 13)),
        (46078, dt.date(2026, 2, 25)),
        (46125.4996282407, dt.date(2026, 4, 13)),
        (None, None),
        ("", None),
    ],
)
def test_date_in_any_form(tmp_path, raw, day):
    draft, found = read_one(tmp_path, record(PublicationDate=raw))
    assert (draft.date, found) == (day, [])


@pytest.mark.parametrize("raw", ["soon", "2025-02-30", "0001-01-01", 3, 1e300, True, ["2025-02-12"]])
def test_date_that_is_none_is_left_out_and_reported(tmp_path, raw):
    draft, found = read_one(tmp_path, record(PublicationDate=raw))
    assert (draft.date, found) == (None, [("PublicationDate", "bad-date", True)])


@pytest.mark.parametrize(
    ("session", "cycle", "expected"),
    [
        (["Session 12"], None, (12, 1)),
        (["13th session"], None, (13, 2)),
        (["- 41"], None, (41, 4)),
        ([], "Cycle 2", (None, 2)),
        ([], 2, (None, 2)),
        (["unknown"], "Cycle 2", (None, 2)),
        ([], None, (None, None)),
    ],
)
def test_session_and_cycle(tmp_path, session, cycle, expected):
    draft, _ = read_one(tmp_path, upr_record(UprSession=session, UprCycle=cycle))
    assert (draft.session, draft.cycle) == expected


def test_record_without_an_id_is_known_by_what_it_says(tmp_path):
    first, found = read_one(tmp_path, record(AnnotationId=None))
    again, _ = read_one(tmp_path, record(AnnotationId=...))
    other, _ = read_one(tmp_path, record(AnnotationId="", Text="50. Another text."))
    assert found == [("AnnotationId", "no-id", True)]
    assert first.key == again.key != other.key


def test_record_that_repeats_another_in_everything_is_taken_once(tmp_path):
    reader = reader_of(tmp_path, record(), upr_record(AnnotationId="other"), record())
    assert [draft.row for draft in reader] == [1, 2]
    assert reported(reader) == [("AnnotationId", "repeated-record", True)]


def test_records_with_one_id_that_say_different_things_are_both_taken(tmp_path):
    reader = reader_of(tmp_path, record(), record(Text="50. Another."), record(Text="50. Another."), record(Sdgs=[]))
    assert [draft.key for draft in reader] == [f"uhri:{ID}", f"uhri:{ID}#2", f"uhri:{ID}#3"]
    assert [code for _, code, _ in reported(reader)] == ["repeated-id", "repeated-record", "repeated-id"]


def test_values_longer_than_the_register_takes_are_cut_and_reported(tmp_path):
    long = "x" * 90
    draft, found = read_one(tmp_path, record(Symbol=long, Body=long, AnnotationType=long, UprPositions=[long]))
    assert (len(draft.symbol), len(draft.body), len(draft.type), len(draft.position)) == (60, 80, 40, 40)
    assert sorted(found) == [
        (field, "too-long", True) for field in ("AnnotationType", "Body", "Symbol", "UprPositions")
    ]


def test_keys_that_nobody_told_us_of_are_kept(tmp_path):
    draft, _ = read_one(tmp_path, record(Volume=3, Notes=["one", " two"]))
    assert draft.extra["Volume"] == ["3"]
    assert draft.extra["Notes"] == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12. ينبغي للدولة أن تفتح المدارس في جميع القرى وأن تدرب المعلمين", "ar"),
        ("12. Государству следует открыть школы во всех сёлах и обучить учителей", "ru"),
        ("137.12 改善所有村庄的学校并培训教师，确保女童不受歧视地接受教育和培训。", "zh"),
        ("12. L’État devrait ouvrir des écoles – dans tous les villages –, sans frais.", "fr"),
    ],
)
def test_language_is_the_files_unless_the_script_says_otherwise(tmp_path, text, language):
    (draft,) = reader_of(tmp_path, record(Text=text), language="fr")
    assert draft.language == language


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(record(), JSON_VALUES)) | JSON_VALUES, max_size=5))
def test_no_record_whatever_breaks_the_cleaner(records):
    log = UhriReader("nowhere")
    cleaner = RecordCleaner(log, "en")
    drafts = [cleaner.draft(row, one) for row, one in enumerate(records, start=1)]
    for row, draft in enumerate(drafts, start=1):
        if draft is None:
            assert any(problem.row == row for problem in log.problems)
        else:
            assert draft.text
            assert draft.states
            assert len(draft.key) <= 160
    keys = [draft.key for draft in drafts if draft]
    assert len(set(keys)) == len(keys)


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(["Text", "Symbol", "Body", "AnnotationType", "AnnotationId"]))
def test_any_text_in_any_field_leaves_values_fit_for_the_register(text, field):
    draft = RecordCleaner(UhriReader("nowhere"), "en").draft(1, record(**{field: text}))
    if draft is not None:
        for value in (draft.text, draft.symbol, draft.body, draft.type, draft.key):
            assert "\x00" not in value
            value.encode("utf-8")
