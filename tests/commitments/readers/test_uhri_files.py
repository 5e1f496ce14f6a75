import gzip
import json

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.uhri import UhriReader
from tests.commitments.readers.uhri_samples import ID, record, reported, upr_record
from uhri_file import COLUMNS, make_uhri_file, make_uhri_xlsx, serial

RECORDS = [record(), upr_record(AnnotationId="11111111-2222-4333-8444-555555555555")]


def contents(path):
    return [draft.content() for draft in UhriReader(path)]


def written(tmp_path, content, name="export.json"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def expected(tmp_path):
    return contents(written(tmp_path, json.dumps(RECORDS), "plain.json"))


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RECORDS, indent=2),
        "\ufeff" + json.dumps(RECORDS, ensure_ascii=False),
        "\n \t" + json.dumps(RECORDS),
        json.dumps({"count": 2, "tags": ["x"], "meta": {"none": []}, "records": RECORDS, "more": 1}),
        "\n".join(json.dumps(one) for one in RECORDS),
        "\n".join(json.dumps(one) for one in RECORDS) + "\n",
    ],
    ids=["indented", "mark", "space", "wrapped", "lines", "lines-ended"],
)
@pytest.mark.parametrize("name", ["export.json", "export.json.gz"])
def test_every_way_of_writing_json_gives_the_same_drafts(tmp_path, expected, content, name):
    packed = gzip.compress(content.encode()) if name.endswith(".gz") else content
    assert contents(written(tmp_path, packed, name)) == expected


def test_gzip_is_told_by_its_content_not_by_its_name(tmp_path, expected):
    assert contents(written(tmp_path, gzip.compress(json.dumps(RECORDS).encode()), "export.json")) == expected


def test_empty_array_has_no_records(tmp_path):
    reader = UhriReader(written(tmp_path, "[]"))
    assert list(reader) == []
    assert reader.rows_read == 0


def sheet(tmp_path, records, *, headings=tuple(COLUMNS), above=(), name="export.xlsx"):
    """A spreadsheet as the index makes it: "- " lines in one cell, serial dates."""
    path = tmp_path / name
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        for place, line in enumerate([*above, headings]):
            page.write_row(place, 0, line)
        for place, one in enumerate(records, start=len(above) + 1):
            for column, key in enumerate(COLUMNS.values()):
                value = one.get(key)
                if isinstance(value, list):
                    page.write_string(place, column, "\n".join(f"- {item}" for item in value))
                elif key.startswith("PublicationDate") and value:
                    page.write_number(place, column, serial(value))
                elif value is not None:
                    page.write_string(place, column, str(value))
    return path


def without_document(found):
    """The spreadsheet has no column for the document's id and for the cycle, which follows from the session."""
    for content in found:
        content["extra"].pop("DocumentId", None)
    return found


def test_spreadsheet_gives_the_drafts_of_the_json_export(tmp_path, expected):
    path = sheet(tmp_path, RECORDS)
    assert contents(path) == without_document(expected)
    assert reported(UhriReader(path)) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda heading: heading.replace("Reccomending", "Recommending"),
        str.upper,
        lambda heading: f"  {heading.replace(' ', '  ')} ",
    ],
    ids=["corrected", "capitals", "spaces"],
)
def test_headings_are_told_whatever_their_spelling_and_space(tmp_path, expected, change):
    path = sheet(tmp_path, RECORDS, headings=[change(heading) for heading in COLUMNS])
    assert contents(path) == without_document(expected)


def test_lines_above_the_headings_are_passed_over(tmp_path, expected):
    path = sheet(tmp_path, RECORDS, above=[["Universal Human Rights Index"], ["Export", "2026"]])
    assert contents(path) == without_document(expected)


def test_spreadsheet_is_told_by_its_content(tmp_path, expected):
    path = sheet(tmp_path, RECORDS)
    assert contents(path.rename(tmp_path / "export.json")) == without_document(expected)


GOOD = json.dumps(RECORDS)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", b"", "a.json is empty"),
        ("a.json", b"<!DOCTYPE html><p>Sorry</p>", "web page"),
        ("a.json", b"words", "neither with"),
        ("a.json", GOOD.encode("utf-16"), "UTF-16"),
        ("a.json", GOOD[:-30].encode(), "breaks off after record 1"),
        ("a.json", GOOD[:40].encode(), "is not JSON"),
        ("a.json", GOOD.replace("49.", '4"9.').encode(), "is not JSON"),
        ("a.json", b'[{"Text": "\xff\xfe"}]', "is not JSON"),
        ("a.json", b"[" * 100_000, "is not JSON"),
        ("a.json", b'[{"Text": ' + b"9" * 5000 + b"}]", "is not JSON"),
        ("a.json.gz", gzip.compress(GOOD.encode() * 50, mtime=0)[:-20], "compressed file is damaged or not complete"),
        ("a.json.gz", b"\x1f\x8bwords", "compressed file is damaged"),
        ("a.xlsx", b"", "is empty"),
        ("a.xlsx", b"<html><table>", "web page with the ending of a spreadsheet"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"old \.xls file"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged or incomplete"),
        ("a.xlsx", b"words", r"not a spreadsheet"),
        ("a.json", b"PK\x03\x04broken", "damaged or incomplete"),
    ],
)
def test_file_that_is_not_an_export_is_refused_with_a_sentence(tmp_path, name, content, says):
    with pytest.raises(UnreadableFileError, match=says):
        contents(written(tmp_path, content, name))


