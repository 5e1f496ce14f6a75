"""What the shipped files promise: counts, completeness, no loose ends."""

from importlib.resources import files
from pathlib import Path

import pytest

from comity.reference.files import raw, read
from comity.reference.vocabulary import EducationLevel, FourA, RegionalGroup

LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}
NAMES = sorted(path.name.removesuffix(".json") for path in files("comity.reference").joinpath("data").iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_every_file_says_version_source_and_licence(name):
    data = read(name)
    assert data["version"]
    assert data["source"]
    assert data["licence"]
    assert max(len(line) for line in raw(name).splitlines()) < 4000


def test_states_are_193_members_and_two_observers_with_names_in_six_languages():
    states = read("states")["states"]
    assert len(states) == 195
    assert {record["code"] for record in states if record["kind"] == "observer"} == {"PSE", "VAT"}
    for record in states:
        assert set(record["names"]) == LANGUAGES
        assert all(name.strip() for name in record["names"].values())
        assert not any("*" in name or "(the)" in name for name in record["names"].values())
        assert record["formal"]
        assert record["regional_group"] in RegionalGroup.values
    assert [record["code"] for record in states] == sorted(record["code"] for record in states)
    for column in ("code", "iso2", "m49"):
        assert len({record[column] for record in states}) == 195


def test_regional_groups_have_their_known_sizes():
    members = [record for record in read("states")["states"] if record["kind"] == "member"]
    sizes = {group: sum(record["regional_group"] == group for record in members) for group in RegionalGroup.values}
    # Fifty-four African and twenty-three Eastern European States, thirty-three of Latin America and the Caribbean.
    assert sizes["african"] == 54
    assert sizes["eastern-european"] == 23
    assert sizes["latin-american-and-caribbean"] == 33
    assert sizes["western-european-and-others"] == 29
    assert sum(sizes.values()) == 193


def test_no_name_of_one_state_is_an_alias_of_another():
    seen = {}
    for code, spellings in read("aliases")["aliases"].items():
        for spelling in spellings:
            assert seen.setdefault(spelling.casefold(), code) == code


def test_goals_targets_and_indicators_of_goal_four():
    data = read("sdg")
    assert len(data["goals"]) == 17
    assert all(set(goal["names"]) == LANGUAGES and all(goal["names"].values()) for goal in data["goals"])
    assert len(data["targets"]) == 169
    assert len({target["code"] for target in data["targets"]}) == 169
    assert [entry["code"] for entry in data["indicators"]] == [
        "4.1.1", "4.1.2", "4.2.1", "4.2.2", "4.3.1", "4.4.1", "4.5.1", "4.6.1", "4.7.1", "4.a.1", "4.b.1", "4.c.1",
    ]  # fmt: skip
    assert all(len(entry["name"].split()) <= 12 for entry in [*data["targets"], *data["indicators"]])
    assert {entry["target"] for entry in data["indicators"]} <= {target["code"] for target in data["targets"]}


def test_issues_are_54_with_an_explanation_each():
    issues = read("issues")["issues"]
    assert len({issue["code"] for issue in issues}) == 54
    assert all(issue["meaning"].endswith(".") for issue in issues)


def test_theme_codes_are_unique_and_current_ones_are_a_hundred():
    themes = read("themes")["themes"]
    assert len({theme["code"] for theme in themes}) == len(themes)
    assert sum(theme["current"] for theme in themes) == 100


def test_provisions_belong_to_known_instruments_and_speak_of_known_features():
    data = read("instruments")
    known = {record["code"] for record in data["instruments"]}
    assert {"UDHR", "ICESCR", "ICCPR", "CRC", "CEDAW", "ICERD", "CAT", "OPCAT", "CMW", "CRPD", "CED", "CADE",
            "REFUGEES", "ILO-138", "ILO-182"} <= known  # fmt: skip
    for provision in data["provisions"]:
        assert provision["instrument"] in known
        assert provision["code"].startswith(provision["instrument"])
        assert set(provision["four_as"]) <= set(FourA.values)
        assert set(provision["levels"]) <= set(EducationLevel.values)
    codes = [provision["code"] for provision in data["provisions"]]
    assert len(set(codes)) == len(codes)
    assert {"UDHR-26", "ICESCR-13-2-a", "ICESCR-14", "CRC-28", "CRC-29", "CEDAW-10", "CRPD-24", "CADE-4-a"} <= set(
        codes
    )


def test_treaty_status_covers_every_member_and_eighteen_treaties():
    instruments = {record["code"] for record in read("instruments")["instruments"]}
    by_state = {record["state"]: record for record in read("treaty-status")["status"]}
    members = [record["code"] for record in read("states")["states"] if record["kind"] == "member"]
    assert set(members) <= set(by_state)
    for code in members:
        treaties = set(by_state[code]) - {"state"}
        assert treaties <= instruments
        assert len(treaties) == (17 if code == "GAB" else 18)  # the source lacks one entry of Gabon
    assert by_state["USA"]["CRC"]["status"] == "signatory"
    assert by_state["ARG"]["CRC"] == {
        "status": "party", "date": "1990-12-04", "verified": True, "signed": "1990-06-29",
    }  # fmt: skip
    assert by_state["JAM"]["ICCPR-OP1"]["status"] == "denounced"


def test_sessions_are_four_cycles_and_name_each_state_once_a_cycle():
    sessions = read("upr-sessions")["sessions"]
    assert [session["session"] for session in sessions] == list(range(1, 55))
    assert [sum(session["cycle"] == cycle for session in sessions) for cycle in (1, 2, 3, 4)] == [12, 14, 14, 14]
    for cycle in (1, 2, 3, 4):
        reviewed = [code for session in sessions if session["cycle"] == cycle for code in session["states"]]
        assert len(reviewed) == len(set(reviewed))
    starts = [session["from"] for session in sessions if session["from"]]
    assert starts == sorted(starts)
    assert all(session["from"] < session["to"] for session in sessions if session["from"])


@pytest.mark.parametrize("name", NAMES)
def test_documentation_names_every_file(name):
    page = Path(__file__).resolve().parents[2] / "docs/reference/data-sources.md"
    assert f"`{name}.json`" in page.read_text(encoding="utf-8")
