"""What imported tags mean: themes, groups of persons, goals and targets, issues. Pure look-ups like names.py."""

import re
from functools import cache, lru_cache
from typing import Any

from comity.reference.files import read
from comity.reference.folding import fold

CACHED = 1 << 16
GUIDE = re.compile(r"^([A-H]\d{1,2})\b[\s.:–-]*")  # "A12 Acceptance of …": codes of the guide of 2012
NUMBER = re.compile(
    r"^\W*(?:sdgs?|goals?|targets?|indicators?)?\W*(\d{1,2})(?:\.(\d{1,2}|[a-d]))?(?![\d%])", re.IGNORECASE
)
LAST_GOAL = 17


@cache
def _themes() -> dict[str, dict[str, Any]]:
    return {record["code"]: record for record in read("themes")["themes"]}


@cache
def _theme_spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for record in read("themes")["themes"]:
        for name in [record["code"], *record["guide"], *record["nearest"], *record["same"], record["name"]]:
            found.setdefault(fold(name), record["code"])
    return found


@lru_cache(maxsize=CACHED)
def theme_code(raw: str) -> str | None:
    """The current theme that a tag of any of the three generations stands for, None where there is none.

    A spelling counts before the code of the old guide, because codes moved between the guide's editions. Where the
    guide made a theme of a group of persons ("G1 Members of minorities"), the answer is a retired theme ``group-…``.
    """
    spellings = _theme_spellings()
    tag = raw.strip().removeprefix("- ").strip()
    if found := spellings.get(fold(tag)):
        return found
    guide = GUIDE.match(tag)
    if not guide:
        return None
    code = guide[1].casefold()
    return spellings.get(fold(tag[guide.end() :])) or spellings.get(code) or spellings.get(code[:2])


def theme_name(code: str) -> str:
    """The theme's English name, or the code itself if unknown."""
    record = _themes().get(code)
    return str(record["name"]) if record else code


def theme_codes() -> list[str]:
    """The codes of all themes."""
    return list(_themes())


def is_education_theme(code: str | None) -> bool:
    """Whether the theme is on education itself (right to education, human rights education)."""
    record = _themes().get(code or "")
    return bool(record and record["education_related"])


@cache
def _groups() -> dict[str, dict[str, Any]]:
    return {record["code"]: record for record in read("persons-groups")["groups"]}


@cache
def _group_spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for record in read("persons-groups")["groups"]:
        for name in [record["code"], record["name"], *record["also"]]:
            found.setdefault(fold(name), record["code"])
    return found


@lru_cache(maxsize=CACHED)
def group_code(raw: str) -> str | None:
    """The group of persons that a tag of any generation stands for; "girls" and "Women" are women-girls."""
    return _group_spellings().get(fold(raw))


def group_name(code: str) -> str:
    """The group's English name, or the code itself if unknown."""
    record = _groups().get(code)
    return str(record["name"]) if record else code


@cache
def _goals() -> dict[str, dict[str, str]]:
    return {record["code"]: record["names"] for record in read("sdg")["goals"]}


@cache
def _targets() -> dict[str, str]:
    data = read("sdg")
    return {record["code"]: record["name"] for record in [*data["targets"], *data["indicators"]]}


@cache
def _goal_spellings() -> dict[str, str]:
    return {fold(name): code for code, names in _goals().items() for name in names.values()}


@lru_cache(maxsize=CACHED)
def sdg_codes(raw: str) -> str | None:
    """The code of a goal ("4") or target ("16.3") from any label, None where it names none of the 17 and 169.

    "4 - QUALITY EDUCATION" is "4", "SDG 4.1" and indicator "4.1.1" are "4.1", "2030 Agenda" is none.
    """
    number = NUMBER.match(raw)
    if not number:
        return _goal_spellings().get(fold(raw))
    goal = str(int(number[1]))
    if goal not in _goals():
        return None
    if number[2] is None:
        return goal
    target = f"{goal}.{number[2].lower().lstrip('0')}"
    return target if target in _targets() else None


def sdg_name(code: str, language: str = "en") -> str:
    """Short name of a goal (in six languages), target or indicator of Goal 4 (in English), else the code itself."""
    names = _goals().get(code)
    if names:
        return names.get(language[:2]) or names["en"]
    return _targets().get(code, code)


@cache
def _issues() -> dict[str, dict[str, Any]]:
    return {record["code"]: record for record in read("issues")["issues"]}


@cache
def _issue_spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for record in read("issues")["issues"]:
        for name in [record["code"], record["name"], *record["also"]]:
            found.setdefault(fold(name), record["code"])
    return found


@lru_cache(maxsize=CACHED)
def issue_code(raw: str) -> str | None:
    """The code of one of UPR Info's 54 issues, None where the name is none of them."""
    return _issue_spellings().get(fold(raw))


def issue_name(code: str) -> str:
    """UPR Info's name of the issue, or the code itself if unknown."""
    record = _issues().get(code)
    return str(record["name"]) if record else code
