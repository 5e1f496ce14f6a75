"""states.json: the 195 States in six languages, their groups, and other entities that records name."""

import csv
import io
import re
from typing import Any

from python_calamine import CalamineWorkbook
from reference_data.common import LANGUAGES, SHARED, Record, rows, table, write

from comity.reference.folding import fold

COUNTRIES = "countries/country-codes.csv"
PLEDGES = "recommendations/upr-info/voluntary-pledges.mac-roman.csv"
SURVEY = "countries/NMIRF_status.csv"
UNTERM = ("en", "fr", "es", "ru", "zh", "ar")  # the order of columns in the UNTERM workbook
COLUMNS = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
OFFICIAL = {language: f"official_name_{language}" for language in LANGUAGES} | {"zh": "official_name_cn"}
ARTICLE = re.compile(r"\s*\((?:the|le|la|les|l['’]|el|los|las)\)\s*$", re.IGNORECASE)
NEWER = {"CIV": "Côte d'Ivoire", "TUR": "Türkiye", "NLD": "Netherlands (Kingdom of the)"}  # names as in the workbook
MEMBERS, OBSERVERS = 193, {"VAT", "PSE"}
GROUP_CODES = {
    "AG": "african",
    "Africa": "african",
    "APG": "asia-pacific",
    "Asia": "asia-pacific",
    "EEG": "eastern-european",
    "GRULAC": "latin-american-and-caribbean",
    "WEOG": "western-european-and-others",
}
GROUP_OF_REGION = {"Africa": "african", "Americas": "latin-american-and-caribbean"}
LISTS = {"SIDS": "Small Island Developing States (SIDS)", "LLDC": "Land Locked Developing Countries (LLDC)"}

Row = dict[str, str]
Names = dict[str, str]  # by language
Book = dict[str, tuple[Names, Names]]


def clean(name: str) -> str:
    """A UNTERM name without article in parentheses and without footnote asterisks."""
    return ARTICLE.sub("", name.replace("*", "").strip()).strip()


def workbook() -> Book:
    """Short and formal names by folded English short name, from the UNTERM workbook."""
    found = {}
    sheet = CalamineWorkbook.from_path(SHARED / "countries/unterm-countries.xlsx").get_sheet_by_index(0)
    for row in sheet.to_python()[1:]:
        cells = [str(cell) for cell in row]
        if cells[1]:
            short = {language: clean(cells[i]) for i, language in enumerate(UNTERM)}
            formal = {language: clean(cells[i + len(UNTERM)]) for i, language in enumerate(UNTERM)}
            found[fold(short["en"])] = (short, formal)
    return found


def names(row: Row, book: Book) -> tuple[Names, Names]:
    """Short and formal names: UNTERM by the list of codes, gaps by the workbook, else the names of M49."""
    newer = NEWER.get(row["ISO3166-1-Alpha-3"])
    other = book.get(fold(newer or clean(row["UNTERM English Short"]) or row["official_name_en"]))
    if newer and other:
        return other
    short, formal = {}, {}
    for language, column in COLUMNS.items():
        held = clean(row[f"UNTERM {column} Short"]) or (other[0][language] if other else "")
        short[language] = held or row[OFFICIAL[language]].strip()
        formal[language] = clean(row[f"UNTERM {column} Formal"]) or (other[1][language] if other else "")
    return short, formal


def stated_groups(by_code: dict[str, Row]) -> dict[str, str]:
    """Regional group by ISO code where a source states it: the survey of 82 States and the file of pledges."""
    known = {fold(clean(row["UNTERM English Short"])): code for code, row in by_code.items()}
    known |= {fold(name): code for code, found in table("spellings") for name in found.split("|")}
    raw = (SHARED / PLEDGES).read_bytes().decode("mac-roman").replace("\r\n", "\n").replace("\r", "\n")
    stated = {known[fold(row["To"])]: GROUP_CODES[row["To-Rgrp"]] for row in csv.DictReader(io.StringIO(raw))}
    return stated | {row["ISO-3166-1"]: GROUP_CODES[row["UN Regional Group"]] for row in rows(SURVEY)}


