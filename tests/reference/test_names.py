import csv
import gzip
import io
import json

import pytest

from comity.reference import names
from comity.reference.files import read


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("France", "FRA"),
        ("  FRANCE ", "FRA"),
        ("- Iraq", "IRQ"),
        ("PK", "PAK"),
        ("afg", "AFG"),
        ("AND", "AND"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Swaziland", "SWZ"),
        ("Macedonia FYR", "MKD"),
        ("Cape Verde", "CPV"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Bahamas (the)", "BHS"),
        ("The Gambia", "GMB"),
        ("St. Vincent &amp; the Grenadines", "VCT"),
        ("Saint Vincent and the Grenadines", "VCT"),
        ("State of Palestine*", "PSE"),
        ("Kosovo*", "XKX"),
        ("European Union", "EUE"),
        ("the Islamic Republic of Afghanistan", "AFG"),
        ("Россия", "RUS"),
        ("Российская Федерация", "RUS"),
        ("中国", "CHN"),
        ("الصين", "CHN"),
        ("États-Unis d'Amérique", "USA"),
        ("REPUBLIC OF KOREA", "KOR"),
        ("DPR Korea", "PRK"),
        ("Republic of Congo", "COG"),
        ("Democratic Republic of Congo", "COD"),
        ("Guinea Bissau", "GNB"),
        ("Guinea", "GIN"),
        ("Equatorial Guinea", "GNQ"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("ROM", "ROU"),
    ],
)
def test_state_code_of_any_spelling(spelling, code):
    assert names.state_code(spelling) == code


@pytest.mark.parametrize("word", ["", " ", "no", "de", "Atlantis", "&#40;Unknown&#41;", "United Nations", "*"])
def test_state_code_of_what_is_no_state(word):
    assert names.state_code(word) is None


def test_state_code_of_every_name_in_every_language_is_the_states_own():
    for record in [*read("states")["states"], *read("states")["other"]]:
        for spelling in [*record["names"].values(), record["formal"], record["code"], record["iso2"]]:
            if spelling:
                assert names.state_code(spelling) == record["code"], spelling


def test_state_name_falls_back_to_english_and_to_the_code():
    assert names.state_name("EGY", "ar") == "مصر"
    assert names.state_name("EGY", "fr-ca") == "Égypte"
    assert names.state_name("EGY", "sw") == "Egypt"
    assert names.state_name("ZZZ") == "ZZZ"


def test_other_entities_are_not_states():
    assert names.is_state("NOR")
    assert names.is_state("PSE")
    assert not names.is_state("EUE")
    assert not names.is_state("XKX")
    assert len(names.state_codes()) == 195


def test_added_states_are_known_and_can_be_forgotten(monkeypatch):
    monkeypatch.setattr(names, "_added", {})
    record = {
        "code": "XQQ", "iso2": "XQ", "kind": "member", "names": {"en": "Quillonia"}, "formal": "",
        "aliases": ["Old Quill"],
    }  # fmt: skip
    try:
        names.add_states([record])
        assert names.state_code("old quill") == "XQQ"
        assert names.state_name("XQQ", "ar") == "Quillonia"
        assert names.is_state("XQQ")
    finally:
        names._added.clear()
        names.add_states([])
    assert names.state_code("Quillonia") is None
    assert len(names.state_codes()) == 195


@pytest.mark.parametrize(
    ("raw", "code", "mechanism"),
    [
        ("- CEDAW", "CEDAW", "treaty-body"),
        ("Committee on the Rights of the Child", "CRC", "treaty-body"),
        (
            "Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families",
            "CMW",
            "treaty-body",
        ),
        ("Committee on Economic, Social and Cultural Rights", "CESCR", "treaty-body"),
        ("Committee on the Elimination of Discrimination against Women", "CEDAW", "treaty-body"),
        ("- UPR", "UPR", "upr"),
        ("- IE  Albinism", "IE Albinism", "special-procedure"),
        ("Special Rapporteur on the right to education", "SR Education", "special-procedure"),
        ("WG Something new", "WG Something new", "special-procedure"),
        ("Regional court", "Regional court", "other"),
    ],
)
def test_body_code_folds_long_names(raw, code, mechanism):
    assert names.body_code(raw) == code
    assert names.body_mechanism(code) == mechanism


def test_body_name_of_known_and_unknown_bodies():
    assert names.body_name("SR Education") == "Special Rapporteur on the right to education"
    assert names.body_name("Regional court") == "Regional court"
    assert names.body_code("  ") == ""


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Accepted", "supported"),
        (" supported", "supported"),
        ("Noted", "noted"),
        ("Supported/Noted", "partly"),
        ("Under consideration", "pending"),
        ("Voluntary Pledge", ""),
        ("", ""),
    ],
)
def test_position_code(raw, code):
    assert names.position_code(raw) == code


def test_blank_position_is_pending_in_the_review_alone():
    assert names.position_code(" ", mechanism="upr") == "pending"
    assert names.position_code("", mechanism="treaty-body") == ""


@pytest.mark.parametrize(
    ("session", "cycle"), [(0, None), (1, 1), (12, 1), (13, 2), (26, 2), (27, 3), (40, 3), (41, 4), (54, 4), (55, None)]
)
def test_cycle_of_session(session, cycle):
    assert names.cycle_of(session) == cycle


@pytest.mark.real_data
def test_every_name_in_upr_info_resolves(shared_data):
    folder = shared_data / "recommendations" / "upr-info"
    with gzip.open(folder / "recommendations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    concerned = {row["To"] for row in rows}
    assert len(concerned) == 154
    assert all(names.is_state(names.state_code(name) or "") for name in concerned)
    assert {row["From"] for row in rows if names.state_code(row["From"]) is None} == {"&#40;Unknown&#41;"}
    pledges = (folder / "voluntary-pledges.mac-roman.csv").read_bytes().decode("mac-roman").replace("\r", "\n")
    assert all(names.state_code(row["To"]) for row in csv.DictReader(io.StringIO(pledges)))


@pytest.mark.real_data
def test_every_body_of_the_index_is_known(shared_data):
    vocabulary = json.loads((shared_data / "recommendations/uhri/vocabulary.json").read_text(encoding="utf-8"))
    for code in [*vocabulary["bodies_treaty_and_upr"], *vocabulary["bodies_special_procedures"]]:
        assert names.body_mechanism(names.body_code(code)) != "other", code
        assert names.body_name(names.body_code(code)) != code
