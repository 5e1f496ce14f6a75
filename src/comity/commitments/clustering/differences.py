"""What one wording says that most others of its group do not, piece by piece, so that a page can mark it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from comity.commitments.clustering.reading import Wording, is_empty
from comity.commitments.clustering.vocabulary import Word, vocabulary, words_of

MOST = 0.6
_TOKEN = re.compile(r"\([^()]*\)|\w+|[^\w(]+|\(")


class Piece(NamedTuple):
    text: str
    differs: bool


class _Token(NamedTuple):
    text: str
    keys: frozenset[str]  # what it says: a stem, or what the phrase it stands in names; nothing for small words


def differing(wordings: Sequence[Wording]) -> list[list[Piece]]:
    """The pieces of each text in order; joined together they are the text."""
    read = [_tokens(wording) for wording in wordings]
    count: Counter[str] = Counter()
    for tokens in read:
        count.update({key for token in tokens for key in token.keys})
    shared = {key for key, number in count.items() if number >= MOST * len(wordings)}
    return [list(_pieces(tokens, shared)) for tokens in read]


def _pieces(tokens: Sequence[_Token], shared: set[str]) -> Iterator[Piece]:
    marks = [bool(token.keys) and token.keys.isdisjoint(shared) for token in tokens]
    for place, token in enumerate(tokens):  # what stands between two marked words is marked with them
        if not token.text.strip() and 0 < place < len(tokens) - 1:
            marks[place] = marks[place - 1] and marks[place + 1]
    for differs, group in groupby(zip(tokens, marks, strict=True), key=lambda pair: pair[1]):
        yield Piece("".join(token.text for token, _mark in group), differs)


def _tokens(wording: Wording) -> list[_Token]:
    texts = _TOKEN.findall(wording.text)
    found: list[tuple[int, Word]] = []  # place in texts
    for place, text in enumerate(texts):
        if text[:1].isalnum() and (words := words_of(text, wording.language)):
            found.append((place, words[0]))
    keys = _keys([word for _place, word in found])
    of_place = {place: said for (place, _word), said in zip(found, keys, strict=True)}
    return [_Token(text, of_place.get(place, frozenset())) for place, text in enumerate(texts)]


def _keys(words: Sequence[Word]) -> list[frozenset[str]]:
    keys: list[frozenset[str]] = []
    for mention in vocabulary().named.mentions(words):
        for word in words[mention.start : mention.end]:
            said = {*mention.names, word.stem} if mention.names else {word.stem}
            keys.append(frozenset() if is_empty(word) and not mention.names else frozenset(said))
    return keys