def regional_group(row: Row) -> str:
    beyond = {code: group for group, codes in table("regional-groups") for code in codes.split()}
    return beyond.get(row["ISO3166-1-Alpha-3"]) or GROUP_OF_REGION.get(row["Region Name"], "asia-pacific")


def memberships(row: Row) -> list[Record]:
    """Groups of the State: LDC with dates from general knowledge, SIDS and LLDC as listed, without dates."""
    found: list[Record] = []
    for code, since, until in table("least-developed"):
        if code == row["ISO3166-1-Alpha-3"]:
            day = since if "-" in since else f"{since}-01-01"
            entry: Record = {"group": "LDC", "from": day, "to": until or None, "verified": False}
            found.append(entry if "-" in since else {**entry, "note": "Year of inclusion only."})
    found += [
        {"group": group, "from": None, "to": None, "verified": True} for group, name in LISTS.items() if row[name]
    ]
    check_least_developed(row, found)
    return found


def check_least_developed(row: Row, groups: list[Record]) -> None:
    """The list of codes and the dated memberships must agree on who is least developed, but for graduations."""
    now = any(entry["group"] == "LDC" and not entry["to"] for entry in groups)
    graduated = any(entry["to"] for entry in groups)
    if now != bool(row["Least Developed Countries (LDC)"]) and not graduated:
        raise ValueError(f"{row['ISO3166-1-Alpha-3']}: the sources disagree on whether it is least developed.")


def state(row: Row, book: Book, stated: dict[str, str]) -> Record:
    code = row["ISO3166-1-Alpha-3"]
    short, formal = names(row, book)
    group = regional_group(row)
    if stated.get(code, group) != group:
        raise ValueError(f"{code}: regional group {group} against {stated[code]} in the source.")
    return {
        "code": code,
        "iso2": row["ISO3166-1-Alpha-2"],
        "m49": row["M49"].zfill(3),
        "kind": "observer" if code in OBSERVERS else "member",
        "names": {language: short[language] for language in LANGUAGES},
        "formal": formal["en"],
        "regional_group": group,
        "regional_group_verified": code in stated,
        "region": row["Region Name"],
        "subregion": row["Intermediate Region Name"] or row["Sub-region Name"],
        "groups": memberships(row),
    }


def other_entity(entry: list[str], by_code: dict[str, Row], book: Book) -> Record:
    code, iso2, given, note = entry
    row: Any = by_code.get(code)
    short = dict(zip(LANGUAGES, given.split("|"), strict=True)) if given else names(row, book)[0]
    return {
        "code": code,
        "iso2": iso2 or row["ISO3166-1-Alpha-2"],
        "m49": row["M49"].zfill(3) if row else "",
        "kind": "other",
        "names": {language: short[language] for language in LANGUAGES},
        "formal": "",
        "note": note,
    }


def is_state(row: Row) -> bool:
    """UNTERM lists it, not as a mere member of specialised agencies (two asterisks); two names are missing there."""
    listed = row["UNTERM English Short"]
    return bool(listed and "**" not in listed) or row["ISO3166-1-Alpha-3"] in NEWER


def build() -> None:
    by_code = {row["ISO3166-1-Alpha-3"]: row for row in rows(COUNTRIES)}
    book, stated = workbook(), stated_groups(by_code)
    states = [state(row, book, stated) for _code, row in sorted(by_code.items()) if is_state(row)]
    if len(states) != MEMBERS + len(OBSERVERS):
        raise ValueError(f"{len(states)} States instead of {MEMBERS + len(OBSERVERS)}.")
    others = [other_entity(entry, by_code, book) for entry in table("other-entities")]
    write("states", {"states": states, "other": others})
