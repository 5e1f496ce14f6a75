"""Learning a model from labelled texts. Needs scikit-learn (extra ``ml``); what it writes does not.

A part is learnt anew only where the data carry its labels; the other parts are taken over from ``base``. States are
never divided between learning and checking: every probability and threshold comes from texts of States held out.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from comity.commitments.classify.concepts import presence, squashed
from comity.commitments.classify.fitting import SEED, Grams, hidden, line, odds, separate
from comity.commitments.classify.goals_training import fit_goals
from comity.commitments.classify.labels import GOALS, ISSUES, RANKS
from comity.commitments.classify.language import detect
from comity.commitments.classify.lexicon import concepts, lexicon, names
from comity.commitments.classify.linear import Array, Numbers
from comity.commitments.classify.model import Model
from comity.commitments.classify.rows import Row, WrongRowError
from comity.commitments.classify.second import inputs, joined, pass_through, standard
from comity.commitments.classify.words import bare, tokens

FOLDS = 4
SEEDS = (1, 2, 3)  # second stages averaged
FEWEST = 200  # labelled texts below which a part is not learnt anew
STRENGTH, TRUSTED_STRENGTH, RANK_STRENGTH = 0.3, 0.6, 0.3
LEAST_GIVEN, MOST_WITHHELD = -0.7, 0.4  # scores beyond which a label is not learnt from
GRID = np.arange(0.3, 0.66, 0.025)
COMMON_WEIGHT = 30  # texts that the common threshold counts for when a label's own is chosen
Step = Callable[[], None]


class Trained:
    """What :func:`comity.commitments.classify.model.save` writes."""

    def __init__(self, base: Model | None) -> None:
        self.arrays: dict[str, Any] = dict(base.arrays) if base else {}
        self.about: dict[str, Any] = dict(base.about) if base else {}
        self.linears: dict[str, Numbers] = {name: one.numbers for name, one in base.linears.items()} if base else {}


def train(rows: Sequence[Row], base: Model | None = None, *, version: str, step: Step = lambda: None) -> Trained:
    """A model learnt from the rows; WrongRowError where they are too few for any part."""
    trained = Trained(base)
    issues = [row for row in rows if row.issues and row.rank and detect(row.text, row.language) == "en"]
    goals = [row for row in rows if row.goal and row.belongs is None and detect(row.text, row.language) == "es"]
    enough = {"issues": len(issues) >= FEWEST, "goals": len(goals) >= FEWEST}
    if not any(enough.values()):
        raise WrongRowError(
            f"The file has {len(issues)} English texts with issues and action rank and {len(goals)} Spanish texts with "
            f"a goal; {FEWEST} of one kind are needed."
        )
    if base is None and not all(enough.values()):
        raise WrongRowError("A model learnt from nothing needs English texts with issues and Spanish texts with goals.")
    if enough["issues"]:
        _fit_issues(issues, trained, step)
    if enough["goals"]:
        fit_goals(goals, trained, step)
    trained.about |= {"version": version, "concepts": list(names())}
    return trained


def steps(rows: Sequence[Row]) -> int:
    """How often :func:`train` will call ``step`` when it learns issues; for the progress bar."""
    issues = FOLDS * (2 * len(ISSUES) + len(RANKS)) + len(ISSUES) + len(RANKS) if any(row.issues for row in rows) else 0
    return issues + (len(GOALS) if any(row.goal for row in rows) else 0)


def _fit_issues(rows: Sequence[Row], trained: Trained, step: Step) -> None:
    texts = [bare(row.text) for row in rows]
    words = [tokens(text) for text in texts]
    answers = np.array([[issue in (row.issues or ()) for issue in ISSUES] for row in rows])
    ranks = np.array([[row.rank == rank for rank in RANKS] for row in rows])
    folds = folds_of(rows)
    parts = [_Part(words, folds != fold, folds == fold) for fold in range(FOLDS)]
    scores = np.zeros((len(rows), len(ISSUES) + len(RANKS)), np.float32)
    width = len(ISSUES)
    for part in parts:
        scores[part.outside, :width] = part.judged(answers, None, STRENGTH, step)
        scores[part.outside, width:] = part.judged(ranks, None, RANK_STRENGTH, step, opens=True)
    trusted = trusted_labels(scores[:, :width], answers)
    for part in parts:
        scores[part.outside, :width] = part.judged(answers, trusted, TRUSTED_STRENGTH, step)
    parts.clear()
    trained.linears["en"] = _whole(words, answers, ranks, trusted, step)
    found = lexicon("en")
    named = presence([{number for number, _place in found.find("", one)} for one in words], len(concepts()))
    _fit_second(inputs(scores, named, texts), answers, folds, trained)
    trained.arrays["rank_lines"] = np.array([line(scores[:, width + r], ranks[:, r]) for r in range(len(RANKS))])
    _fit_by_concepts(named, answers, folds, trained)
    trained.about |= {"texts": len(rows), "states": len({row.state for row in rows})}
    trained.about["labels_not_trusted"] = int((~trusted).sum())


class _Part:
    """Texts to learn from and texts held out, over a vocabulary of the former."""

    def __init__(self, words: list[list[str]], inside: Any, outside: Any) -> None:
        self.inside, self.outside = np.flatnonzero(inside), np.flatnonzero(outside)
        learnt, held = ([words[place] for place in places] for places in (self.inside, self.outside))
        grams = Grams(learnt, longest=3, opens=True)
        self._rows = {
            opens: (grams.matrix(learnt, opens=opens), grams.matrix(held, opens=opens)) for opens in (False, True)
        }

    def judged(self, answers: Any, trusted: Any, strength: float, step: Step, *, opens: bool = False) -> Any:
        """Scores of the texts held out."""
        learnt, held = self._rows[opens]
        kept = trusted[self.inside] if trusted is not None else None
        weights, bias = separate(learnt, answers[self.inside], strength, step, kept)
        return held @ weights + bias


def trusted_labels(scores: Array, answers: Any) -> Any:
    """Which labels are learnt from: not those that stand plainly against what texts of other States teach.

    The coders forgot labels and set others by habit. A label that a model of other States would surely give, or surely
    not, teaches chance; texts keep all their other labels.
    """
    return ~((answers & (scores < LEAST_GIVEN)) | (~answers & (scores > MOST_WITHHELD)))


def _whole(words: list[list[str]], answers: Any, ranks: Any, trusted: Any, step: Step) -> Numbers:
    """The linear stage on all texts: issues from words and letters, the rank from the opening as well."""
    grams = Grams(words, longest=3, opens=True)
    weights, bias = separate(grams.matrix(words, opens=False), answers, TRUSTED_STRENGTH, step, trusted)
    rank_weights, rank_bias = separate(grams.matrix(words, opens=True), ranks, RANK_STRENGTH, step)
    return grams.numbers(np.hstack([weights, rank_weights]), np.concatenate([bias, rank_bias]))


def folds_of(rows: Sequence[Row]) -> Any:
    """The fold of each row: all texts of a State, and all equal texts of any State, in one."""
    states = sorted({row.state or row.text for row in rows})
    np.random.default_rng(SEED).shuffle(states)
    by_state = {state: place % FOLDS for place, state in enumerate(states)}
    by_text: dict[str, int] = {}
    return np.array([by_text.setdefault(row.text.lower(), by_state[row.state or row.text]) for row in rows])


def _fit_second(rows: Array, answers: Any, folds: Any, trained: Trained) -> None:
    scores = rows[:, : len(ISSUES)]
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    rows = standard(rows, middle, spread)
    lines = np.array([line(scores[:, column], answers[:, column]) for column in range(len(ISSUES))])
    alone = scores * lines[:, 0] + lines[:, 1]
    together = np.zeros_like(alone)
    for half in (0, 1):  # judged by a stage that never saw the State
        part = joined([hidden(rows[folds % 2 == half], answers[folds % 2 == half], seed) for seed in SEEDS])
        together[folds % 2 != half] = pass_through(rows[folds % 2 != half], part)
    blended = (alone + together) / 2
    final = np.array([line(blended[:, column], answers[:, column]) for column in range(len(ISSUES))])
    chances = squashed(blended * final[:, 0] + final[:, 1])
    layers = joined([hidden(rows, answers, seed) for seed in SEEDS])
    trained.arrays |= {f"second_{place}": layer.astype(np.float16) for place, layer in enumerate(layers)}
    trained.arrays |= {"second_middle": middle, "second_spread": spread, "issue_lines": lines, "issue_final": final}
    trained.arrays["thresholds"] = thresholds(chances, answers)


def thresholds(chances: Array, answers: Any) -> Array:
    """For each label the threshold of the best F1, drawn towards the best common one where the label is rare."""
    common = max(GRID, key=lambda limit: _f1(chances >= limit, answers))
    own = []
    for chance, answer in zip(chances.T, answers.T, strict=True):
        scores = [(_f1(chance >= limit, answer), -abs(limit - common), limit) for limit in GRID]
        share = answer.sum() / (answer.sum() + COMMON_WEIGHT)
        own.append(share * max(scores)[2] + (1 - share) * common)
    return np.array(own, np.float32)


def _f1(given: Any, right: Any) -> float:
    both = (given & right).sum()
    total = given.sum() + right.sum()
    return float(2 * both / total) if total else 0.0


def _fit_by_concepts(named: Array, answers: Any, folds: Any, trained: Trained) -> None:
    """Issues by concepts alone, for the languages without labelled texts."""
    weights, bias = odds(named, answers, 1.0)
    chances = np.zeros(answers.shape, np.float32)
    for fold in range(FOLDS):
        part, part_bias = odds(named[folds != fold], answers[folds != fold], 1.0)
        chances[folds == fold] = squashed(named[folds == fold] @ part + part_bias)
    trained.arrays |= {"concept_issues": weights, "concept_issues_bias": bias}
    trained.arrays["concept_thresholds"] = thresholds(chances, answers)
