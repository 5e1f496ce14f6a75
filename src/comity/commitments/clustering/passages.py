"""Where a recommendation says what it asks, and where it only adds how, for whom above all, or in line with what."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from comity.commitments.clustering.vocabulary import vocabulary

LEADING, PURPOSE, SECOND, MEANS, ASIDE = 1.0, 0.66, 0.51, 0.23, 0.22  # how much a word counts in each
FURTHER_CLAUSE = 0.6  # what stands after a semicolon is a further ask, or the same one of another State

_NUMBER = re.compile(r"^\s*\d+\.\d+\.?\s+")
_INNERMOST = re.compile(r"\([^()]*\)")
_A_STATUS = re.compile(r"\bA[ -]status\b|\b[Ss]tatus [“\"']?A\b|\bGroup A\b")  # of a national human rights institution
_UNCLOSED = re.compile(r"\([^()]*$")
_TO_A_PURPOSE = (
    r"(?:in order to|with (?:a view|the (?:aim|objective)) (?:to|of)|aim(?:ed|ing) at|so (?:as to|that)|based on)"
)
_BY_A_MEANS = r"(?:by (?:inter alia,? |among other things,? )?(?=\w+ing\b)|through)"
_AND_BESIDE = (
    r"(?:(?:and )?(?:including|in particular|particularly|especially|specially|notably)|such as|for example|as well as"
    r"|in (?:line|accordance|compliance|conformity|cooperation|consultation) with"
    r"|with (?:a )?(?:special|particular) \w+|while|taking into account|therefore|thereby|pursuant to"
    r"|as (?:recommended|previously|laid)|whether|regardless|which|on the basis of|also)"
)
_TURNS = ((PURPOSE, _TO_A_PURPOSE), (MEANS, _BY_A_MEANS), (ASIDE, _AND_BESIDE))
_TURN = re.compile("|".join(f"(?P<t{index}>,? {pattern}\\b)" for index, (_weight, pattern) in enumerate(_TURNS)))
_JOIN = re.compile(r",? and (?:to )?(?:(?:\w+ly|further|also|better) )?(?=(\w+)\b)")
_WORD = re.compile(r"\w+")
_ENOUGH = 2  # words before "and" that may hold an ask of their own


class Passage(NamedTuple):
    clause: int
    weight: float
    text: str


def passages(text: str) -> Iterator[Passage]:
    for number, clause in enumerate(clauses(text)):
        weight, start = LEADING, 0
        for begin, end, next_weight in _turns(clause.lower()):
            if begin < start:
                continue
            yield Passage(number, weight, clause[start:begin])
            weight, start = next_weight, end
        yield Passage(number, weight, clause[start:])


def clauses(text: str) -> list[str]:
    """The text without its number and the names of recommending States, cut at semicolons."""
    found = _NUMBER.sub("", " ".join(text.split()))
    while (without := _INNERMOST.sub(" ", found)) != found:
        found = without
    found = _A_STATUS.sub("accreditation", _UNCLOSED.sub("", found))
    return [part.strip() for part in found.split(";") if _WORD.search(part)]


def _turns(clause: str) -> list[tuple[int, int, float]]:
    turns = [(found.start(), found.end(), _TURNS[int(found.lastgroup[1:])][0]) for found in _TURN.finditer(clause)]  # type: ignore[index]
    return sorted(turns + list(_second_asks(clause)))


def _second_asks(clause: str) -> Iterator[tuple[int, int, float]]:
    """ "… and adopt …": a verb after "and" begins another ask, unless a verb stands before it: "prevent and punish"."""
    verbs = vocabulary().verbs
    for found in _JOIN.finditer(clause):
        before = _WORD.findall(clause[: found.start()])
        if found[1] in verbs and len(before) >= _ENOUGH and before[-1] not in verbs and not before[-1].endswith("ing"):
            yield found.start(), found.end(), SECOND
