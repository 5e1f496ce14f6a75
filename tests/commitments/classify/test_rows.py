import gzip

import pytest

from comity.commitments.classify.rows import Row, WrongRowError, read


def written(tmp_path, text, name="data.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_own_columns_are_read_and_empty_cells_are_not_judged(tmp_path):
    path = written(
        tmp_path,
        "id,text,issues,action_rank,state,education,sdg,label,language\n"
        '1,Build schools,"Right to education|Rights of the Child",5,Samoa,yes,4,,en\n'
        "2,Go on,,,,,,,\n"
        "3,About water,,,,no,6,no,\n",
    )
    assert read(path) == [
        Row("Build schools", ("Right to education", "Rights of the Child"), 5, "Samoa", True, 4, None, "en"),
        Row("Go on"),
        Row("About water", education=False, goal=6, belongs=False),
    ]


def test_export_of_upr_info_and_list_of_ohchr_are_understood(tmp_path):
    path = written(tmp_path, 'rec_id,To,Text,Action,Issue\n1,Fiji,Close jails,5,"Detention conditions,Justice"\n')
    assert read(path) == [Row("Close jails", ("Detention", "Justice"), 5, "Fiji")]
    themes = written(tmp_path, "text,themes\nTeach,Right to education|Right to health\nHeal,Right to health\n")
    assert [row.education for row in read(themes)] == [True, False]


def test_compressed_file_with_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "data.csv.gz"
    path.write_bytes(gzip.compress("\ufefftext,sdg\nAgua,6\n".encode()))
    assert read(path) == [Row("Agua", goal=6)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("id,words\n1,x\n", "no column “text”"),
        ("", "no column “text”"),
        ("text,issues\nx,Right to sleep\n", "Row 2: “Right to sleep” is not one of the 54 issues"),
        ("text,action_rank\nx,3\ny,6\n", "Row 3: “6” under action_rank is not a number from 1 to 5"),
        ("text,sdg\nx,18\n", "Row 2: “18” under sdg is not a number from 1 to 17"),
        ("text,sdg\nx,²\n", "Row 2: “²” under sdg"),
        ("text,education\nx,perhaps\n", "Row 2: “perhaps” under education is neither yes nor no"),
    ],
)
def test_wrong_file_is_refused_in_a_sentence_that_says_where(tmp_path, content, sentence):
    with pytest.raises(WrongRowError, match=sentence):
        read(written(tmp_path, content))


def test_file_in_another_encoding_or_no_archive_is_refused(tmp_path):
    path = tmp_path / "data.csv"
    path.write_bytes("text\nÉducation\n".encode("latin-1"))
    with pytest.raises(WrongRowError, match="not in UTF-8"):
        read(path)
    archive = tmp_path / "data.csv.gz"
    archive.write_bytes(b"text\nplain\n")
    with pytest.raises(WrongRowError, match="cannot be read"):
        read(archive)
