"""How alike two asks are, from 0 to 1: the terms they share by weight, lowered where action or groups differ.

Rare terms weigh more. How rare a term is in recommendations at large ships as plain numbers (``data/weights.json``);
words of other languages are weighed by the collection that is grouped. Every factor below is at most 1, so that a
pair whose shared terms do not suffice needs no further look.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from comity.commitments.clustering.reading import Ask
from comity.commitments.clustering.vocabulary import read

COMMON = 0.37  # weight of a term below which it tells nothing
PLAIN, GROUPED, BESIDE_TREATY = 0.39, 0.39, 0.15  # what a word, a group, a word beside a treaty to ratify counts
RAREST = 4.7  # weight of a plain word at most: a place or a year says little
LEAST = 0.15
GENERAL, EVERYBODY = 3.1, 0.5  # "in general" as an action, "for all" as a group: how much against special ones
OTHER_ACTION, OTHER_GROUP = 0.65, 0.63  # what remains of the likeness where action or group differ wholly
CLASH, NOTHING_NAMED, OTHER_SUBJECT, APART_FROM = 0.29, 0.84, 0.85, 0.1
LEADS, HALF = 0.99, 0.5
ENOUGH_NAMED, ONE_NAMED = 2, 0.88  # one shared subject alone may be a theme, not an ask
APART = ("invite", "share experience", "recognise a competence", "withdraw")  # and to ratify a treaty


@dataclass(slots=True)
class Profile:
    """An ask, weighed."""

    vector: dict[str, float]
    length: float
    actions: dict[str, float]
    groups: dict[str, float]
    subjects: frozenset[str]  # that it leads with
    apart: frozenset[str]  # leading actions that other actions on the same subject do not answer


class Weights:
    """How much a term tells; rare ones more."""

    def __init__(self, asks: Iterable[Ask]) -> None:
        self._known: dict[str, float] = read("weights")["weights"]
        self._unknown = RAREST
        others: Counter[str] = Counter()
        texts: Counter[str] = Counter()
        for ask in asks:
            if ask.language != "en":
                texts[ask.language] += 1
                others.update(term for term in ask.terms if ":" in term[2:3])
        self._others = {term: math.log((texts[term[:2]] + 20) / (count + 1)) for term, count in others.items()}

    def of(self, term: str) -> float:
        rarity = self._known.get(term) or self._others.get(term) or self._unknown
        return max(0.0, (rarity if is_named(term) else min(rarity, RAREST)) - COMMON)


def is_named(term: str) -> bool:
    return term[1:2] == ":"


def profile(ask: Ask, weights: Weights) -> Profile:
    ratifies = ask.actions.get("ratify", 0) > HALF and any(term[:2] == "i:" for term in ask.terms)
    vector = {}
    for term, weight in ask.terms.items():
        value = weight * weights.of(term) * _share(term, ratifies=ratifies)
        if value > LEAST:
            vector[term] = value
    length = math.sqrt(sum(value * value for value in vector.values()))
    actions = ask.actions if _leading(ask.actions) else {**ask.actions, "": GENERAL}
    groups = ask.groups if _leading(ask.groups) else {**ask.groups, "": EVERYBODY}
    subjects = frozenset(term for term in _leading(ask.terms) if term[:2] in ("c:", "i:"))
    return Profile(vector, length, dict(actions), groups, subjects, _apart(ask.actions, ratifies=ratifies))


def _apart(actions: dict[str, float], *, ratifies: bool) -> frozenset[str]:
    found = {name for name in APART if actions.get(name, 0) > HALF}
    return frozenset(found | {"ratify"} if ratifies else found)


def _share(term: str, *, ratifies: bool) -> float:
    share = 1.0 if term[:2] in ("c:", "i:") else GROUPED if term[:2] == "g:" else PLAIN
    return share * BESIDE_TREATY if ratifies and term[:2] != "i:" else share


def _leading(weights: dict[str, float]) -> list[str]:
    return [name for name, weight in weights.items() if weight >= LEADS]


def likeness(one: Profile, other: Profile, least: float = 0.0) -> float:
    """How alike the two are; 0 where their shared terms alone are below ``least``."""
    shared = _shared_terms(one, other)
    if shared < least:
        return 0.0
    shared *= OTHER_ACTION + (1 - OTHER_ACTION) * overlap(one.actions, other.actions)
    shared *= OTHER_GROUP + (1 - OTHER_GROUP) * overlap(one.groups, other.groups)
    if (one.apart or other.apart) and not one.apart & other.apart:
        shared *= APART_FROM
    if "" not in one.actions and "" not in other.actions and not one.actions.keys() & other.actions.keys():
        shared *= CLASH
    named = _named_by_both(one, other)
    if named < ENOUGH_NAMED:
        shared *= ONE_NAMED if named else NOTHING_NAMED
    if one.subjects and other.subjects and not one.subjects & other.subjects:
        shared *= OTHER_SUBJECT
    return shared


def _named_by_both(one: Profile, other: Profile) -> int:
    """How many instruments, subjects, groups and kinds of action both name."""
    terms = sum(1 for term in one.vector.keys() & other.vector.keys() if is_named(term))
    return terms + sum(1 for action in one.actions.keys() & other.actions.keys() if action)


def _shared_terms(one: Profile, other: Profile) -> float:
    """The cosine of the two."""
    if not one.length or not other.length:
        return 0.0
    if len(one.vector) > len(other.vector):
        one, other = other, one
    theirs = other.vector
    product = sum(value * theirs[term] for term, value in one.vector.items() if term in theirs)
    return product / (one.length * other.length)


def overlap(one: dict[str, float], other: dict[str, float]) -> float:
    """What two weighted sets have in common, of all that either has."""
    names = one.keys() | other.keys()
    together = sum(max(one.get(name, 0.0), other.get(name, 0.0)) for name in names)
    return sum(min(one.get(name, 0.0), other.get(name, 0.0)) for name in names) / together if together else 1.0
