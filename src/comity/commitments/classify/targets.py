"""Targets of the 2030 Agenda by concepts: the rules of ``terms/targets.txt``."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from comity.commitments.classify.lexicon import names


class Rule(NamedTuple):
    target: str
    ways: tuple[frozenset[int], ...]  # concepts that must all be named; any one way is enough

    @property
    def goal(self) -> int:
        return int(self.target.partition(".")[0])


@cache
def rules() -> tuple[Rule, ...]:
    number = names()
    found = []
    text = (files("comity.commitments.classify") / "terms" / "targets.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            target, _bar, ways = line.partition("|")
            named = [frozenset(number[name.strip()] for name in way.split("+")) for way in ways.split(";")]
            found.append(Rule(target.strip(), tuple(named)))
    return tuple(found)


def named(concepts: Iterable[int]) -> list[Rule]:
    """The rules that hold for a text with these concepts."""
    present = frozenset(concepts)
    by_concept = _by_concept()
    found = {
        place for number in present for way, place in by_concept.get(number, ()) if way <= present
    }  # each way stands under one of its concepts, so that few are tried
    every = rules()
    return [every[place] for place in sorted(found)]


@cache
def _by_concept() -> dict[int, tuple[tuple[frozenset[int], int], ...]]:
    found: dict[int, tuple[tuple[frozenset[int], int], ...]] = {}
    for place, rule in enumerate(rules()):
        for way in rule.ways:
            found[min(way)] = (*found.get(min(way), ()), (way, place))
    return found
