"""Learning the goals: Spanish texts with one goal each, and the targets' own concepts for the goals they lack.

Two scorers. One reads Spanish words and letters; the other reads concepts and shared spellings, and so serves all six
languages. The second also learns from the rules of ``terms/targets.txt``, each a little text of its own: that is all it
knows of Goal 17, and how it knows that road safety belongs to Goal 3 (target 3.6) and not only to cities.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from comity.commitments.classify.cognates import key
from comity.commitments.classify.concepts import STYLE, cognates, lengths, weighed
from comity.commitments.classify.fitting import Grams, line, odds, separate
from comity.commitments.classify.labels import GOALS
from comity.commitments.classify.lexicon import Hit, concepts, lexicon
from comity.commitments.classify.model import packed
from comity.commitments.classify.rows import Row
from comity.commitments.classify.targets import rules
from comity.commitments.classify.words import tokens

if TYPE_CHECKING:
    from comity.commitments.classify.training import Trained

STRENGTH, CONCEPT_STRENGTH = 0.3, 1.5
RULE_WEIGHT = 20.0  # texts that one way of a target counts for
RULE_WORDS = 8  # words of the text that such a way stands for
RAREST_KEY = 6
CHECKED = 5  # folds


def fit_goals(rows: Sequence[Row], trained: "Trained", step: Callable[[], None]) -> None:
    words = [tokens(row.text) for row in rows]
    answers = np.array([[row.goal == goal for goal in GOALS] for row in rows])
    grams = Grams(words, longest=2, opens=False)
    matrix = grams.matrix(words, opens=False)
    weights, bias = separate(matrix, answers, STRENGTH, step)
    trained.linears["es"] = grams.numbers(weights, bias)
    trained.arrays["goal_lines"] = _lines(matrix, answers)
    _fit_by_concepts(words, answers, trained)
    trained.about["goal_texts"] = len(rows)


def _lines(matrix: Any, answers: Any) -> Any:
    """How scores become log odds, from folds that were not learnt from."""
    folds = np.arange(matrix.shape[0]) % CHECKED
    scores = np.zeros(answers.shape, np.float32)
    for fold in range(CHECKED):
        weights, bias = separate(matrix[folds != fold], answers[folds != fold], STRENGTH, lambda: None)
        scores[folds == fold] = matrix[folds == fold] @ weights + bias
    return np.array([line(scores[:, column], answers[:, column], even=True) for column in range(len(GOALS))])


def _fit_by_concepts(words: list[list[str]], answers: Any, trained: "Trained") -> None:
    found = lexicon("es")
    hits = [found.find("", one) for one in words]
    counted: Counter[int] = Counter()
    for one in hits:
        counted.update({number for number, _place in one})
    names = [name for name, _terms in concepts()]
    idf = np.array([np.log((1 + len(hits)) / (1 + counted[number])) + 1 for number in range(len(names))], np.float32)
    idf[[number for number, name in enumerate(names) if name in STYLE]] = 0
    shared: Counter[str] = Counter()
    for text in words:
        shared.update({spelling for word in set(text) if (spelling := key(word))})
    keys = sorted(spelling for spelling, times in shared.items() if times >= RAREST_KEY)
    key_idf = np.array([np.log((1 + len(words)) / (1 + shared[spelling])) + 1 for spelling in keys], np.float32)
    columns = {spelling: column for column, spelling in enumerate(keys)}
    spanish = ["es"] * len(words)
    long = lengths([""] * len(words), words, spanish)
    real = np.hstack([weighed(hits, long, idf), cognates(words, spanish, columns, key_idf)])
    said, said_answers = _said_by_targets(idf, len(keys))
    weight = np.concatenate([np.ones(len(real)), np.full(len(said), RULE_WEIGHT)])
    weights, bias = odds(
        np.vstack([real, said]), np.vstack([answers, said_answers]), CONCEPT_STRENGTH, even=True, weight=weight
    )
    trained.arrays |= {"goal_weights": weights.astype(np.float16), "goal_bias": bias, "goal_idf": idf}
    trained.arrays |= {"goal_keys": packed("\n".join(keys)), "goal_key_idf": key_idf}


def _said_by_targets(idf: Any, keys: int) -> tuple[Any, Any]:
    """Each way of naming a target as a text of its own, which belongs to every goal that names it so."""
    ways: dict[frozenset[int], set[int]] = {}
    for rule in rules():
        for way in rule.ways:
            ways.setdefault(way, set()).add(rule.goal)
    hits: list[list[Hit]] = [[(number, 0) for number in way] for way in ways]
    rows = np.hstack([weighed(hits, np.full(len(ways), RULE_WORDS), idf), np.zeros((len(ways), keys), np.float32)])
    return rows, np.array([[goal in goals for goal in GOALS] for goals in ways.values()])
