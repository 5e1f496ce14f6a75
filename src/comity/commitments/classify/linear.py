"""A linear scorer over :mod:`features`: one table of small whole numbers, read once, then sums of its rows.

All that a word adds (the word itself, its letters) is summed at first sight and kept in a row of its own, so that a
text costs one look-up a word and one sum a batch.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from comity.commitments.classify.features import letters, opening, phrases

Array = np.ndarray[Any, np.dtype[Any]]  # of floats
MOST_WORDS = 60_000  # kept before the memory of words is emptied
FULL = 127  # of a signed byte


class Numbers(NamedTuple):
    """A linear scorer as it is stored."""

    grams: list[str]
    weights: Array  # grams × outputs, whole numbers of one byte
    scale: Array  # of each output
    idf: Array
    bias: Array
    longest: int  # words of a phrase
    opens: bool  # whether the opening is weighed


class Weighed(NamedTuple):
    """Scores of a batch, and what :meth:`Linear.parts` needs to say why."""

    scores: Array
    words: list[list[str]]  # distinct words of each text, in order
    slots: list[list[int]]
    lengths: Array  # texts × (words and phrases, letters)


def quantised(weights: Array) -> tuple[Array, Array]:
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9).astype(np.float32) / FULL
    return np.rint(weights / scale).astype(np.int8), scale


class Linear:
    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.outputs = len(numbers.bias)
        self._row = {gram: row for row, gram in enumerate(numbers.grams, 1)}  # row 0: what is not known
        plain = numbers.weights.astype(np.float32) * numbers.scale * numbers.idf[:, None]
        self._table = np.vstack([np.zeros((1, self.outputs), np.float32), plain])
        self._square = np.concatenate([[0.0], numbers.idf.astype(np.float32) ** 2]).astype(np.float32)
        self._forget()

    def _forget(self) -> None:
        self._slot: dict[str, int] = {}
        self._sums = np.zeros((4096, 2 * self.outputs + 2), np.float32)

    def score(self, texts: Sequence[list[str]]) -> Weighed:
        """Scores of texts given as their words in order."""
        if len(self._slot) > MOST_WORDS:
            self._forget()
        distinct = [list(dict.fromkeys(words)) for words in texts]
        slots = [[self._slot_of(word) for word in words] for words in distinct]
        summed = _sums(self._sums, slots)
        row = self._row.get
        longest = self.numbers.longest
        joined = [[found for gram in phrases(words, longest) if (found := row(gram))] for words in texts]
        width = self.outputs
        lengths = np.sqrt(np.stack([summed[:, -2] + _sums(self._square, joined), summed[:, -1]], axis=1)) + 1e-6
        scores = (summed[:, :width] + _sums(self._table, joined)) / lengths[:, :1]
        scores += summed[:, width:-2] / lengths[:, 1:]
        if self.numbers.opens:
            opened = [[found for gram in opening(words) if (found := row(gram))] for words in texts]
            scores += _sums(self._table, opened) / (np.sqrt(_sums(self._square, opened))[:, None] + 1e-6)
        return Weighed(scores + self.numbers.bias, distinct, slots, lengths)

    def parts(self, weighed: Weighed, text: int, outputs: list[int]) -> Array:
        """What each distinct word of a text adds to each of these outputs."""
        rows = self._sums[weighed.slots[text]]
        by_word, by_letter = weighed.lengths[text]
        width = self.outputs
        shares: Array = rows[:, outputs] / by_word + rows[:, [width + output for output in outputs]] / by_letter
        return shares

    def _slot_of(self, word: str) -> int:
        slot = self._slot.get(word)
        if slot is None:
            slot = self._slot[word] = len(self._slot)
            if slot == len(self._sums):
                self._sums = np.vstack([self._sums, np.zeros_like(self._sums)])
            width = self.outputs
            own = self._row.get(word, 0)
            runs = [row for gram in letters(word) if (row := self._row.get(gram))]
            self._sums[slot, :width] = self._table[own]
            self._sums[slot, width : 2 * width] = self._table[runs].sum(axis=0)
            self._sums[slot, -2:] = self._square[own], self._square[runs].sum()
        return slot


def _sums(table: Array, rows: list[list[int]]) -> Array:
    """For each list of row numbers the sum of those rows."""
    counts = np.fromiter(map(len, rows), np.int64, len(rows))
    flat = np.fromiter((row for some in rows for row in some), np.int64, int(counts.sum()))
    ends = np.cumsum(counts)
    out = np.zeros((len(rows), *table.shape[1:]), np.float32)
    filled = counts > 0
    if filled.any():
        out[filled] = np.add.reduceat(table[flat], (ends - counts)[filled], axis=0)
    return out
