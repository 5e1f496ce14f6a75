"""Makes an export in the format of OHCHR's Universal Human Rights Index, of any size, with every known quirk.

    python bench/uhri_file.py out.json.gz [records]

Format, vocabulary and quirks: docs/reference/formats.md. The same seed gives the same file. Every record is invented.
"""

import datetime as dt
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from comity.reference.files import read
from uhri_quirks import LISTS, apply_quirks, plan_quirks
from uhri_words import HEADINGS, Maker, listed, makers, words

Record = dict[str, Any]

BODIES = {  # records in the index of 4 February 2026
    "UPR": 127625, "CRC": 21767, "CEDAW": 20737, "CESCR": 12918, "CCPR": 12443, "CAT": 11995, "CERD": 11903,
    "CRPD": 9386, "CMW": 4501, "CRC-OP-SC": 3819, "SPT": 3749, "CED": 2743, "CRC-OP-AC": 2712, "SR Education": 352,
}  # fmt: skip
SPECIAL_PROCEDURES = 300  # records of each of the others
SYMBOLS = {
    "UPR": "A/HRC/{session}/{n}", "CESCR": "E/C.12/{iso}/CO/{n}", "CERD": "CERD/C/{iso}/CO/{n}-{m}",
    "CRC-OP-SC": "CRC/C/OPSC/{iso}/CO/1", "CRC-OP-AC": "CRC/C/OPAC/{iso}/CO/1", "SPT": "CAT/OP/{iso}/{n}",
}  # fmt: skip
THEMES = {  # the most frequent, with their records; the others follow with ever fewer
    "Reservations": 80596, "Constitutional & legislative framework": 52703, "Legal & institutional reform": 39980,
    "Equality & non-discrimination": 38261, "Discrimination against women": 31133, "Access to justice & remedy": 26662,
    "Human rights education, trainings & awareness raising": 25780, "Right to health": 22854,
    "Right to education": 19674, "Data collection & research": 19502, "Violence against women": 19100,
    "Racial discrimination": 17449,
}  # fmt: skip
PERSONS = {
    "Women & girls": 66988, "Children": 63354, "Persons with disabilities": 23706, "Migrants": 20568,
    "Minorities/ racial, ethnic, linguistic, religious or descent-based groups": 32248, "Indigenous peoples": 10339,
    "Persons deprived of their liberty & detainees": 24508, "Judges, lawyers and prosecutors": 14945,
    "Refugees & asylum seekers": 10715, "Persons living in poverty": 9359,
}  # fmt: skip
SDGS = {"16": 77560, "5": 34734, "10.3": 26609, "5.2": 21751, "8.7": 18085, "16.3": 38372, "4": 16463, "4.5": 6000}
REGIONS = {
    "african": "Africa", "asia-pacific": "Asia-Pacific", "eastern-european": "Eastern Europe",
    "latin-american-and-caribbean": "Latin America and the Caribbean",
    "western-european-and-others": "Western Europe & Others",
}  # fmt: skip
TYPES = {"- Recommendations": 77, "- Concerns/Observations": 22, "-": 1}
POSITIONS = {"Supported": 74, "Noted": 23, "Supported/Noted": 1, "": 2}
YEARS = [2006, *range(2007, 2019), *([2019] * 3), *range(2019, 2026), 2020, 2022, 2023]
FIRST_REPORT_SESSION = 8  # of the Council, in 2008
LARGE = words("CHN IND USA RUS BRA MEX EGY IRN IRQ PAK IDN NGA ETH COD PHL VNM TUR FRA ESP GBR DEU ITA CAN COL PER KEN")
LONG_TEXT = (6, 11)  # sentences of a Committee's paragraph


