"""The quirks of UHRI exports, each as a change to a well-formed record; counts are those of 267,548 records."""

from collections import Counter
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from uhri_words import words

Record = dict[str, Any]

INDEX = 267_548
LISTS = frozenset(
    words(
        "Countries Regions Themes AffectedPersons Sdgs UprSession UprPositions UprRecommendingCountry "
        "UprRecommendingRegions"
    )
)
LONG_BODIES = {
    "- CRC": "- Committee on the Rights of the Child",
    "- CMW": "- Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families",
    "- CESCR": "- Committee on Economic, Social and Cultural Rights",
    "- CEDAW": "- Committee on the Elimination of Discrimination against Women",
}
ISO2 = words("PK MY ID IQ AU CO ET SV MV CZ GH ES SG CA CU CY RS SI UZ WS")


def _set(key: str, value: Any) -> Callable[[Record, Random], bool]:
    def change(record: Record, random: Random) -> bool:
        del random
        record[key] = value
        return True

    return change


def _iso2(record: Record, random: Random) -> bool:
    record["Countries"] = [random.choice(ISO2)]
    return True


def _country_missing(record: Record, random: Random) -> bool:
    """Only where the symbol names the State, so that it can be found there."""
    del random
    found = "/CO/" in record["Symbol"] or record["Symbol"].startswith("CAT/OP/")
    if found:
        record["Countries"] = []
    return found


def _nowhere(record: Record, random: Random) -> bool:
    del random
    record.update(Countries=[], Symbol="A/HRC/RES/45/32")
    return True


def _long_body(record: Record, random: Random) -> bool:
    del random
    long = LONG_BODIES.get(record["Body"])
    record["Body"] = long or record["Body"]
    return long is not None


def _html(record: Record, random: Random) -> bool:
    first, _, rest = record["Text"].partition(" ")
    opening, closing = random.choice([("<p>", "</p>"), ("<p><strong>", "</strong></p>"), ('<div class="x">', "</div>")])
    record["Text"] = f"{opening}{first}&nbsp;{rest.replace('&', '&amp;')}<br/>{closing}"
    return True


def _entities(record: Record, random: Random) -> bool:
    del random
    record["Text"] = record["Text"].replace(" and ", " &amp; ", 1).replace("party", "party&#39;s", 1)
    return "&amp;" in record["Text"] or "&#39;" in record["Text"]


def _split_word(record: Record, random: Random) -> bool:
    """As character recognition does: "heal thcare". Nobody can mend it; it has to be taken as it is."""
    place, text = 20 + random.randrange(40), record["Text"]
    record["Text"] = f"{text[:place]} {text[place:]}"
    return True


def _control(record: Record, random: Random) -> bool:
    del random
    record["Text"] = record["Text"][:30] + "\x00\x0b" + record["Text"][30:]
    return True


def _theme_spaces(record: Record, random: Random) -> bool:
    record["Themes"] = [random.choice((" {} ", " {}", "{} ")).format(theme) for theme in record["Themes"]]
    return bool(record["Themes"])


def _theme_twice(record: Record, random: Random) -> bool:
    del random
    record["Themes"] = [*record["Themes"], *(f" {theme}" for theme in record["Themes"][:1])]
    return True


def _region_space(record: Record, random: Random) -> bool:
    del random
    found = record["Regions"] == ["Eastern Europe"]
    if found:
        record["Regions"] = ["Eastern Europe "]
    return found


def _prefix(pattern: str) -> Callable[[Record, Random], bool]:
    def change(record: Record, random: Random) -> bool:
        body = record["Text"].split(" ", 1)[-1].rpartition("\n")[2]
        record["Text"] = pattern.format(para=60 + random.randrange(90), n=1 + random.randrange(90), text=body)
        return True

    return change


def _two_states(record: Record, random: Random) -> bool:
    del random
    record.update(Countries=["Sudan", "South Sudan"], Symbol="A/HRC/18/16", Regions=["Africa"])
    return True


