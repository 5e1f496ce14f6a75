"""themes.json and persons-groups.json: the current vocabulary of the index, and earlier spellings mapped onto it."""

import json
import re

from reference_data.common import SHARED, Record, table, write

from comity.reference.folding import fold

VOCABULARY = SHARED / "recommendations/uhri/vocabulary.json"
EDUCATION = {"Right to education", "Human rights education, trainings & awareness raising"}
RESOLUTION = {
    "Budget & resources (for human rights implementation)",
    "Data collection & research",
    "Cooperation with human rights mechanisms & requests for technical assistance",
    "Inter-State cooperation and assistance",
    "2030 Agenda & other voluntary commitments",
    "Economic & political crisis, natural disasters or other emergencies",
}
GROUPS_AS_THEMES = {  # what the guide of 2012 called a theme and is a group of persons now
    "minorities": "Members of minorities",
    "lgbti": "Lesbian, gay, bisexual and transgender and intersex persons (LGBTI)",
    "indigenous-peoples": "Indigenous peoples",
    "migrants": "Migrants",
    "refugees-asylum-seekers": "Refugees & asylum seekers",
    "internally-displaced-persons": "Internally displaced persons",
    "human-rights-defenders": "Human rights defenders",
}


def slug(name: str) -> str:
    """The code of a theme: its name without what stands in parentheses, hyphenated."""
    return fold(re.sub(r"\([^)]*\)", "", name)).replace(" ", "-")


def theme(name: str, spellings: dict[str, list[tuple[str, bool]]], guide: dict[str, list[str]]) -> Record:
    found = spellings.get(name, [])
    return {
        "code": slug(name), "name": name, "education_related": name in EDUCATION,
        "in_resolution": name in EDUCATION | RESOLUTION, "current": True, "guide": guide.get(name, []),
        "same": [spelling for spelling, same in found if same],
        "nearest": [spelling for spelling, same in found if not same],
    }  # fmt: skip


def build() -> None:
    names = [entry["theme"] for entry in json.loads(VOCABULARY.read_text(encoding="utf-8"))["themes_2025"]]
    spellings: dict[str, list[tuple[str, bool]]] = {}
    for spelling, current, relation in table("themes-earlier"):
        if fold(spelling) != fold(current):
            spellings.setdefault(current, []).append((spelling, relation == "same"))
    guide: dict[str, list[str]] = {}
    for code, target in table("themes-guide"):
        guide.setdefault(target, []).append(code)
    unknown = {name for name in [*spellings, *guide] if name not in names and not name.startswith("=")}
    if unknown:
        raise ValueError(f"Not current themes: {sorted(unknown)}")
    records = [theme(name, spellings, guide) for name in sorted(names, key=str.casefold)]
    records += [
        {"code": f"group-{code}", "name": name, "education_related": False, "in_resolution": False, "current": False,
         "guide": guide.get(f"={code}", []), "same": [], "nearest": [], "group": code}
        for code, name in GROUPS_AS_THEMES.items()
    ]  # fmt: skip
    write("themes", {"themes": records})
    groups = [
        {"code": code, "name": name, "current": state == "current", "also": [word for word in also.split("|") if word]}
        for code, name, state, also in table("groups")
    ]
    write("persons-groups", {"groups": groups})
