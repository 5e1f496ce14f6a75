"""What recommendations name in many ways: instruments, subjects, groups of persons, kinds of action.

``data/vocabulary.json`` lists the ways. An entry is matched by the stems of its words, small words between them left
out; a word written "=minors" is matched as it stands, because its stem is that of another word ("minorities"). The
longest entry wins, so that "Optional Protocol to the Convention against Torture" is not also the Convention.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from comity.search.analysis import normalise, scan, terms

_SMALL = """
the of on to and for a an in against its with by from as all un united nations international their or that is are be
de la las los el del le les des du l d y et en à au aux sobre sur para internacional internationale
"""
SMALL = frozenset(_SMALL.split())  # what names of instruments and subjects may have or lack
INSTRUMENT, SUBJECT, GROUP, ACTION = "i", "c", "g", "a"


class Word(NamedTuple):
    form: str
    stem: str


class Mention(NamedTuple):
    """Words ``start`` to ``end`` of a passage, and what they name; no names where they are just a word."""

    start: int
    end: int
    names: tuple[str, ...]


def words_of(text: str, language: str) -> list[Word]:
    return [Word(form, terms(form, language)[0]) for form in scan(normalise(text)).words]


class Phrases:
    """Phrases by their words, for finding the longest one at each place."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, phrase: str, name: str, *, exact: bool = False) -> None:
        node = self._root
        for written in phrase.split():
            as_it_stands = exact or written.startswith("=")
            for word in words_of(written, "en"):
                if word.form not in SMALL:
                    node = node.setdefault("=" + word.form if as_it_stands else word.stem, {})
        names = node.setdefault("", [])
        if name not in names:
            names.append(name)

    def mentions(self, words: Sequence[Word]) -> Iterator[Mention]:
        """Every word of the passage once: in the longest phrase that begins there, or alone."""
        start = 0
        while start < len(words):
            end, names = self._longest(words, start)
            yield Mention(start, end, names)
            start = end

    def _longest(self, words: Sequence[Word], start: int) -> tuple[int, tuple[str, ...]]:
        nodes, end, names = [self._root], start + 1, ()
        for index in range(start, len(words)):
            word = words[index]
            if word.form in SMALL and index > start:
                continue
            nodes = [node[key] for node in nodes for key in (word.stem, "=" + word.form) if key in node]
            if not nodes:
                break
            if found := dict.fromkeys(name for node in nodes for name in node.get("", ())):
                end, names = index + 1, tuple(found)
        return end, names


class Vocabulary(NamedTuple):
    named: Phrases
    actions: Phrases
    protocols: dict[str, str]
    enumerations: dict[str, list[str]]
    implies: dict[str, list[str]]  # a programme for a group names the group
    weak: frozenset[str]
    verbs: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    data = read("vocabulary")
    named, actions = Phrases(), Phrases()
    for kind, section in ((INSTRUMENT, "instruments"), (GROUP, "groups"), (SUBJECT, "concepts")):
        for name, ways in data[section].items():
            for way in ways:
                named.add(way, f"{kind}:{name}")
    for name, ways in data["actions"].items():
        for way in ways:
            actions.add(way, name)
    _add_elsewhere(named, actions, data["elsewhere"])
    weak = frozenset(data["weak"]) | {word.stem for word in words_of(" ".join(data["weak"]), "en")}
    return Vocabulary(
        named, actions, data["protocols"], data["enumerations"], data["implies"], weak, frozenset(data["verbs"])
    )


def _add_elsewhere(named: Phrases, actions: Phrases, data: dict[str, dict[str, list[str]]]) -> None:
    """Names in other languages than English: whole words, since stems are those of their language."""
    for kind, section in ((f"{INSTRUMENT}:", "instruments"), (f"{SUBJECT}:", "concepts"), ("", "actions")):
        for name, ways in data[section].items():
            for way in ways:
                (named if kind else actions).add(way, kind + name, exact=True)


@cache
def read(name: str) -> dict[str, Any]:
    text = files("comity.commitments.clustering").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
