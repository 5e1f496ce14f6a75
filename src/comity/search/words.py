"""Numbering the words of many plain texts at once, without making a Python object of each word.

An import of the Universal Human Rights Index meets twenty-four million words of some 300,000 forms. Each word becomes a
64-bit hash of its bytes, eight at a time; a table of hashes gives the numbers of the forms; only a form that is new is
ever looked at as text. The hash chains a bijection over the chunks, seeded anew in every process, so that two of a
million forms meet by chance once in 37 million imports, and nobody can make them meet on purpose.
"""

import secrets
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from comity.search.analysis import SPACE, WORD_BYTES, joined_ascii

Longs = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.uint32]
Places = npt.NDArray[np.intp]

CHUNK = 8  # bytes hashed at a time
SLOTS = 1 << 20
EMPTY = np.uint64(0)
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(CHUNK + 1)], np.uint64)
_SEED = np.uint64(secrets.randbits(64))
_FIRST, _SECOND, _SHIFT = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53), np.uint64(33)


class Words(NamedTuple):
    """Numbers of the word forms of several texts in order, and how many of them each text has."""

    forms: Ints
    counts: Places
    joined: list[tuple[int, str]]  # joined forms with the place of their text


class Numbering:
    """Numbers of word forms of one language. ``known`` is shared by languages: a form's number is its place there."""

    def __init__(self, language: str, known: list[tuple[str, str]]) -> None:
        self._language = language
        self._known = known
        self._numbers: dict[str, int] = {}
        self._crowded: dict[int, int] = {}  # hashes whose slot another form has
        self._hashes = np.zeros(SLOTS, np.uint64)
        self._of_slots = np.zeros(SLOTS, np.uint32)

    def number(self, form: str) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self._known)
            self._known.append((form, self._language))
        return number

    def words_of(self, texts: Sequence[str]) -> Words:
        """What :func:`~comity.search.analysis.scan` finds in normalised texts that are all in ASCII."""
        text = " ".join(texts)
        code = text.encode()
        ends = np.cumsum([len(one) + 1 for one in texts])
        joined = list(joined_ascii(code, text))
        of_texts = np.searchsorted(ends, [place for place, _form in joined], side="right").tolist()
        kept = b" " + code.translate(WORD_BYTES) + b" " * CHUNK
        letters = np.frombuffer(kept, np.uint8) != SPACE
        edges = np.flatnonzero(letters[1:] != letters[:-1]) + 1
        begins, lengths = edges[::2], edges[1::2] - edges[::2]
        counts = np.diff(np.searchsorted(begins, ends + 1), prepend=0)
        forms = self._numbered(_hashed(kept, begins, lengths), kept, begins, lengths)
        return Words(forms, counts, [(number, form) for number, (_, form) in zip(of_texts, joined, strict=True)])

    def _numbered(self, hashes: Longs, code: bytes, begins: Places, lengths: Places) -> Ints:
        slots = hashes & np.uint64(SLOTS - 1)
        forms: Ints = self._of_slots[slots]
        missed = np.flatnonzero(self._hashes[slots] != hashes)
        if len(missed):
            found, first, back = np.unique(hashes[missed], return_index=True, return_inverse=True)
            where = missed[first]
            numbers = [
                self._missed(value, slot, code, begin, length)
                for value, slot, begin, length in zip(
                    found.tolist(), slots[where].tolist(), begins[where].tolist(), lengths[where].tolist(), strict=True
                )
            ]
            forms[missed] = np.array(numbers, np.uint32)[back]
        return forms

    def _missed(self, value: int, slot: int, code: bytes, begin: int, length: int) -> int:
        """The number of a form that has no slot; it gets one if that is free."""
        number = self._crowded.get(value)
        if number is None:
            number = self.number(code[begin : begin + length].decode())
            if self._hashes[slot] == EMPTY:
                self._hashes[slot], self._of_slots[slot] = value, number
            else:
                self._crowded[value] = number
        return number


def _hashed(code: bytes, begins: Places, lengths: Places) -> Longs:
    """A hash of each word, never 0. ``code`` goes on for eight bytes after its last word."""
    chunks = np.ndarray((len(code) - CHUNK + 1,), np.dtype("<u8"), code, strides=(1,))
    hashes = _mixed((chunks[begins] & _MASKS[np.minimum(lengths, CHUNK)]) ^ _SEED)
    longer, done = np.flatnonzero(lengths > CHUNK), CHUNK
    while len(longer):
        left = np.minimum(lengths[longer] - done, CHUNK)
        hashes[longer] = _mixed(hashes[longer] + (chunks[begins[longer] + done] & _MASKS[left]))
        done += CHUNK
        longer = longer[lengths[longer] > done]
    hashes[hashes == EMPTY] = 1
    return hashes


def _mixed(values: Longs) -> Longs:
    """A bijection of 64-bit numbers that carries every bit to all others (MurmurHash3's last step)."""
    values ^= values >> _SHIFT
    values *= _FIRST
    values ^= values >> _SHIFT
    values *= _SECOND
    values ^= values >> _SHIFT
    return values
