"""states.json and aliases.json: the 195 States, other entities concerned, and every spelling of their names."""

import csv
import io
import re
from collections import defaultdict

from python_calamine import CalamineWorkbook

from comity.reference.folding import fold
from reference_data import state_facts as facts
from reference_data.common import LANGUAGES, SHARED, Record, rows, write

PLEDGES = "recommendations/upr-info/voluntary-pledges.mac-roman.csv"
COUNTRIES = "countries/country-codes.csv"
UNTERM = ("en", "fr", "es", "ru", "zh", "ar")  # the order of columns in the UNTERM workbook
LANGUAGE_NAMES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
OFFICIAL = {"ar": "ar", "en": "en", "es": "es", "fr": "fr", "ru": "ru", "zh": "cn"}  # columns official_name_…
ARTICLE = re.compile(r"\s*\((?:the|le|la|les|l['’]|el|los|las)\)\s*$", re.IGNORECASE)
NEWER = {
    "CIV": "Côte d'Ivoire",
    "TUR": "Türkiye",
    "NLD": "Netherlands (Kingdom of the)",
}  # names as in the workbook
MEMBERS, OBSERVERS = 193, 2
GROUP_CODES = {"AG": "african", "Africa": "african", "APG": "asia-pacific", "Asia": "asia-pacific",
               "EEG": "eastern-european", "GRULAC": "latin-american-and-caribbean",
               "WEOG": "western-european-and-others"}  # fmt: skip


def clean(name: str) -> str:
    """A UNTERM name without article in parentheses and without footnote asterisks."""
    return ARTICLE.sub("", name.replace("*", "").strip()).strip()


def workbook() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """Short and formal names by folded English short name, from the UNTERM workbook."""
    found = {}
    sheet = CalamineWorkbook.from_path(SHARED / "countries/unterm-countries.xlsx").get_sheet_by_index(0)
    for row in sheet.to_python()[1:]:
        cells = [str(cell) for cell in row]
        if cells[1]:
            short = {language: clean(cells[i]) for i, language in enumerate(UNTERM)}
            formal = {language: clean(cells[i + 6]) for i, language in enumerate(UNTERM)}
            found[fold(short["en"])] = (short, formal)
    return found


def in_book(row: dict[str, str]) -> str:
    """The key of the State in the workbook."""
    return fold(
        NEWER.get(row["ISO3166-1-Alpha-3"]) or clean(row["UNTERM English Short"]) or row["official_name_en"]
    )


def names(row: dict[str, str], other: tuple[dict[str, str], dict[str, str]] | None) -> tuple[Record, Record]:
    """Short and formal names in six languages: UNTERM by the list of codes, gaps by the workbook, else M49's names."""
    if row["ISO3166-1-Alpha-3"] in NEWER and other:
        return other
    short, formal = {}, {}
    for language in LANGUAGES:
        in_list = clean(row[f"UNTERM {LANGUAGE_NAMES[language]} Short"])
        in_book = other[0][language] if other else ""
        short[language] = in_list or in_book or row[f"official_name_{OFFICIAL[language]}"].strip()
        formal[language] = clean(row[f"UNTERM {LANGUAGE_NAMES[language]} Formal"]) or (
            other[1][language] if other else ""
        )
    return short, formal


def regional_groups(by_code: dict[str, dict[str, str]]) -> dict[str, str]:
    """Regional group by ISO code where a source states it: the survey of 82 States and the file of pledges."""
    known = {fold(clean(row["UNTERM English Short"])): code for code, row in by_code.items()}
    known |= {fold(name): code for code, found in facts.SPELLINGS.items() for name in found.split("|")}
    raw = (SHARED / PLEDGES).read_bytes().decode("mac-roman").replace("\r\n", "\n").replace("\r", "\n")
    pledges = csv.DictReader(io.StringIO(raw))
    stated = {known[fold(row["To"])]: GROUP_CODES[row["To-Rgrp"]] for row in pledges}
    survey = {
        row["ISO-3166-1"]: GROUP_CODES[row["UN Regional Group"]] for row in rows("countries/NMIRF_status.csv")
    }
    return stated | survey


def regional_group(row: dict[str, str]) -> str:
    code = row["ISO3166-1-Alpha-3"]
    if code in facts.EASTERN_EUROPEAN:
        return "eastern-european"
    if code in facts.WESTERN_EUROPEAN_AND_OTHERS:
        return "western-european-and-others"
    return {"Africa": "african", "Americas": "latin-american-and-caribbean"}.get(
        row["Region Name"], "asia-pacific"
    )


def dated(day: str) -> str:
    return day if "-" in day else f"{day}-01-01"


def memberships(row: dict[str, str]) -> list[Record]:
    """Groups of the State: LDC from and to general knowledge, checked against the list; SIDS and LLDC as listed."""
    code, found = row["ISO3166-1-Alpha-3"], []
    since = {state: day for day, states in facts.LDC_SINCE.items() for state in states.split()}
    if code in since:
        entry = {
            "group": "LDC",
            "from": dated(since[code]),
            "to": facts.LDC_UNTIL.get(code),
            "verified": False,
        }
        found.append(entry if "-" in since[code] else {**entry, "note": "Year of inclusion only."})
    columns = {
        "SIDS": "Small Island Developing States (SIDS)",
        "LLDC": "Land Locked Developing Countries (LLDC)",
    }
    found += [
        {"group": group, "from": None, "to": None, "verified": True}
        for group, column in columns.items()
        if row[column]
    ]
    return found


