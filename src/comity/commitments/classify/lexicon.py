"""The curated term lists: concepts, and the words for each in the six languages of the United Nations.

A line of ``terms/*.txt`` is one concept: its name, then the words in English, Spanish, French, Arabic, Russian and
Chinese. A star stands for any ending; several words stand in order. Latin, Arabic and Cyrillic texts are matched word
by word, with what a word can begin kept from text to text, so that a known word costs one look-up; Chinese, which has
no spaces, is searched as it stands.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from comity.commitments.classify.words import tokens

Concept = str
Hit = tuple[int, int]
Entries = tuple[tuple[str, dict[str, tuple[str, ...]]], ...]
LANGUAGES = ("en", "es", "fr", "ar", "ru", "zh")
FILES = ("rights.txt", "goals.txt")
LONGEST_CACHE = 200_000
_PART = re.compile(r"([^\W_]+)(\*?)")


class Start(NamedTuple):
    """A term whose first word fits: the words to come, each with whether it may go on, and the concept's number."""

    rest: tuple[tuple[str, bool], ...]
    concept: int


@cache
def concepts() -> Entries:
    """Every concept with its terms by language, in the order of the files."""
    return tuple(row for name in FILES for row in rows(name))


def rows(name: str) -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    """Lines of one term list: the first cell, and the terms of each language."""
    text = (files("comity.commitments.classify") / "terms" / name).read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        first, *cells = (cell.strip() for cell in line.split("|"))
        terms = {
            language: tuple(term.strip() for term in cell.split(",") if term.strip())
            for language, cell in zip(LANGUAGES, cells, strict=False)
        }
        found.append((first, terms))
    return found


@cache
def names() -> dict[Concept, int]:
    return {name: number for number, (name, _terms) in enumerate(concepts())}


class Lexicon:
    """Finds concepts, or the entries of any list of terms, in the texts of one language."""

    def __init__(self, language: str, entries: "Entries | None" = None) -> None:
        self.language = language
        self._exact: dict[str, list[Start]] = {}
        self._open: dict[str, list[Start]] = {}
        self._plain: list[tuple[str, int]] = []  # Chinese
        self._known: dict[str, tuple[Start, ...]] = {}
        for number, (_name, terms) in enumerate(entries if entries is not None else concepts()):
            for term in terms.get(language, ()):
                self._add(term, number)

    def _add(self, term: str, number: int) -> None:
        if self.language == "zh":
            self._plain.append((term, number))
            return
        parts = [(tokens(word, self.language)[0], bool(star)) for word, star in _PART.findall(term)]
        (first, is_open), *rest = parts
        (self._open if is_open else self._exact).setdefault(first, []).append(Start(tuple(rest), number))

    def find(self, text: str, words: list[str]) -> list[Hit]:
        """Where terms begin: the concept's number, and the number of the word (in Chinese, of the character)."""
        if self.language == "zh":
            return [(number, text.find(term)) for term, number in self._plain if term in text]
        found: list[Hit] = []
        known = self._known
        for place, word in enumerate(words):
            starts = known.get(word)
            if starts is None:
                starts = self._look_up(word)
            for rest, number in starts:
                if not rest or _goes_on(words, place + 1, rest):
                    found.append((number, place))
        return found

    def _look_up(self, word: str) -> tuple[Start, ...]:
        if len(self._known) > LONGEST_CACHE:
            self._known.clear()
        starts = list(self._exact.get(word, ()))
        for length in range(2, len(word) + 1):
            starts += self._open.get(word[:length], ())
        self._known[word] = tuple(starts)
        return self._known[word]


def _goes_on(words: list[str], place: int, rest: tuple[tuple[str, bool], ...]) -> bool:
    if place + len(rest) > len(words):
        return False
    for offset, (part, is_open) in enumerate(rest):
        word = words[place + offset]
        if word != part and not (is_open and word.startswith(part)):
            return False
    return True


@cache
def lexicon(language: str) -> Lexicon:
    return Lexicon(language if language in LANGUAGES else "en")
