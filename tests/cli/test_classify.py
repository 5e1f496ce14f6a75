import csv
import io
import json

import pytest

TEXTS = "id,text\na-1,Build schools for girls in rural areas (Fiji);\na-2,Abolish the death penalty\n"


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "texts.csv"
    path.write_text(TEXTS, encoding="utf-8")
    return str(path)


def test_suggestions_come_as_one_json_line_a_text_and_nothing_else(comity, texts):
    done = comity("classify", texts)
    assert done.exit_code == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == ["a-1", "a-2"]
    assert found[0]["education"]["is"] is True
    assert found[1]["issues"][0]["label"] == "Death penalty"
    assert comity("classify", "--format", "jsonl", texts).stdout == done.stdout


def test_suggestions_as_csv_can_be_read_back_and_carry_no_formulas(comity, tmp_path):
    path = tmp_path / "texts.csv"
    path.write_text('id,text\n"=1+1","Build schools"\n', encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(comity("classify", str(path), "--format", "csv").stdout)))
    assert rows[0]["id"] == "'=1+1"
    assert rows[0]["issues"].startswith("Right to education: 0.")
    assert rows[0]["education"].startswith("yes: ")
    assert rows[0]["sdg_goals"].count("|") == 16


def test_out_is_written_whole_or_not_at_all(comity, texts, tmp_path):
    out = tmp_path / "found.jsonl"
    done = comity("classify", texts, "--out", str(out))
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "2 texts classified into found.jsonl" in done.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
    assert comity("classify", texts, "--out", str(tmp_path / "none" / "found.jsonl")).exit_code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["found.jsonl", "texts.csv"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"number,words\n1,x\n", "no column “id” and no column “text”"),
        (b"", "no column “id” and no column “text”"),
        (b"id,text\n1,\xc9ducation\n", "not in UTF-8"),
    ],
)
def test_wrong_input_is_a_sentence_and_exit_1(comity, tmp_path, content, sentence):
    path = tmp_path / "wrong.csv"
    path.write_bytes(content)
    done = comity("classify", str(path))
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert done.stdout == ""


def test_file_without_rows_gives_no_lines(comity, tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("id,text\n", encoding="utf-8")
    done = comity("classify", str(path))
    assert (done.exit_code, done.stdout) == (0, "")


def test_wrong_use_is_exit_2(comity, texts):
    assert comity("classify", "/nowhere.csv").exit_code == 2
    assert comity("classify", texts, "--format", "xml").exit_code == 2
    assert comity("classify", "train").exit_code == 2
    assert comity("classify", "evaluate").exit_code == 2


def test_help_names_the_file_and_both_verbs(comity):
    shown = comity("classify", "--help").stdout
    assert all(word in shown for word in ("FILE", "train", "evaluate"))


def test_evaluation_answers_in_json_and_in_words(comity, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "text,issues,action_rank,education\n"
        "Abolish the death penalty,Death penalty,5,no\n"
        "Ensure access to education for all,Right to education,4,yes\n",
        encoding="utf-8",
    )
    done = comity("classify", "evaluate", "--data", str(path), "--format", "json")
    found = json.loads(done.stdout)
    assert found["texts"] == 2
    assert found["issues"]["micro_f1"] == found["action_rank"]["accuracy"] == found["education"]["f1"] == 1
    assert "Death penalty" in comity("classify", "evaluate", "--data", str(path)).stdout


def test_evaluation_without_a_label_and_with_a_wrong_one_is_exit_1(comity, texts, tmp_path):
    assert "No row has a label" in comity("classify", "evaluate", "--data", texts).stderr
    path = tmp_path / "own.csv"
    path.write_text("text,issues\nx,Right to sleep\n", encoding="utf-8")
    done = comity("classify", "evaluate", "--data", str(path))
    assert done.exit_code == 1
    assert "own.csv: Row 2: “Right to sleep”" in done.stderr


def test_training_on_own_tags_writes_a_model_that_classify_uses(comity, texts, tmp_path):
    pytest.importorskip("sklearn", reason="training needs the extra ml")
    path, out = tmp_path / "own.csv", tmp_path / "own.npz"
    lines = ["text,issues,action_rank,state"]
    for number in range(240):
        issue, words = (("Death penalty", "the death penalty"), ("Right to education", "illiteracy"))[number % 2]
        lines.append(f"Abolish {words} number {number},{issue},5,State {number % 8}")
    path.write_text("\n".join(lines), encoding="utf-8")
    done = comity("classify", "train", "--data", str(path), "--out", str(out), "--version", "ours")
    assert done.exit_code == 0, done.output
    assert "240 labelled texts read; the model “ours” is in own.npz." in done.stdout
    found = [json.loads(line) for line in comity("classify", texts, "--model", str(out)).stdout.splitlines()]
    assert {one["model"] for one in found} == {"ours"}


def test_too_few_tags_and_a_file_that_is_no_model_are_exit_1(comity, texts, tmp_path):
    pytest.importorskip("sklearn", reason="training needs the extra ml")
    path, out = tmp_path / "own.csv", tmp_path / "own.npz"
    path.write_text("text,issues,action_rank\nAbolish it,Death penalty,5\n", encoding="utf-8")
    done = comity("classify", "train", "--data", str(path), "--out", str(out))
    assert done.exit_code == 1
    assert "200 of one kind are needed" in done.stderr
    assert not out.exists()
    wrong = comity("classify", texts, "--model", texts)
    assert wrong.exit_code == 1
    assert "texts.csv: The file is no model" in wrong.stderr
