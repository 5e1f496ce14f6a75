import gzip
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.upr_info import UprInfoReader

HEADINGS = "rec_id,To,Text,From,Response,Action,Issue,Session"
ROWS = [
    (
        '1,Kenya,"Open schools for girls in all counties, without fees",Norway,Accepted,4,'
        '"Right to education,Women\'s rights",8'
    ),
    "2,Côte d'Ivoire,Train teachers – in Côte d’Ivoire’s north,Brazil,Noted,5,Right to education,6",
    "3,Sri Lanka,Consider joining the protocol ,&#40;Unknown&#41;,Accepted,3,International instruments,2",
]


def written(tmp_path, rows, *, encoding="utf-8", ends="\r\n", name="file.csv", headings=HEADINGS):
    path = tmp_path / name
    content = (ends.join([headings, *rows]) + ends).encode(encoding)
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def drafts(path):
    return list(UprInfoReader(path))


def codes(reader):
    return [(problem.row, problem.field, problem.code, problem.repaired) for problem in reader.problems]


def test_row_becomes_a_draft_with_every_column(tmp_path):
    draft = drafts(written(tmp_path, ROWS))[0]
    assert draft.states == ["KEN"]
    assert draft.text == "Open schools for girls in all counties, without fees"
    assert (draft.kind, draft.source, draft.mechanism, draft.body) == (
        "recommendation",
        "upr-info",
        "upr",
        "UPR",
    )
    assert (draft.session, draft.cycle, draft.position, draft.action_rank) == (8, 1, "Accepted", 4)
    assert draft.recommending_states == ["Norway"]
    assert draft.issues == ["Right to education", "Women's rights"]
    assert draft.extra == {"rec_id": "1"}


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "mac_roman", "cp1252", "utf-16"])
@pytest.mark.parametrize("name", ["file.csv", "file.csv.gz"])
def test_encoding_and_line_end_do_not_change_what_is_read(tmp_path, encoding, ends, name):
    expected = [draft.content() for draft in drafts(written(tmp_path, ROWS, name="expected.csv"))]
    found = drafts(written(tmp_path, ROWS, encoding=encoding, ends=ends, name=name))
    assert [draft.content() for draft in found] == expected
    assert found[1].text == "Train teachers – in Côte d’Ivoire’s north"


def test_other_encoding_is_reported_for_the_file(tmp_path):
    reader = UprInfoReader(written(tmp_path, ROWS, encoding="mac_roman", ends="\r"))
    assert len(list(reader)) == 3
    assert codes(reader)[0] == (0, "", "other-encoding", True)
    assert "Mac-Roman" in reader.problems[0].message


def test_a_few_broken_bytes_do_not_turn_utf8_into_something_else(tmp_path):
    path = written(tmp_path, ["1,Togo,Ouvrir des écoles près des élèves,Benin,Accepted,4,Other,9"])
    path.write_bytes(path.read_bytes().replace(b"Benin", b"B\xffnin"))
    reader = UprInfoReader(path)
    (draft,) = reader
    assert draft.text == "Ouvrir des écoles près des élèves"
    assert draft.recommending_states == ["B\ufffdnin"]
    assert codes(reader) == [(1, "From", "broken-bytes", True)]


def test_unknown_recommending_state_is_unescaped_and_reported(tmp_path):
    reader = UprInfoReader(written(tmp_path, ROWS))
    assert list(reader)[2].recommending_states == ["(Unknown)"]
    assert (3, "From", "entity-unescaped", True) in codes(reader)


def test_stray_space_is_removed_and_reported(tmp_path):
    reader = UprInfoReader(written(tmp_path, ROWS))
    assert list(reader)[2].text == "Consider joining the protocol"
    assert (3, "Text", "stray-space", True) in codes(reader)


def test_pledge_is_told_by_its_response(tmp_path):
    rows = ["1,Mali,We will build schools,Mali,Voluntary Pledge,5,Right to education,2", ROWS[0]]
    pledge, recommendation = drafts(written(tmp_path, rows))
    assert (pledge.kind, pledge.type, pledge.position, pledge.recommending_states) == (
        "pledge",
        "Voluntary Pledge",
        "",
        [],
    )
    assert recommendation.kind == "recommendation"


def test_pledge_is_told_by_its_columns_where_there_is_no_response(tmp_path):
    rows = ["Mali,We will build schools,Mali,2", "Mali,Build schools,Ghana,2"]
    found = drafts(written(tmp_path, rows, headings="To,Text,From,Session"))
    assert [draft.kind for draft in found] == ["pledge", "recommendation"]


def test_exact_repeats_stay_separate_records_with_running_numbers(tmp_path):
    rows = [ROWS[0], ROWS[0].replace("1,", "9,", 1), ROWS[1]]
    keys = [draft.key for draft in drafts(written(tmp_path, rows))]
    assert len(set(keys)) == 3
    assert [key[-2:] for key in keys] == [":1", ":2", ":1"]
    assert keys[0][:-2] == keys[1][:-2]


def test_keys_do_not_depend_on_the_order_of_rows(tmp_path):
    repeat = ROWS[0].replace(",4,", ",5,")
    rows = [*ROWS, repeat, *(f"{n},Nepal,Ask number {n},India,Noted,4,Other,10" for n in range(40))]
    shuffled = random.Random(7).sample(rows, len(rows))

    def by_key(found):
        return {draft.key: draft.content() for draft in found}

    assert by_key(drafts(written(tmp_path, shuffled))) == by_key(drafts(written(tmp_path, rows)))


