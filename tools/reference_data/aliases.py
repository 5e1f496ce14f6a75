"""aliases.json: every further spelling and code of States and other entities, none of them of two."""

import json
from collections import defaultdict

from reference_data.common import TARGET, rows, table, write
from reference_data.states import COLUMNS, COUNTRIES, OFFICIAL, Book, Row, clean, names, workbook

from comity.reference.folding import fold


def spellings(row: Row, book: Book) -> set[str]:
    """Names of one State in the sources that its record does not hold."""
    found = {row[column].strip() for column in [*OFFICIAL.values(), "CLDR display name"]}
    found |= set(names(row, book)[1].values())
    return found | {clean(row[f"UNTERM {column} Short"]) for column in COLUMNS.values()}


def build() -> None:
    data = json.loads((TARGET / "states.json").read_text(encoding="utf-8"))
    records = [*data["states"], *data["other"]]
    by_code, book = {row["ISO3166-1-Alpha-3"]: row for row in rows(COUNTRIES)}, workbook()
    beyond = {code: found.split("|") for code, found in table("spellings")}
    symbols = dict(table("symbol-codes"))
    taken: dict[str, str] = {}
    for record in records:
        for name in filter(None, [*record["names"].values(), record["formal"], record["code"]]):
            if taken.setdefault(fold(name), record["code"]) != record["code"]:
                raise ValueError(f"“{name}” is {record['code']} and {taken[fold(name)]}.")
    aliases: dict[str, list[str]] = defaultdict(list)
    for code in sorted(record["code"] for record in records):
        row = by_code.get(code)
        found = sorted({*beyond.get(code, ()), *(spellings(row, book) if row else ())})
        codes = sorted({row["IOC"].strip() if row else "", symbols.get(code, "")})
        for name in [*found, *codes]:
            if name == "CRC":  # here the Committee on the Rights of the Child
                continue
            if fold(name) and fold(name) not in taken:  # an IOC code can be another State's ISO code: ISO wins
                taken[fold(name)] = code
                aliases[code].append(name)
    write("aliases", {"aliases": dict(aliases)})
