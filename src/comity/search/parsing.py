"""What a reader types, as a tree. Any string at all has a meaning; there is no such thing as a wrong query.

Words must all occur; OR between them asks for either; NOT or a leading "-" excludes; quotation marks ask for the words
side by side; parentheses group. AND binds more closely than OR. Operators are written in capitals; an operator
without anything to operate on is ignored, and so are symbols.
"""

import re
from dataclasses import dataclass, field

LONGEST_QUERY = 500  # characters; the rest is ignored
DEEPEST = 20  # parentheses inside parentheses; further ones are ignored

_PIECES = re.compile(
    r"""(?P<open>-?\()|(?P<close>\))
      |(?P<phrase>-?["“”„«»‟][^"“”„«»‟]*["“”„«»‟])
      |(?P<word>[^\s()"“”„«»‟]+)""",
    re.VERBOSE,
)
_LETTERS = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Word:
    text: str


@dataclass(frozen=True)
class Phrase:
    text: str


@dataclass(frozen=True)
class Not:
    part: "Node"


@dataclass(frozen=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Node", ...]


Node = Word | Phrase | Not | All | Either


@dataclass
class _Level:
    """One pair of parentheses being read: alternatives so far, and the words of the present one."""

    negated: bool = False
    alternatives: list[Node] = field(default_factory=list)
    words: list[Node] = field(default_factory=list)
    negate_next: bool = False

    def take(self, node: Node, *, negated: bool) -> None:
        self.words.append(Not(node) if negated != self.negate_next else node)
        self.negate_next = False

    def end_alternative(self) -> None:
        if self.words:
            self.alternatives.append(self.words[0] if len(self.words) == 1 else All(tuple(self.words)))
        self.words, self.negate_next = [], False

    def close(self) -> Node | None:
        self.end_alternative()
        if not self.alternatives:
            return None
        return self.alternatives[0] if len(self.alternatives) == 1 else Either(tuple(self.alternatives))


def parse(query: str) -> Node | None:
    """The tree of ``query``, or None where it holds no letter or digit to search for."""
    levels = [_Level()]
    for piece in _PIECES.finditer(query[:LONGEST_QUERY]):
        kind, text = piece.lastgroup, piece.group()
        if kind == "open":
            if len(levels) <= DEEPEST:
                levels.append(_Level(negated=text.startswith("-")))
        elif kind == "close":
            if len(levels) > 1:
                _close(levels)
        else:
            _take(levels[-1], kind or "", text)
    while len(levels) > 1:
        _close(levels)
    return levels[0].close()


def _close(levels: list[_Level]) -> None:
    level = levels.pop()
    node = level.close()
    if node is not None:
        levels[-1].take(node, negated=level.negated)


def _take(level: _Level, kind: str, text: str) -> None:
    if text in {"OR", "|", "||"}:
        level.end_alternative()
    elif text == "NOT":
        level.negate_next = True
    elif text not in {"AND", "&", "&&"} and _LETTERS.search(text):
        negated = text.startswith("-")
        level.take(Phrase(text) if kind == "phrase" else Word(text), negated=negated)
