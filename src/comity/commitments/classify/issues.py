"""Issues, rank of the action, deciding terms: two trained stages for English, concepts for other languages."""

from typing import TYPE_CHECKING, Any

import numpy as np

from comity.commitments.classify import second
from comity.commitments.classify.concepts import presence, squashed
from comity.commitments.classify.labels import ISSUES, RANKS
from comity.commitments.classify.lexicon import concepts
from comity.commitments.classify.linear import Array, Weighed
from comity.commitments.classify.model import Model

if TYPE_CHECKING:
    from comity.commitments.classify.suggest import Read

# What is read by concepts alone was learnt on English, not calibrated on the language itself: never surer than this.
SUREST_BY_CONCEPTS = 0.9
TERMS = 6
DIGITS = 4


class Found:
    """What was found for a batch."""

    def __init__(self, size: int, limits: Array) -> None:
        self.chances = np.zeros((size, len(ISSUES)), np.float32)
        self.ranks = np.zeros(size, np.int64)  # 0: not ranked by the trained model
        self.limits = np.tile(limits, (size, 1))
        self.weighed: Weighed | None = None
        self.weighed_at: dict[int, int] = {}
        self.scorer: Any = None

    def labels(self, place: int) -> list[tuple[str, float]]:
        """Issues at or above their thresholds, best first."""
        chances = self.chances[place]
        chosen = np.flatnonzero(chances >= self.limits[place])
        return sorted(((ISSUES[one], round(float(chances[one]), DIGITS)) for one in chosen), key=lambda pair: -pair[1])

    def why(self, place: int) -> list[tuple[str, float]]:
        """The words that weighed most for the issues suggested (or for the likeliest, where none is)."""
        row = self.weighed_at.get(place)
        if row is None or self.weighed is None:
            return []
        chances = self.chances[place]
        chosen = np.flatnonzero(chances >= self.limits[place]).tolist() or [int(chances.argmax())]
        parts = self.scorer.parts(self.weighed, row, chosen).max(axis=1)
        words = self.weighed.words[row]
        best = np.argsort(-parts)[:TERMS].tolist()
        return [(words[one], round(float(parts[one]), 3)) for one in best if parts[one] > 0]


class Issues:
    def __init__(self, model: Model) -> None:
        numbers = model.arrays
        self._scorer = model.linears["en"]
        self._lines, self._final = numbers["issue_lines"], numbers["issue_final"]
        self._rank_lines = numbers["rank_lines"]
        self._middle, self._spread = numbers["second_middle"], numbers["second_spread"]
        self._layers = [numbers[f"second_{place}"].astype(np.float32) for place in range(4)]
        self._limits = numbers["thresholds"]
        self._concepts, self._concepts_bias = numbers["concept_issues"], numbers["concept_issues_bias"]
        self._concept_limits = np.minimum(numbers["concept_thresholds"], SUREST_BY_CONCEPTS)
        self._width = len(concepts())

    def judge(self, read: "Read") -> Found:
        found = Found(len(read.texts), self._concept_limits)
        named = presence([{number for number, _place in hits} for hits in read.hits], self._width)
        english = read.of("en")
        if english:
            self._judge_english(read, english, named, found)
        others = [place for place in range(len(read.texts)) if place not in found.weighed_at]
        if others:
            chances = squashed(named[others] @ self._concepts + self._concepts_bias)
            found.chances[others] = np.minimum(chances, SUREST_BY_CONCEPTS)
        return found

    def _judge_english(self, read: "Read", places: list[int], named: Array, found: Found) -> None:
        weighed = self._scorer.score([read.words[place] for place in places])
        width = len(ISSUES)
        rows = second.inputs(weighed.scores, named[places], [read.texts[place] for place in places])
        together = second.pass_through(second.standard(rows, self._middle, self._spread), self._layers)
        alone = weighed.scores[:, :width] * self._lines[:, 0] + self._lines[:, 1]
        found.chances[places] = squashed((alone + together) / 2 * self._final[:, 0] + self._final[:, 1])
        found.limits[places] = self._limits
        ranks = weighed.scores[:, width:]
        found.ranks[places] = np.array(RANKS)[ranks.argmax(axis=1)]
        found.weighed, found.scorer = weighed, self._scorer
        found.weighed_at = {place: row for row, place in enumerate(places)}