def check_least_developed(row: dict[str, str]) -> None:
    """The list of codes and the dated memberships must agree on who is least developed, but for later graduations."""
    now = any(entry["group"] == "LDC" and not entry["to"] for entry in memberships(row))
    code = row["ISO3166-1-Alpha-3"]
    if now != bool(row["Least Developed Countries (LDC)"]) and code not in facts.LDC_UNTIL:
        raise ValueError(f"{code}: the sources disagree on whether it is a least developed country.")


def state(
    row: dict[str, str], book: dict[str, tuple[dict[str, str], dict[str, str]]], stated: dict[str, str]
) -> Record:
    code = row["ISO3166-1-Alpha-3"]
    short, formal = names(row, book.get(in_book(row)))
    check_least_developed(row)
    group, verified = regional_group(row), code in stated
    if verified and stated[code] != group:
        raise ValueError(f"{code}: regional group {group} against {stated[code]} in the source.")
    subregion = row["Intermediate Region Name"] or row["Sub-region Name"]
    return {
        "code": code, "iso2": row["ISO3166-1-Alpha-2"], "m49": row["M49"].zfill(3),
        "kind": "observer" if code in facts.OBSERVERS else "member", "names": {language: short[language] for language in LANGUAGES}, "formal": formal["en"],
        "regional_group": group, "regional_group_verified": verified, "region": row["Region Name"],
        "subregion": subregion, "groups": memberships(row),
    }  # fmt: skip


def other(code: str, by_code: dict[str, dict[str, str]]) -> Record:
    if code in facts.OTHER_NAMES:
        named = dict(zip(LANGUAGES, facts.OTHER_NAMES[code], strict=True))
        iso2, m49 = facts.OTHER_ISO2[code], ""
    else:
        row = by_code[code]
        named = names(row, None)[0]
        iso2, m49 = row["ISO3166-1-Alpha-2"], row["M49"].zfill(3)
    return {"code": code, "iso2": iso2, "m49": m49, "kind": "other", "names": named, "formal": "",
            "note": facts.OTHER_NOTES[code]}  # fmt: skip


def spellings(row: dict[str, str], formal: Record) -> set[str]:
    """Names of one State that its record does not hold."""
    columns = [f"official_name_{suffix}" for suffix in OFFICIAL.values()]
    columns += ["CLDR display name"]
    found = {row[column].strip() for column in columns} | set(formal.values())
    found |= {clean(row[f"UNTERM {language} Short"]) for language in LANGUAGE_NAMES.values()}
    found |= set(filter(None, facts.SPELLINGS.get(row["ISO3166-1-Alpha-3"], "").split("|")))
    found |= set(filter(None, facts.SHORT_NAMES.get(row["ISO3166-1-Alpha-3"], "").split("|")))
    return {name for name in found if name}


def build() -> None:
    listed = rows(COUNTRIES)
    by_code = {row["ISO3166-1-Alpha-3"]: row for row in listed}
    book, stated = workbook(), regional_groups(by_code)
    unterm = {
        fold(clean(row["UNTERM English Short"])) for row in listed if "**" not in row["UNTERM English Short"]
    }
    is_state = {code for code, row in by_code.items()
                if row["UNTERM English Short"] and "**" not in row["UNTERM English Short"]} | {"CIV", "TUR"}  # fmt: skip
    if len(is_state) != MEMBERS + OBSERVERS:
        raise ValueError(f"{len(is_state)} States instead of {MEMBERS + OBSERVERS}.")
    records = [state(by_code[code], book, stated) for code in sorted(is_state)]
    others = [other(code, by_code) for code in sorted(facts.OTHER_NOTES)]
    write("states", {
        "version": "2026.1",
        "source": "UNTERM short and formal names, M49 regions, ISO 3166 codes, SIDS and LLDC lists (datasets/country-codes,"
        " PDDL; UNTERM list of countries); regional groups: survey of national mechanisms (verified) and general"
        " knowledge; LDC dates: general knowledge of the decisions of the General Assembly",
        "licence": "Facts; PDDL where a compilation",
        "states": records,
        "other": others,
    })  # fmt: skip
    build_aliases(records + others, by_code, book)


def build_aliases(records: list[Record], by_code: dict[str, dict[str, str]], book: Record) -> None:
    aliases: dict[str, list[str]] = defaultdict(list)
    taken: dict[str, str] = {}
    for record in records:
        own = [*record["names"].values(), record["formal"], record["code"]]
        for name in filter(None, own):
            if taken.setdefault(fold(name), record["code"]) != record["code"]:
                raise ValueError(f"“{name}” is {record['code']} and {taken[fold(name)]}.")
    for record in records:
        code = record["code"]
        row = by_code.get(code)
        if row:
            formal = names(row, book.get(in_book(row)))[1]
            found = spellings(row, formal)
        else:
            found = set(facts.SPELLINGS.get(code, "").split("|"))
        codes = {row["IOC"].strip() if row else "", facts.SYMBOL_CODES.get(code, "")}
        for name in [*sorted(found), *sorted(filter(None, codes))]:
            if not (key := fold(name)) or taken.get(key) == code:
                continue
            if key in taken:
                continue  # an IOC code that is another State's ISO code: ISO wins
            taken[key] = code
            aliases[code].append(name)
    write("aliases", {
        "version": "2026.1",
        "source": "Names and codes of states.json's sources; spellings of UPR Info, of the Universal Human Rights Index and"
        " of the treaty collection; non-ISO codes of document symbols from general knowledge and the IOC's list",
        "licence": "Facts; PDDL where a compilation",
        "aliases": dict(sorted(aliases.items())),
    })  # fmt: skip
