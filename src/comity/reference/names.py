"""What a name, tag or code in an imported file means, in the product's own codes, and back again for display.

Pure look-ups in the shipped data files: no database, no language machinery, cached, because an import calls them more
than a million times. What is not known gives None (or, for bodies, the imported code), never an error.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from comity.reference.files import read
from comity.reference.folding import fold
from comity.reference.tags import (
    group_code,
    group_name,
    is_education_theme,
    issue_code,
    issue_name,
    sdg_codes,
    sdg_name,
    theme_code,
    theme_name,
)

__all__ = [
    "add_states",
    "body_code",
    "body_mechanism",
    "body_name",
    "cycle_of",
    "group_code",
    "group_name",
    "is_education_theme",
    "is_state",
    "issue_code",
    "issue_name",
    "position_code",
    "sdg_codes",
    "sdg_name",
    "state_code",
    "state_codes",
    "state_name",
    "theme_code",
    "theme_name",
]

CACHED = 1 << 16  # distinct spellings kept; files hold far fewer
ISO2, ISO3 = 2, 3
CYCLES = ((1, 12), (13, 26), (27, 40), (41, 54))  # first and last session of each cycle of the UPR

POSITIONS = {
    "supported": "supported|supports|support|accepted|accepts|enjoys the support|fully supported|accepted in full",
    "noted": "noted|notes|note|rejected|not accepted|not supported|does not enjoy the support|takes note",
    "partly": "supported noted|partly supported|partially supported|supported in part|accepted in part|partly accepted|"
    "partially accepted|partly|partially",
    "pending": "under consideration|pending|to be considered|in abeyance|deferred|will be examined|no clear position",
}


_added: dict[str, dict[str, Any]] = {}


def add_states(records: Iterable[dict[str, Any]]) -> None:
    """Let the look-ups know fictional States too; for a demonstration's process only.

    ``records`` have the shape of those in states.json, with ``aliases`` if any.
    """
    _added.update({record["code"]: record for record in records})
    for look_up in (_records, _states, _two_letters, _spellings, _state_codes, state_code):
        look_up.cache_clear()


@cache
def _records() -> list[dict[str, Any]]:
    """States and the other entities concerned."""
    data = read("states")
    return [*data["states"], *_added.values(), *data["other"]]


@cache
def _states() -> dict[str, dict[str, str]]:
    """Names by language for each code."""
    return {record["code"]: record["names"] for record in _records()}


@cache
def _two_letters() -> dict[str, str]:
    return {record["iso2"]: record["code"] for record in _records()}


@cache
def _spellings() -> dict[str, str]:
    """Code of each folded spelling."""
    found = {}
    for record in _records():
        for name in [*record["names"].values(), record["formal"], *record.get("aliases", ())]:
            found[fold(name)] = record["code"]
    for code, names in read("aliases")["aliases"].items():
        found.update({fold(name): code for name in names})
    found.pop("", None)
    return found


@lru_cache(maxsize=CACHED)
def state_code(name: str) -> str | None:
    """ISO 3166 alpha-3 code of a State (or EUE, XKX … of another entity) named or spelled in whatever way, else None.

    Names in the six languages, short and formal, old names, ISO codes and the non-ISO codes of document symbols. Two
    letters count as an ISO code only in capitals, so that the answer "no" is not Norway.
    """
    trimmed = name.strip().strip("*").strip()
    if len(trimmed) == ISO2 and trimmed in _two_letters():
        return _two_letters()[trimmed]
    if len(trimmed) == ISO3 and trimmed.upper() in _states():
        return trimmed.upper()
    return _spellings().get(fold(trimmed.removeprefix("- ")))


def state_name(code: str, language: str = "en") -> str:
    """The short name of a State in ``language``, in English where there is none, or the code itself if unknown."""
    names = _states().get(code)
    if names is None:
        return code
    return names.get(language[:2]) or names["en"]


def state_codes() -> frozenset[str]:
    """The codes of the 193 Members and two observer States (and of a demonstration's fictional ones)."""
    return _state_codes()


def is_state(code: str) -> bool:
    """Whether ``code`` is that of a member or observer State."""
    return code in _state_codes()


@cache
def _state_codes() -> frozenset[str]:
    return frozenset(record["code"] for record in _records() if record["kind"] != "other")


@cache
def _bodies() -> dict[str, dict[str, str]]:
    return {record["code"]: record for record in read("bodies")["bodies"]}


@cache
def _body_spellings() -> dict[str, str]:
    found = {}
    for record in read("bodies")["bodies"]:
        for name in [record["code"], record["name"], *record["also"]]:
            found[fold(name)] = record["code"]
    return found


@lru_cache(maxsize=CACHED)
def body_code(raw: str) -> str:
    """The code of a body, long names folded onto it: "Committee on the Rights of the Child" is CRC.

    An unknown body keeps its own name, tidied of "- " and stray spaces; nothing gives "".
    """
    tidy = " ".join(raw.split()).removeprefix("- ").strip(" -")
    return _body_spellings().get(fold(tidy), tidy)


@lru_cache(maxsize=CACHED)
def body_mechanism(code: str) -> str:
    """upr · treaty-body · special-procedure · other; unknown codes by their prefix (SR, IE, WG)."""
    known = _bodies().get(code)
    if known:
        return known["mechanism"]
    special = code.startswith(("SR ", "IE ", "WG ", "Special Rapporteur", "Independent Expert", "Working Group"))
    return "special-procedure" if special else "other"


def body_name(code: str) -> str:
    """The body's name in English, or the code itself if unknown."""
    known = _bodies().get(code)
    return known["name"] if known else code


@cache
def _positions() -> dict[str, str]:
    return {fold(word): code for code, words in POSITIONS.items() for word in words.split("|")}


@lru_cache(maxsize=CACHED)
def position_code(raw: str, *, mechanism: str = "") -> str:
    """supported · noted · partly · pending · "" (not asked of the State, or not understood).

    A blank means "pending" in the Universal Periodic Review alone, so it does only with ``mechanism="upr"``.
    """
    word = fold(raw)
    if not word:
        return "pending" if mechanism == "upr" else ""
    return _positions().get(word, "")


def cycle_of(session: int) -> int | None:
    """The cycle of the UPR that a session of its Working Group belongs to, None outside sessions 1–54."""
    return next((cycle for cycle, (first, last) in enumerate(CYCLES, 1) if first <= session <= last), None)
