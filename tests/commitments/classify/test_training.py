"""Learning on little data of our own making: the machinery, not the quality (bench/classify.py measures that)."""

import io
import random

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the extra ml")

from comity.commitments.classify import suggest
from comity.commitments.classify.evaluation import evaluate
from comity.commitments.classify.fitting import Grams
from comity.commitments.classify.linear import Linear
from comity.commitments.classify.model import load, save, shipped
from comity.commitments.classify.rows import Row, WrongRowError
from comity.commitments.classify.training import FOLDS, folds_of, thresholds, train, trusted_labels
from comity.commitments.classify.words import tokens

STATES = [f"State {number}" for number in range(12)]
SUBJECTS = {
    "Right to education": "access of all children to school and to education",
    "Death penalty": "the moratorium on executions",
    "Corruption": "its fight against bribery",
}
VERBS = {2: "Continue to promote", 3: "Consider further", 5: "Adopt a law on"}


def made(count=360, seed=1):
    """Recommendations in which one word decides the issue and the verb decides the rank."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        issue, subject = chance.choice(list(SUBJECTS.items()))
        rank, verb = chance.choice(list(VERBS.items()))
        extra = " ".join(chance.choices(["national", "further", "effective", "all", "measures", "steps"], k=3))
        rows.append(Row(f"{verb} {subject} {extra} {number}", (issue,), rank, chance.choice(STATES)))
    return rows


@pytest.fixture(scope="module")
def own():
    trained = train(made(), shipped(), version="own")
    file = io.BytesIO()
    save(file, trained.arrays, trained.about, trained.linears)
    file.seek(0)
    return load(file)


def test_model_learns_what_the_data_say(own):
    found = evaluate(made(60, seed=2), own)
    assert found["issues"]["micro_f1"] > 0.9
    assert found["action_rank"]["accuracy"] > 0.9
    assert found["model"] == "own"


def test_parts_without_data_are_kept_from_the_shipped_model(own):
    text = ["Reducir la contaminación de los ríos y las aguas subterráneas"]
    before, after = (next(suggest(text, model=model)) for model in (shipped(), own))
    assert after.sdg_goals == before.sdg_goals
    assert after.model == "own"


def test_same_data_give_the_same_model():
    first, second = (train(made(240), shipped(), version="x").arrays for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_too_little_data_are_refused_in_a_sentence():
    with pytest.raises(WrongRowError, match="The file has 20 English texts with issues and action rank and 0 Spanish"):
        train(made(20), shipped(), version="x")
    with pytest.raises(WrongRowError, match="needs English texts with issues and Spanish texts with goals"):
        train(made(240), version="x")


def test_no_state_and_no_text_is_divided_between_learning_and_checking():
    rows = made(200)
    rows += [row._replace(state="Another State") for row in rows[:50]]
    folds = folds_of(rows)
    assert set(folds) == set(range(FOLDS))
    by_text = {}
    for row, fold in zip(rows, folds, strict=True):
        assert by_text.setdefault(row.text.lower(), fold) == fold
    alone = folds_of(made(200))
    for state in STATES:
        assert len({fold for row, fold in zip(made(200), alone, strict=True) if row.state == state}) <= 1


def test_scoring_without_scikit_learn_equals_the_rows_it_was_learnt_on():
    texts = [tokens(row.text) for row in made(80)] + [[], ["unknown"], ["school"] * 5]
    grams = Grams(texts, longest=3, opens=True)
    weights = np.random.default_rng(3).normal(size=(len(grams.grams), 4)).astype(np.float32)
    bias = np.array([0.5, 0, -1, 2], np.float32)
    expected = grams.matrix(texts, opens=True) @ weights + bias
    numbers = grams.numbers(weights, bias)
    assert numbers.weights.dtype == np.int8
    scores = Linear(numbers).score(texts).scores
    assert np.abs(scores - expected).max() < 0.05  # what a weight of one byte costs


def test_threshold_of_a_rare_label_stays_near_the_common_one():
    chances = np.zeros((1000, 2))
    answers = np.zeros((1000, 2), bool)
    answers[:500, 0], chances[:500, 0] = True, 0.45
    answers[:2, 1], chances[:2, 1] = True, 0.64
    chances[2:10, 1] = 0.6
    limits = thresholds(chances, answers)
    assert limits[0] <= 0.45
    assert limits[1] - limits[0] < 0.1


def test_label_that_stands_plainly_against_other_states_is_not_learnt_from():
    scores = np.array([[-0.9, 0.9], [-0.2, 0.1], [1.0, -1.0]])
    answers = np.array([[True, False], [True, False], [True, False]])
    assert trusted_labels(scores, answers).tolist() == [[False, False], [True, True], [True, True]]
