"""What ours must beat: TF-IDF of words 1-2 and characters 3-5, linear support vector machines, one threshold."""

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from comity.commitments.classify.labels import ISSUES
from comity.commitments.classify.rows import Row

HELD = 5  # every fifth State of the training, to tune the threshold
GRID = np.arange(-0.6, 0.3, 0.05)


class Baseline:
    """Learns on construction; ``judge`` gives issues and ranks."""

    def __init__(self, rows: list[Row]) -> None:
        states = sorted({row.state for row in rows})
        held = set(states[::HELD])
        self._fit([row for row in rows if row.state not in held])
        tune = [row for row in rows if row.state in held]
        scores, right = self._scores(tune), _issues(tune)
        self.limit = max(GRID, key=lambda limit: f1_score(right, scores > limit, average="micro"))
        self._fit(rows)

    def judge(self, rows: list[Row]) -> tuple[np.ndarray, np.ndarray]:
        matrix = self._matrix(rows)
        scores = np.stack([machine.decision_function(matrix) for machine in self._machines], axis=1)
        return scores > self.limit, self._rank.predict(matrix)

    def _fit(self, rows: list[Row]) -> None:
        texts = [row.text for row in rows]
        self._words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit(texts)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True).fit(texts)
        matrix, right = self._matrix(rows), _issues(rows)
        self._machines = [LinearSVC(random_state=0).fit(matrix, right[:, column]) for column in range(len(ISSUES))]
        self._rank = LinearSVC(random_state=0).fit(matrix, [row.rank for row in rows])

    def _matrix(self, rows: list[Row]):
        texts = [row.text for row in rows]
        return hstack([self._words.transform(texts), self._letters.transform(texts)]).tocsr()

    def _scores(self, rows: list[Row]) -> np.ndarray:
        matrix = self._matrix(rows)
        return np.stack([machine.decision_function(matrix) for machine in self._machines], axis=1)


def _issues(rows: list[Row]) -> np.ndarray:
    return np.array([[issue in (row.issues or ()) for issue in ISSUES] for row in rows])
