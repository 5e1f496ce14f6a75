"""The fits of training, each small: needs scikit-learn, which only training imports (extra ``ml``)."""

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

from comity.commitments.classify.features import LETTER_SIGN, OPENING_SIGN, letters, opening, phrases
from comity.commitments.classify.linear import Array, Numbers, quantised

RAREST = {"word": 2, "phrase": 3, "letters": 4, "opening": 2}  # texts in which a gram must stand
SEED = 7


class Grams:
    """The vocabulary of one scorer, and texts as sparse rows over it."""

    def __init__(self, texts: Sequence[list[str]], *, longest: int, opens: bool) -> None:
        self.longest, self.opens = longest, opens
        self._letters: dict[str, list[str]] = {}
        counted: Counter[str] = Counter()
        for words in texts:
            counted.update(set(chain.from_iterable(self._blocks(words))))
        kept = sorted(gram for gram, count in counted.items() if count >= RAREST[_kind(gram)])
        self.grams = kept
        self.row = {gram: row for row, gram in enumerate(kept)}
        idf = [np.log((1 + len(texts)) / (1 + counted[gram])) + 1 for gram in kept]
        self.idf = np.array(idf, np.float16).astype(np.float32)  # as it will be stored

    def _blocks(self, words: list[str]) -> tuple[Iterable[str], ...]:
        distinct = set(words)
        known = self._letters
        for word in distinct:
            if word not in known:
                known[word] = letters(word)
        runs = chain.from_iterable(known[word] for word in distinct)
        plain = chain(distinct, phrases(words, self.longest))
        return (plain, runs, opening(words)) if self.opens else (plain, runs)

    def matrix(self, texts: Sequence[list[str]], *, opens: bool) -> Any:
        """Rows over the vocabulary, each block of length one; letters are measured word by word, as in scoring."""
        blocks = [self._block(texts, block) for block in range(3 if opens else 2)]
        return sum(blocks[1:], blocks[0]).tocsr()

    def _block(self, texts: Sequence[list[str]], block: int) -> Any:
        data: list[float] = []
        columns: list[int] = []
        starts = [0]
        for words in texts:
            found = Counter(self.row[gram] for gram in self._blocks(words)[block] if gram in self.row)
            length = np.sqrt(sum(times * self.idf[row] ** 2 for row, times in found.items())) + 1e-6
            columns.extend(found)
            data.extend(times * self.idf[row] / length for row, times in found.items())
            starts.append(len(columns))
        return csr_matrix((data, columns, starts), shape=(len(texts), len(self.grams)), dtype=np.float64)

    def numbers(self, weights: Array, bias: Array) -> Numbers:
        small, scale = quantised(weights)
        return Numbers(self.grams, small, scale, self.idf, bias, self.longest, self.opens)


def _kind(gram: str) -> str:
    if gram.startswith(LETTER_SIGN):
        return "letters"
    if gram.startswith(OPENING_SIGN):
        return "opening"
    return "phrase" if " " in gram else "word"


def separate(
    rows: Any, answers: Any, strength: float, step: Callable[[], None], trusted: Any = None
) -> tuple[Array, Array]:
    """One linear support vector machine an answer: weights (columns × answers) and biases.

    Each learns from the texts whose answer is trusted (all, where ``trusted`` is None).

    Columns are stretched by how unevenly they stand among yes and no (Wang and Manning's idea of 2012, by the root of
    the log ratio); the stretch is folded into the weights, so that scoring knows nothing of it.
    """
    every = np.ones(rows.shape[0], bool)
    weights = np.zeros((rows.shape[1], answers.shape[1]), np.float32)
    bias = np.full(answers.shape[1], -1.0, np.float32)
    for column in range(answers.shape[1]):
        kept = every if trusted is None else trusted[:, column]
        answer = answers[kept, column]
        if answer.any() and not answer.all():
            learnt = rows[kept]
            stretch = _stretch(learnt, answer)
            fit = LinearSVC(C=strength, random_state=SEED).fit(learnt @ diags(stretch), answer)
            weights[:, column], bias[column] = fit.coef_[0] * stretch, fit.intercept_[0]
        step()
    return weights, bias


def _stretch(rows: Any, answer: Any) -> Any:
    stands = rows.sign()
    yes = np.asarray(stands[answer].sum(axis=0)).ravel() + 1
    no = np.asarray(stands[~answer].sum(axis=0)).ravel() + 1
    ratio = np.abs(np.log((yes / yes.sum()) / (no / no.sum())))
    return np.sqrt(ratio / ratio.mean())


def line(scores: Array, answers: Any, *, even: bool = False) -> tuple[float, float]:
    """Slope and shift that turn scores into log odds (Platt); ``even`` weighs yes and no alike."""
    if answers.all() or not answers.any():
        return 1.0, 0.0
    fit = LogisticRegression(C=100, class_weight="balanced" if even else None).fit(scores[:, None], answers)
    return float(fit.coef_[0, 0]), float(fit.intercept_[0])


def odds(rows: Any, answers: Any, strength: float, *, even: bool = False, weight: Any = None) -> tuple[Array, Array]:
    """Logistic regression for each answer: weights and biases."""
    weights = np.zeros((rows.shape[1], answers.shape[1]), np.float32)
    bias = np.full(answers.shape[1], -5.0, np.float32)
    for column in range(answers.shape[1]):
        if answers[:, column].any() and not answers[:, column].all():
            fit = LogisticRegression(
                C=strength, class_weight="balanced" if even else None, solver="liblinear", random_state=SEED
            ).fit(rows, answers[:, column], sample_weight=weight)
            weights[:, column], bias[column] = fit.coef_[0], fit.intercept_[0]
    return weights, bias


def hidden(rows: Array, answers: Any, seed: int) -> list[Array]:
    """A small second stage that sees all scores at once: weights and biases of two layers."""
    fit = MLPClassifier(
        (96,), alpha=0.3, batch_size=min(200, len(rows)), learning_rate_init=1.5e-3, max_iter=8, random_state=seed
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # few rounds on purpose: more learn the coders' slips
        fit.fit(rows, answers)
    return [fit.coefs_[0], fit.intercepts_[0], fit.coefs_[1], fit.intercepts_[1]]
