"""Recommending States out of the brackets that end a UPR recommendation: "… (France, Viet Nam);"."""

import re
from functools import lru_cache

from comity.reference.names import state_code

LONGEST_NAME = 70  # characters; brackets with longer pieces hold a remark, not States
ABBREVIATIONS = frozenset({"UK", "USA", "UAE", "DPRK", "DRC"})  # the only capitals that stand for a State
AND = re.compile(r"\s+(?:and|&|et|y|e)\s+")
PART_END = re.compile(r"\s*(?:[;.]|$)")


def recommending_states(text: str) -> list[str]:
    """Names, as written, of the States in the brackets that close the text or one of its parts, each once.

    Reports join the asks of several States by semicolons ("Ratify … (Niger); Accede … (Peru);"), so each part counts.
    Brackets in which nothing is a State's name ("(No. 29)", "(CRC)") do not.
    """
    found: dict[str, None] = {}
    for start, end in _brackets(text):
        if text[end:].lstrip().startswith("(") or PART_END.match(text, end):
            names = names_in(text[start + 1 : end - 1])
            if any(_is_state(name) for name in names):
                found.update(dict.fromkeys(names))
    return list(found)


@lru_cache(maxsize=4096)
def names_in(bracket: str) -> tuple[str, ...]:
    """The names in a list: "Spain, Venezuela (Bolivarian Republic of) and Peru" has three."""
    names: list[str] = []
    for piece in _outer_commas(bracket):
        name = " ".join(piece.split())
        if not name or len(name) > LONGEST_NAME:
            continue
        names += _joined(name) or [name]
    return tuple(names)


def _joined(name: str) -> list[str]:
    """The States joined by "and" in ``name``; "Trinidad and Tobago" is one. [] if any is unknown."""
    if _is_state(name):
        return [name]
    for joint in AND.finditer(name):
        if _is_state(name[: joint.start()]) and (others := _joined(name[joint.end() :])):
            return [name[: joint.start()], *others]
    return []


def _is_state(name: str) -> bool:
    """Whether a State is named; "(CRC)" is a Convention, although some lists use it for a State."""
    return (not name.isupper() or name in ABBREVIATIONS) and state_code(name) is not None


def _brackets(text: str) -> list[tuple[int, int]]:
    """Start and end of each outermost pair of brackets."""
    pairs, depth, start = [], 0, 0
    for place, character in enumerate(text):
        if character == "(":
            start = place if depth == 0 else start
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            if depth == 0:
                pairs.append((start, place + 1))
    return pairs


def _outer_commas(text: str) -> list[str]:
    """Pieces between commas and semicolons that stand outside brackets."""
    pieces, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character in ",;" and depth <= 0:
            pieces.append(text[start:place])
            start = place + 1
    return [*pieces, text[start:]]
