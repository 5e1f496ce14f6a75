"""What the concepts of the term lists say of a text, in numbers; what was learnt in one language serves another so.

Issues are learnt on English texts, goals on Spanish ones, both over concepts that all six languages share.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from comity.commitments.classify.cognates import key
from comity.commitments.classify.language import LATIN
from comity.commitments.classify.lexicon import Hit
from comity.commitments.classify.linear import Array

STYLE = frozenset({"theory", "acknowledgement"})  # how a text is written, not what it is about: never weighed
DENSITY = 2.0  # what a word of the text counts for in its length
KEY_SHARE = 0.7  # of shared spellings beside concepts
CHINESE_WORD = 1.6  # characters


def presence(hits: Sequence[Iterable[int]], width: int) -> Array:
    """1 where a concept is named."""
    out = np.zeros((len(hits), width), np.float32)
    for row, found in enumerate(hits):
        for number in found:
            out[row, number] = 1
    return out


def lengths(texts: Sequence[str], words: Sequence[list[str]], languages: Sequence[str]) -> Array:
    """How many words each text has; Chinese words are counted by their usual length."""
    pairs = zip(texts, words, languages, strict=True)
    counted = [len(text) / CHINESE_WORD if language == "zh" else len(ours) for text, ours, language in pairs]
    return np.array(counted, np.float32)


def weighed(hits: Sequence[list[Hit]], long: Array, idf: Array) -> Array:
    """How often each concept is named, dampened, rarer ones heavier; once in a long text is less than in a short."""
    out = np.zeros((len(hits), len(idf)), np.float32)
    for row, found in enumerate(hits):
        for number, times in Counter(number for number, _place in found).items():
            out[row, number] = np.log1p(times)
    out *= idf
    result: Array = out / np.sqrt((out**2).sum(axis=1) + DENSITY * long + 1e-6)[:, None]
    return result


def cognates(texts: Sequence[list[str]], languages: Sequence[str], columns: dict[str, int], idf: Array) -> Array:
    """The same for words that share their spelling."""
    out = np.zeros((len(texts), len(idf)), np.float32)
    for row, (words, language) in enumerate(zip(texts, languages, strict=True)):
        if language in LATIN:
            counted = Counter(columns[found] for word in words if (found := key(word)) in columns)
            for column, times in counted.items():
                out[row, column] = 1 + np.log(times)
    return unit(out * idf) * KEY_SHARE


def unit(rows: Array) -> Array:
    lengths: Any = np.linalg.norm(rows, axis=1, keepdims=True)
    result: Array = rows / np.maximum(lengths, 1e-6)
    return result


def squashed(logits: Array) -> Array:
    """From log odds to probabilities."""
    result: Array = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return result