class Records:
    """An endless source of well-formed records, drawn with the index's own proportions."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        states = read("states")["states"]
        self.states = {state["names"]["en"]: state for state in states}
        self.names = list(self.states)
        self.makers: dict[str, Maker] = makers(self.random)
        self.headings = listed(HEADINGS)
        specials = [b["code"] for b in read("bodies")["bodies"] if b["mechanism"] == "special-procedure"]
        themes = [t["name"] for t in read("themes")["themes"] if t["current"]]
        persons = [g["name"] for g in read("persons-groups")["groups"]]
        targets = {record["code"]: record for record in read("sdg")["targets"]}
        goals = {record["code"]: record["names"]["en"].upper() for record in read("sdg")["goals"]}
        labels = {**goals, **{code: record["name"] for code, record in targets.items()}}
        self.body = self._deck({**dict.fromkeys(specials, SPECIAL_PROCEDURES), **BODIES})
        self.state = self._deck({name: 25 if s["code"] in LARGE else 12 for name, s in self.states.items()})
        self.theme = self._deck({**_fading(themes, 18_000), **THEMES})
        self.person = self._deck({**_fading(persons, 4_000), **PERSONS})
        sdgs = {**_fading(list(targets), 5_000), **SDGS}
        self.sdg = self._deck({f"{code} - {labels[code]}": count for code, count in sdgs.items()})
        self.type = self._deck(TYPES)
        self.position = self._deck(POSITIONS)
        self.language = self._deck({"en": 920, "fr": 20, "es": 20, "ru": 15, "ar": 15, "zh": 10})

    def _deck(self, weights: dict[str, float]) -> "Deck":
        return Deck(self.random, weights)

    def one(self) -> Record:
        body, name = self.body.draw(), self.state.draw()
        year = YEARS[int(self.random.random() * len(YEARS))]
        day = f"{year}-{1 + int(self.random.random() * 12):02d}-{1 + int(self.random.random() * 28):02d}"
        state = self.states[name]
        upr = body == "UPR"
        session = min(54, max(1, (year - 2007) * 5 // 2)) if upr else 0
        by = self.state.several(1, 2) if upr else []
        return {
            "AnnotationId": self.identifier(),
            "AnnotationType": "- Recommendations" if upr else self.type.draw(),
            "Text": self._upr_text(by) if upr else self._long_text(),
            "Symbol": self._symbol(body, state["code"], year),
            "DocumentId": self.identifier(),
            "PublicationDate": day,
            "PublicationDateOnUhri": f"{min(2026, year + 1)}-03-15T08:30:00",
            "Body": f"- {body}",
            "Countries": [name],
            "Regions": [REGIONS[state["regional_group"]]],
            "Themes": self.theme.several(1, 5),
            "AffectedPersons": self.person.several(0, 3),
            "Sdgs": self.sdg.several(0, 3),
            "UprCycle": f"Cycle {1 + (session - 1) // 13}" if upr else None,
            "UprSession": [f"Session {session}"] if upr else [],
            "UprPositions": [position] if upr and (position := self.position.draw()) else [],
            "UprRecommendingCountry": by,
            "UprRecommendingRegions": [REGIONS[self.states[n]["regional_group"]] for n in by],
        }

    def identifier(self) -> str:
        digits = f"{self.random.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def _upr_text(self, by: list[str]) -> str:
        paragraph, number = 60 + int(self.random.random() * 100), 1 + int(self.random.random() * 290)
        language = self.language.draw()
        ask = self.makers["upr" if language == "en" else language]().rstrip(".。")
        second = f" and {self.makers['upr']().lower()}" if language == "en" and self.random.random() < 0.55 else ""
        return f"{paragraph}.{number} {ask}{second} ({', '.join(by)});"

    def _long_text(self) -> str:
        language = self.language.draw()
        make = self.makers[language]
        count = LONG_TEXT[0] + int(self.random.random() * (LONG_TEXT[1] - LONG_TEXT[0] + 1)) + (language != "en") * 4
        number = 1 + int(self.random.random() * 70)
        heading = self.headings[int(self.random.random() * len(self.headings))]
        return f"{heading}\n{number}. {' '.join([make() for _ in range(count)])}"

    def _symbol(self, body: str, iso: str, year: int) -> str:
        number = 1 + int(self.random.random() * 8)
        visit = "A/HRC/{session}/{n}/Add.{m}" if body[:3] in {"SR ", "IE ", "WG "} else f"{body}/C/{{iso}}/CO/{{n}}"
        council = FIRST_REPORT_SESSION + (year - 2008) * 3
        return SYMBOLS.get(body, visit).format(session=max(8, council), n=number, m=number + 1, iso=iso)


class Deck:
    """Values drawn with their weights, a hundred thousand at a time."""

    SIZE = 100_000

    def __init__(self, random: Random, weights: dict[str, float]) -> None:
        self.random, self.values, self.weights = random, list(weights), list(weights.values())
        self.drawn: list[str] = []

    def draw(self) -> str:
        if not self.drawn:
            self.drawn = self.random.choices(self.values, self.weights, k=self.SIZE)
        return self.drawn.pop()

    def several(self, fewest: int, most: int) -> list[str]:
        """Between ``fewest`` and ``most`` different values."""
        count = fewest + int(self.random.random() * (most - fewest + 1))
        return list(dict.fromkeys([self.draw() for _ in range(count)]))


def _fading(values: list[str], first: float) -> dict[str, float]:
    return {value: max(5.0, first / (1 + rank)) for rank, value in enumerate(values, start=1)}


def uhri_records(records: int, seed: int, made: Counter[str]) -> Iterator[Any]:
    """``records`` items of the export's array, quirks included; ``made`` counts them by name."""
    source = Records(seed)
    plan = plan_quirks(source.random, records)
    earlier: list[Record] = []
    for place in range(records):
        record = source.one()
        if place % 997 == 0:
            earlier.append(json.loads(json.dumps(record)))
        yield apply_quirks(record, plan.get(place, ()), source, earlier, made)