@pytest.mark.parametrize("name", ["nowhere.json", "nowhere.xlsx"])
def test_missing_file_is_refused_with_a_sentence(tmp_path, name):
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        contents(tmp_path / name)


def test_good_records_come_before_the_place_where_the_file_breaks_off(tmp_path):
    found = []
    with pytest.raises(UnreadableFileError):
        found.extend(UhriReader(written(tmp_path, GOOD[:-30])))
    reader = UhriReader(written(tmp_path, GOOD[:-30]))
    assert next(iter(reader)).key == f"uhri:{ID}"


def test_spreadsheet_with_other_columns_is_refused(tmp_path):
    path = sheet(tmp_path, [], headings=["Name", "Telephone"])
    with pytest.raises(UnreadableFileError, match=r"columns Text, Countries, Symbol\..*Name, Telephone"):
        contents(path)


@pytest.mark.parametrize("start", ["[", "{", '[{"Text":', '{"a":[{', ""])
@settings(deadline=None)
@given(content=st.binary(max_size=200))
def test_arbitrary_bytes_give_drafts_or_a_sentence(tmp_path_factory, start, content):
    path = written(tmp_path_factory.mktemp("any"), start.encode() + content)
    reader = UhriReader(path)
    try:
        found = list(reader)
    except UnreadableFileError:
        return
    assert len(found) <= reader.rows_read


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30).map(str.strip)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            record,
            AnnotationId=st.uuids(version=4).map(str),
            Text=WORDS.filter(lambda text: text and "<" not in text and "&" not in text),
            Countries=st.lists(st.sampled_from(["Iraq", "Fiji", "Togo"]), min_size=1, max_size=3, unique=True),
            Sdgs=st.lists(st.sampled_from(["4 - QUALITY EDUCATION", "16.3 - Justice"]), unique=True),
        ),
        max_size=6,
        unique_by=lambda one: one["AnnotationId"],
    )
)
def test_what_was_written_is_read(tmp_path_factory, records):
    path = written(tmp_path_factory.mktemp("round"), json.dumps(records, ensure_ascii=False))
    names = {"IRQ": "Iraq", "FJI": "Fiji", "TGO": "Togo"}
    found = [
        (draft.key, draft.text, [names[code] for code in draft.states], draft.sdgs, draft.themes)
        for draft in UhriReader(path)
    ]
    assert found == [
        (f"uhri:{one['AnnotationId']}", one["Text"], one["Countries"], one["Sdgs"], one["Themes"]) for one in records
    ]


QUIRK_PROBLEMS = {  # quirk of the made file: what the reader reports of it
    "country-iso2": "country-code",
    "country-missing": "state-from-symbol",
    "country-nowhere": "no-state",
    "text-empty": "no-text",
    "not-an-object": "not-a-record",
    "type-uuid": "type-is-an-id",
    "id-missing": "no-id",
    "text-html": "html-removed",
    "text-control-character": "control-character",
}


def test_made_file_is_the_same_each_time_and_every_quirk_of_it_is_met(tmp_path):
    made = make_uhri_file(tmp_path / "made.json", records=4000)
    assert make_uhri_file(tmp_path / "again.json.gz", records=4000) == made
    assert gzip.decompress((tmp_path / "again.json.gz").read_bytes()) == (tmp_path / "made.json").read_bytes()
    reader = UhriReader(tmp_path / "made.json")
    found = list(reader)
    rejected = [problem for problem in reader.problems if not problem.repaired]
    repeats = [problem for problem in reader.problems if problem.code == "repeated-record"]
    assert reader.rows_read == 4000
    assert len(found) + len(rejected) + len(repeats) == 4000
    assert len(rejected) <= made["country-nowhere"] + made["text-empty"] + made["not-an-object"]
    codes = {problem.code for problem in reader.problems}
    assert {code for quirk, code in QUIRK_PROBLEMS.items() if made.get(quirk)} <= codes
    assert {"en", "ar", "ru", "zh"} <= {draft.language for draft in found}


def test_made_spreadsheet_says_what_the_made_json_says(tmp_path):
    make_uhri_xlsx(tmp_path / "made.xlsx", records=300)
    make_uhri_file(tmp_path / "made.json", records=300)
    from_sheet = {content["key"]: content for content in contents(tmp_path / "made.xlsx")}
    from_json = {content["key"]: content for content in without_document(contents(tmp_path / "made.json"))}
    shared = {key for key in from_sheet.keys() & from_json.keys() if "#" not in key}
    assert len(shared) > 270  # records without an id, and numbers of repeats, depend on what else the file has
    assert {key: from_sheet[key] for key in shared} == {key: from_json[key] for key in shared}


@pytest.mark.real_data
def test_texts_of_real_records_have_their_paragraph(shared_data, tmp_path):
    real = json.loads((shared_data / "recommendations/uhri/real-records.json").read_text(encoding="utf-8"))
    records = [
        record(AnnotationId=one["_id"], Text=one["text"], Symbol=one["symbol"], Countries=one["countries"])
        for one in real
    ]
    found = list(UhriReader(written(tmp_path, json.dumps(records))))
    assert len(found) == len(real) == 8
    assert all(draft.paragraph.isdigit() for draft in found)
