import csv
import gzip
import json

import pytest

from comity.reference import names
from comity.reference.files import read


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Right to education", "right-to-education"),
        ("- Right to education ", "right-to-education"),
        ("E51 Right to education - General", "right-to-education"),
        ("E5", "right-to-education"),
        ("E52 Something that later editions dropped", "right-to-education"),
        (" Participation of women in political & public life ", "participation-of-women-in-political-public-life"),
        ("A12 Acceptance of international norms", "ratification-of-accession-to-international-instruments"),
        ("Acceptance of international norms", "ratification-of-accession-to-international-instruments"),
        ("Budget &resources (for human rights implementation)", "budget-resources"),
        ("Prohibition of slavery, trafficking", "human-trafficking-contemporary-forms-of-slavery"),
        ("G1 Members of minorities", "group-minorities"),
    ],
)
def test_theme_code_of_three_generations(raw, code):
    assert names.theme_code(raw) == code


@pytest.mark.parametrize("raw", ["", "Nothing of the kind", "Z9 Unknown"])
def test_theme_code_of_unknown_tags(raw):
    assert names.theme_code(raw) is None


def test_theme_names_and_education_flag():
    assert names.theme_name("right-to-education") == "Right to education"
    assert names.theme_name("unheard-of") == "unheard-of"
    education = [record["code"] for record in read("themes")["themes"] if names.is_education_theme(record["code"])]
    assert education == ["human-rights-education-trainings-awareness-raising", "right-to-education"]
    assert not names.is_education_theme(None)


def test_retired_themes_lead_to_groups_that_exist():
    groups = {record["code"] for record in read("persons-groups")["groups"]}
    led = {record["group"] for record in read("themes")["themes"] if "group" in record}
    assert led
    assert led <= groups


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("girls", "women-girls"),
        ("Women & girls", "women-girls"),
        ("Migrants & domestic workers", "migrants"),
        ("- Children", "children"),
        ("lesbian, gay, bisexual, transgender and intersex persons (LGBTI)", "lgbti"),
        ("Lesbian, gay, bisexual and transgender and intersex persons (LGBTI)", "lgbti"),
        ("general", "general"),
        ("", None),
        ("Martians", None),
    ],
)
def test_group_code(raw, code):
    assert names.group_code(raw) == code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("4 - QUALITY EDUCATION", "4"),
        ("4", "4"),
        ("SDG 4.1", "4.1"),
        ("Goal 4: Quality education", "4"),
        ("- 16.3 - Promote the rule of law and access to justice for all", "16.3"),
        ("16.a - Strong institutions", "16.a"),
        ("4.A", "4.a"),
        ("4.c.1", "4.c"),
        ("Quality education", "4"),
        ("Éducation de qualité", "4"),
        ("2030 Agenda", None),
        ("18", None),
        ("0", None),
        ("17.20", None),
        ("100% of children", None),
        ("", None),
    ],
)
def test_sdg_codes(raw, code):
    assert names.sdg_codes(raw) == code


def test_sdg_names():
    assert names.sdg_name("4") == "Quality education"
    assert names.sdg_name("4", "zh") == "优质教育"
    assert names.sdg_name("4.c") == "More qualified teachers"
    assert names.sdg_name("4.a.1") == "Schools with basic services"
    assert names.sdg_name("99") == "99"


def test_issue_code_and_name():
    assert names.issue_code("Detention conditions") == "detention"
    assert names.issue_name("detention") == "Detention"
    assert names.issue_code("Right to Education ") == "right-to-education"
    assert names.issue_code("Astrology") is None


@pytest.mark.real_data
def test_every_issue_of_upr_info_maps(shared_data):
    path = shared_data / "recommendations/upr-info/recommendations.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        found = {issue for row in csv.DictReader(file) for issue in row["Issue"].split(",")}
    assert len({names.issue_code(issue) for issue in found} - {None}) == 54
    assert all(names.issue_name(names.issue_code(issue)) == issue.strip() for issue in found)


@pytest.mark.real_data
def test_every_theme_and_group_of_the_matrices_maps(shared_data):
    themes, groups = set(), set()
    with (shared_data / "recommendations/ohchr-matrix/expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            themes |= {*row["themes"].split("|"), row["grouped_under"]}
            groups |= set(row["affected_persons"].split("|"))
    assert [theme for theme in sorted(themes - {""}) if names.theme_code(theme) is None] == []
    assert [group for group in sorted(groups - {""}) if names.group_code(group) is None] == []


@pytest.mark.real_data
def test_the_whole_vocabulary_of_the_index_maps_one_to_one(shared_data):
    vocabulary = json.loads((shared_data / "recommendations/uhri/vocabulary.json").read_text(encoding="utf-8"))
    current = [entry["theme"] for entry in vocabulary["themes_2025"]]
    codes = [names.theme_code(f" {theme} ") for theme in current]
    assert None not in codes
    assert len(set(codes)) == len(set(current))
    assert [names.theme_name(code) for code in codes] == current
    for key in ("affected_persons_top12_2026", "affected_persons_seen_in_thematic_lists"):
        assert [group for group in vocabulary[key] if names.group_code(group) is None] == []
