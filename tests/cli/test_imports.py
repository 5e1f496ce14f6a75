import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comity.cli.imports import group, rebuild_index
from comity.cli.listing import KEYS
from comity.cli.listing import group as listing
from comity.commitments.models import ImportRun, Recommendation, TagReading
from tests.commitments.drafts import take, varied
from tests.commitments.wg_reports import report

pytestmark = pytest.mark.django_db
HEAD = "rec_id,To,Text,From,Response,Action,Issue,Session\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "upr.csv"
    path.write_text(
        HEAD
        + '1,Slovenia," Guarantee education",Norway,Accepted,5,"Right to education,Women\'s rights",20\n'
        + "2,Atlantis,Build,Norway,Accepted,5,,20\n",
        encoding="utf-8",
    )
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def test_the_answer_is_one_json_document_with_exactly_the_contract_s_keys(export: Path) -> None:
    result = run("upr-info", export, "--format", "json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert list(answer) == ["file", "rows_read", "created", "updated", "unchanged", "rejected", "repaired",
                            "problems", "seconds", "peak_mb"]  # fmt: skip
    assert (answer["file"], answer["rows_read"], answer["created"], answer["rejected"]) == ("upr.csv", 2, 1, 1)
    rejected = [problem for problem in answer["problems"] if problem["row"] == 2]
    assert set(rejected[0]) == {"row", "field", "code", "message", "value"}
    assert rejected[0]["value"] == "Atlantis"


def test_the_same_file_again_changes_nothing(export: Path) -> None:
    run("upr-info", export)
    answer = json.loads(run("upr-info", export, "--format", "json").stdout)
    assert (answer["created"], answer["updated"], answer["unchanged"]) == (0, 0, 1)


def test_people_read_counts_and_each_rejected_row_with_its_reason(export: Path) -> None:
    shown = run("upr-info", export).stdout
    assert "2 rows read: 1 created, 0 updated, 0 unchanged, 1 rejected" in shown
    assert "Row 2" in shown
    assert "Atlantis" in shown


def test_a_dry_run_writes_nothing_and_says_so(export: Path) -> None:
    result = run("upr-info", export, "--dry-run")
    assert "dry run" in result.stdout
    assert not Recommendation.objects.exists()
    assert not ImportRun.objects.exists()


def test_several_files_answer_as_a_list(export: Path) -> None:
    answers = json.loads(run("upr-info", export, export, "--format", "json").stdout)
    assert [answer["created"] for answer in answers] == [1, 0]


def test_a_file_that_cannot_be_read_ends_with_status_1(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('[{"AnnotationId": ')
    result = run("uhri", path, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"][0]["code"] == "unreadable-file"
    assert "Nothing was written" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["uhri"],
        ["uhri", "no-such-file"],
        ["upr-info"],
        ["matrix", __file__],
        ["matrix", __file__, "--state", "Atlantis"],
    ],
)
def test_wrong_use_ends_with_status_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_file_of_which_every_row_is_rejected_ends_with_status_1(tmp_path: Path) -> None:
    path = tmp_path / "upr.csv"
    path.write_text(HEAD + "2,Atlantis,Build,Norway,Accepted,5,,20\n")
    assert run("upr-info", path).exit_code == 1


def test_rebuilding_the_index_says_how_many() -> None:
    take(varied())
    assert "8 records" in CliRunner().invoke(rebuild_index).stdout


def test_a_list_has_exactly_the_contract_s_keys_and_imported_values() -> None:
    take(varied())
    result = CliRunner().invoke(listing, ["recommendations", "--state", "NOR", "--session", "33"])
    record = json.loads(result.stdout)
    assert list(record) == list(KEYS)
    assert (record["state"], record["themes"], record["date"]) == ("NOR", ["Right to education"], "2019-05-06")


def test_a_list_as_csv_joins_lists() -> None:
    take(varied())
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(listing, ["pledges", "--format", "csv"]).stdout)))
    assert [row["issues"] for row in rows] == ["Right to education"]


def test_a_list_for_nobody_known_ends_with_status_1() -> None:
    result = CliRunner().invoke(listing, ["pledges", "--as", "nobody@example.org"])
    assert result.exit_code == 1
    assert "nobody@example.org" in result.stderr


@pytest.mark.real_data
def test_every_row_of_the_real_export_is_taken_once(shared_data: Path) -> None:
    folder = shared_data / "recommendations" / "upr-info"
    first = json.loads(run("upr-info", folder / "recommendations.csv.gz", "--format", "json").stdout)
    again = json.loads(run("upr-info", folder / "recommendations.csv.gz", "--format", "json").stdout)
    pledges = json.loads(run("upr-info", folder / "voluntary-pledges.mac-roman.csv", "--format", "json").stdout)
    assert (first["created"], again["created"], again["updated"], again["unchanged"]) == (33_705, 0, 0, 33_705)
    assert pledges["created"] == 947


def test_an_import_suggests_tags_and_says_so(export: Path) -> None:
    shown = run("upr-info", export).stdout
    assert "1 texts classified: 4 tags suggested; 0 clusters suggested in 0 States" in shown
    assert TagReading.objects.count() == 1


@pytest.mark.parametrize("option", ["--no-suggestions", "--dry-run"])
def test_without_suggestions_no_text_is_read(export: Path, option: str) -> None:
    shown = run("upr-info", export, option).stdout
    assert "suggested" not in shown
    assert not TagReading.objects.exists()


def test_a_report_of_the_working_group_is_read_and_again_changes_nothing(tmp_path: Path) -> None:
    path = report(tmp_path)
    answer = json.loads(run("wg-report", path, "--state", "WSM", "--format", "json").stdout)
    assert (answer["rows_read"], answer["created"], answer["rejected"], answer["problems"]) == (4, 4, 0, [])
    again = json.loads(run("wg-report", path, "--state", "Samoa", "--format", "json").stdout)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 4)
    assert Recommendation.objects.filter(session=48, source="wg-report").count() == 4


def test_a_report_on_another_state_ends_with_status_1(tmp_path: Path) -> None:
    result = run("wg-report", report(tmp_path), "--state", "TON")
    assert result.exit_code == 1
    assert "reports on Samoa, not on Tonga" in result.stderr