def make_uhri_file(path: str | Path, records: int = 267_000, seed: int = 45) -> dict[str, int]:
    """Write the JSON export (gzipped if ``path`` ends in .gz). Returns how many records carry each quirk."""
    made: Counter[str] = Counter()
    target = Path(path)
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with gzip.open(target, "wb", compresslevel=1) if target.suffix == ".gz" else target.open("wb") as file:
        before = "["
        for item in uhri_records(records, seed, made):
            file.write(f"{before}\n{encode(item)}".encode("utf-8", "surrogatepass"))
            before = ","
        file.write(b"\n]\n" if records else b"[]\n")
    return dict(made)


COLUMNS = {  # heading, typos and all: key of the JSON export
    "Text": "Text", "Countries Concerned": "Countries", "Reccomending Body": "Body", "Document Symbol": "Symbol",
    "Themes": "Themes", "Affected Persons": "AffectedPersons", "Sdgs": "Sdgs",
    "Document Publication Date": "PublicationDate", "UPR Reccomending States": "UprRecommendingCountry",
    "UPR Position": "UprPositions", "Type": "AnnotationType", "OHCHR Annotation Id": "AnnotationId",
    "UPR Session": "UprSession", "Regions Concerned": "Regions", "Recommending Regions": "UprRecommendingRegions",
    "Date of publication on UHRI": "PublicationDateOnUhri",
}  # fmt: skip
DAY_ZERO = 693_594  # ordinal of 30 December 1899, where Excel's serial dates begin


def make_uhri_xlsx(path: str | Path, records: int = 5_000, seed: int = 45) -> dict[str, int]:
    """Write the spreadsheet export: 16 columns, lists as "- " lines in one cell, dates as serial numbers."""
    made: Counter[str] = Counter()
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, list(COLUMNS))
        row = 0
        for item in uhri_records(records, seed, made):
            if isinstance(item, dict):
                row += 1
                for column, key in enumerate(COLUMNS.values()):
                    _write_cell(sheet, row, column, key, item.get(key))
    return dict(made)


def _write_cell(sheet: Any, row: int, column: int, key: str, value: Any) -> None:
    if key in LISTS:
        sheet.write_string(row, column, "\n".join(f"- {item}" for item in value or ()))
    elif key in {"PublicationDate", "PublicationDateOnUhri"} and value:
        sheet.write_number(row, column, serial(value))
    else:
        sheet.write_string(row, column, str(value or "").translate(NOT_IN_XML))


NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def serial(day: str) -> float:
    """Excel's serial number of an ISO date, with the time of day as its fraction."""
    date, _, time = day.partition("T")
    fraction = sum(int(part) / size for part, size in zip(time.split(":"), (24, 1440, 86400), strict=False) if part)
    return dt.date.fromisoformat(date).toordinal() - DAY_ZERO + fraction


if __name__ == "__main__":
    out, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 267_000
    maker = make_uhri_xlsx if out.endswith(".xlsx") else make_uhri_file
    for quirk, times in sorted(maker(out, count).items()):
        print(f"{times:8} {quirk}")