def test_key_survives_space_case_entities_and_another_name_of_the_state(tmp_path):
    rows = ["1,Swaziland,Build schools & roads,Czech Republic,Accepted,4,Other,12"]
    again = ["7,Eswatini,build  schools &amp; roads ,Czechia,Accepted,4,Other,12"]
    assert drafts(written(tmp_path, rows))[0].key == drafts(written(tmp_path, again))[0].key


def test_later_headings_semicolons_and_session_words_are_understood(tmp_path):
    headings = "State Under Review;SuR Group;Recommendation;Recommending State;Response;Action;Issues;Session"
    row = "Kenya;AG;Open schools;Norway;Accepted;4;Right to education;8th session - May 2010"
    draft = drafts(written(tmp_path, [row], headings=headings))[0]
    assert (draft.states, draft.session, draft.recommending_states) == (["KEN"], 8, ["Norway"])
    assert draft.extra == {"SuR Group": "AG"}


@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        ("1,Atlantis,Open schools,Norway,Accepted,4,Other,8", "To", "unknown-state"),
        ("1,,Open schools,Norway,Accepted,4,Other,8", "To", "no-state"),
        ("1,Kenya, ,Norway,Accepted,4,Other,8", "Text", "no-text"),
        ("1,Kenya,Open schools", "", "wrong-number-of-columns"),
        ("1,Kenya,Open schools,Norway,Accepted,4,Other,8,more", "", "wrong-number-of-columns"),
    ],
)
def test_row_that_cannot_be_taken_is_rejected_by_number_field_and_code(tmp_path, row, field, code):
    reader = UprInfoReader(written(tmp_path, [ROWS[0], row, ROWS[1]]))
    assert [draft.row for draft in reader] == [1, 3]
    assert (2, field, code, False) in codes(reader)
    assert reader.rows_read == 3


def test_numbers_out_of_range_are_left_out_and_reported(tmp_path):
    reader = UprInfoReader(written(tmp_path, ["1,Kenya,Open schools,Norway,Accepted,9,Other,first"]))
    draft = next(iter(reader))
    assert (draft.session, draft.cycle, draft.action_rank) == (None, None, None)
    assert {code for _, _, code, _ in codes(reader)} == {"bad-session", "bad-action"}


def test_overlong_position_is_cut_to_what_the_register_keeps(tmp_path):
    reader = UprInfoReader(written(tmp_path, [f"1,Kenya,Open schools,Norway,{'x' * 80},4,Other,8"]))
    assert len(next(iter(reader)).position) == 40
    assert (1, "Response", "too-long", True) in codes(reader)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"   \r\n ", "empty"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\x00\x01\x02\x03 binary", "binary"),
        (b"name,age\r\nx,1\r\n", "lacks the column To and Text and Session"),
        (gzip.compress(b"To,Text,Session\r\n" * 9000, mtime=0)[:60], "not complete"),
        (b"\x1f\x8bnot really", "damaged"),
        (b'To,Text,Session\r\nKenya,"' + b"x" * 200_000, "line 2"),
    ],
)
def test_file_that_is_not_an_export_is_refused_with_a_sentence(tmp_path, content, says):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=says):
        drafts(path)


def test_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        drafts(tmp_path / "nowhere.csv")


def test_reading_again_starts_afresh(tmp_path):
    reader = UprInfoReader(written(tmp_path, ROWS))
    first = [draft.content() for draft in reader]
    problems = list(reader.problems)
    assert [draft.content() for draft in reader] == first
    assert reader.problems == problems
    assert reader.rows_read == 3


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"To,Text,Session\n", b"To,Text,From,Response,Session\r"]))
def test_arbitrary_bytes_give_drafts_or_a_sentence(tmp_path_factory, content, start):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(start + content)
    reader = UprInfoReader(path)
    try:
        found = list(reader)
    except UnreadableFileError:
        return
    rejected = {problem.row for problem in reader.problems if not problem.repaired}
    assert len(found) + len(rejected) == reader.rows_read


@pytest.mark.real_data
def test_all_real_recommendations_are_taken(shared_data):
    reader = UprInfoReader(shared_data / "recommendations/upr-info/recommendations.csv.gz")
    found = list(reader)
    assert len(found) == reader.rows_read == 33_705
    assert len({draft.key for draft in found}) == 33_705
    assert {draft.kind for draft in found} == {"recommendation"}
    assert sum(draft.key.endswith(":2") for draft in found) == 4  # three exact repeats, one but for capitals
    assert sum(draft.recommending_states == ["(Unknown)"] for draft in found) == 9
    assert not [problem for problem in reader.problems if not problem.repaired]


@pytest.mark.real_data
def test_all_real_pledges_are_taken(shared_data):
    reader = UprInfoReader(shared_data / "recommendations/upr-info/voluntary-pledges.mac-roman.csv")
    found = list(reader)
    assert len(found) == len({draft.key for draft in found}) == 947
    assert {draft.kind for draft in found} == {"pledge"}
    assert {code for _, _, code, _ in codes(reader)} == {"other-encoding", "stray-space"}