# name: how many in the whole index, change
QUIRKS: dict[str, tuple[int, Callable[[Record, Random], bool]]] = {
    "type-missing": (1647, _set("AnnotationType", None)),
    "type-others": (1, _set("AnnotationType", "- Others")),
    "country-iso2": (1162, _iso2),
    "country-missing": (104 * 2, _country_missing),  # half of the draws fall on records whose symbol names no State
    "country-starred-palestine": (900, _set("Countries", ["State of Palestine*"])),
    "country-starred-kosovo": (300, _set("Countries", ["Kosovo*"])),
    "country-european-union": (233, _set("Countries", ["European Union"])),
    "country-former-name": (1500, _set("Countries", ["Turkey"])),
    "country-nowhere": (12, _nowhere),
    "two-states": (130, _two_states),
    "body-long-name": (736 * 5, _long_body),
    "text-html": (5000, _html),
    "text-entities": (9000, _entities),
    "text-split-word": (2000, _split_word),
    "text-control-character": (60, _control),
    "text-empty": (20, _set("Text", "   ")),
    "theme-spaces": (26_000, _theme_spaces),
    "theme-twice": (3000, _theme_twice),
    "region-space": (250_000, _region_space),
    "prefix-contained": (800, _prefix("Recommendations contained in para. {para}(a): {para}(a). {text}")),
    "prefix-numbered": (800, _prefix("Recommendation No. {n}, para. {para}: {n}. {text}")),
    "prefix-paragraph": (500, _prefix("paragraph {n}: {text}")),
    "prefix-year": (300, _prefix("2030 Agenda: {text}")),
    "position-mixed-list": (200, _set("UprPositions", ["Supported", "Noted"])),
    "sdgs-none": (15_000, _set("Sdgs", [])),
    "key-missing": (50, lambda record, _: record.pop("UprRecommendingRegions", None) is not None),
}
WITH_SOURCE = {"type-uuid": 1647, "id-upper-case": 400, "id-missing": 10, "id-repeated": 40, "record-repeated": 40}
NOT_OBJECTS = {"not-an-object": 4}


def plan_quirks(random: Random, records: int) -> dict[int, tuple[str, ...]]:
    """Which records carry which quirks. Every quirk falls on one record at least, if there are so many records."""
    counts = {**{name: count for name, (count, _) in QUIRKS.items()}, **WITH_SOURCE, **NOT_OBJECTS}
    plan: dict[int, list[str]] = {}
    for name, count in counts.items():
        scaled = min(records, max(3, round(count * records / INDEX)))
        for place in random.sample(range(records), scaled):
            plan.setdefault(place, []).append(name)
    return {place: tuple(names) for place, names in plan.items()}


def apply_quirks(record: Record, names: Iterable[str], source: Any, earlier: list[Record], made: Counter[str]) -> Any:
    """The record with its quirks, or what stands in its place. ``made`` counts the quirks that took."""
    for name in names:
        if name == "not-an-object":
            made[name] += 1
            return source.random.choice([None, 7, "a line of text", []])
        if name == "record-repeated" and earlier:
            made[name] += 1
            return source.random.choice(earlier)
        if name in WITH_SOURCE:
            made[name] += _with_source(record, name, source, earlier)
        elif name in QUIRKS:
            made[name] += QUIRKS[name][1](record, source.random)
    return record


def _with_source(record: Record, name: str, source: Any, earlier: list[Record]) -> bool:
    if name == "type-uuid":
        record["AnnotationType"] = source.identifier()
    elif name == "id-upper-case":
        record["AnnotationId"] = record["AnnotationId"].upper()
    elif name == "id-missing":
        record["AnnotationId"] = None
    elif name == "id-repeated" and earlier:
        record["AnnotationId"] = source.random.choice(earlier)["AnnotationId"]
    else:
        return False
    return True
