"""Goals of the 2030 Agenda: Spanish by words and letters and by concepts, other languages by concepts.

A probability is that of a text of which nothing is known beforehand: that it belongs to the goal or not is held to be
equally likely. A text can belong to several goals.
"""

from typing import TYPE_CHECKING

import numpy as np

from comity.commitments.classify.concepts import cognates, lengths, squashed, weighed
from comity.commitments.classify.lexicon import names
from comity.commitments.classify.linear import Array
from comity.commitments.classify.model import Model, strings

if TYPE_CHECKING:
    from comity.commitments.classify.suggest import Read

TRAINED = slice(0, 16)  # goals with texts to learn from; of Goal 17 there are none
EDUCATION = 3  # column of Goal 4
# Education is named in texts about work, health or water that are not about it: where another goal is likelier, its log
# odds lose this share of the distance. Who is thanked in a book says little of what the page is about.
YIELDS, THANKED = 0.3, 1.5
OWN_SHARE = 0.8  # of the trained scorer in Spanish
SHRUNK = {"fr": 0.8, "ar": 0.8, "ru": 0.8, "zh": 0.8}  # log odds of languages on which nothing was measured


class Goals:
    def __init__(self, model: Model) -> None:
        numbers = model.arrays
        self._scorer = model.linears["es"]
        self._lines = numbers["goal_lines"]
        self._weights = numbers["goal_weights"].astype(np.float32)
        self._bias, self._idf = numbers["goal_bias"], numbers["goal_idf"]
        self._columns = {key: column for column, key in enumerate(strings(numbers["goal_keys"]))}
        self._key_idf = numbers["goal_key_idf"]
        self._thanks = names()["acknowledgement"]

    def judge(self, read: "Read") -> Array:
        """Probabilities: texts × 17 goals."""
        long = lengths(read.texts, read.words, read.languages)
        shared = cognates(read.words, read.languages, self._columns, self._key_idf)
        logits: Array = np.hstack([weighed(read.hits, long, self._idf), shared]) @ self._weights + self._bias
        spanish = read.of("es")
        if spanish:
            scores = self._scorer.score([read.words[place] for place in spanish]).scores
            own = (scores * self._lines[:, 0] + self._lines[:, 1])[:, TRAINED]
            logits[spanish, TRAINED] = own * OWN_SHARE + logits[spanish, TRAINED] * (1 - OWN_SHARE)
        self._temper(read, logits)
        factors = np.array([SHRUNK.get(language, 1.0) for language in read.languages], np.float32)
        return squashed(logits * factors[:, None])

    def _temper(self, read: "Read", logits: Array) -> None:
        best = np.delete(logits, EDUCATION, axis=1).max(axis=1)
        logits[:, EDUCATION] -= YIELDS * np.maximum(0, best - logits[:, EDUCATION])
        thanked = [any(number == self._thanks for number, _place in hits) for hits in read.hits]
        logits[thanked] -= THANKED
