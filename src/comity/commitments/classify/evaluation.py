"""How well suggestions agree with labels that people gave: plain counts, no scikit-learn."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from comity.commitments.classify.labels import EDUCATION, GOALS, ISSUES
from comity.commitments.classify.model import Model
from comity.commitments.classify.rows import Row
from comity.commitments.classify.suggest import suggest
from comity.commitments.classify.suggestion import Suggestion

EVEN = 0.5
Measures = dict[str, Any]


def evaluate(rows: Sequence[Row], model: Model | None = None) -> Measures:
    """Measures of whatever the rows are labelled with; texts and labels are not kept."""
    texts = [row.text for row in rows]
    languages = [row.language for row in rows]
    declared = [language or "" for language in languages] if all(languages) else None
    given = list(suggest(texts, declared, model=model))
    found: Measures = {"texts": len(rows), "model": given[0].model if given else ""}
    pairs = list(zip(rows, given, strict=True))
    for measure in (_issues, _ranks, _education, _goals):
        found |= measure(pairs)
    return found


Pairs = list[tuple[Row, Suggestion]]


def _issues(pairs: Pairs) -> Measures:
    judged = [(row.issues, given.issues) for row, given in pairs if row.issues]
    if not judged:
        return {}
    right = np.array([[issue in issues for issue in ISSUES] for issues, _given in judged])
    said = np.array([[issue in dict(given) for issue in ISSUES] for _issues, given in judged])
    return {
        "issues": score_labels(right, said),
        "issues_by_label": {
            issue: agreement(right[:, column], said[:, column])
            for column, issue in enumerate(ISSUES)
            if right[:, column].any()
        },
    }


def score_labels(right: Any, said: Any) -> dict[str, float]:
    """Micro and macro F1 over the issues that occur, and F1 of the right to education."""
    occurring = [column for column in range(right.shape[1]) if right[:, column].any()]
    return {
        "texts": len(right),
        "micro_f1": agreement(right.ravel(), said.ravel())["f1"],
        "macro_f1": float(np.mean([agreement(right[:, column], said[:, column])["f1"] for column in occurring])),
        "education_f1": agreement(right[:, EDUCATION], said[:, EDUCATION])["f1"],
    }


def agreement(right: Any, said: Any) -> dict[str, float]:
    both, named, given = int((right & said).sum()), int(right.sum()), int(said.sum())
    return {
        "labelled": named,
        "precision": both / given if given else 0.0,
        "recall": both / named if named else 0.0,
        "f1": 2 * both / (named + given) if named + given else 0.0,
    }


def _ranks(pairs: Pairs) -> Measures:
    judged = [row.rank == given.action_rank for row, given in pairs if row.rank]
    return {"action_rank": {"texts": len(judged), "accuracy": float(np.mean(judged))}} if judged else {}


def _education(pairs: Pairs) -> Measures:
    judged = [(row.education, given.education[1]) for row, given in pairs if row.education is not None]
    if not judged:
        return {}
    right, said = (np.array(column) for column in zip(*judged, strict=True))
    return {"education": {"texts": len(judged), **agreement(right, said)}}


def _goals(pairs: Pairs) -> Measures:
    """Where a text belongs to one goal only: is it the likeliest? Where one goal was judged: was it said so?"""
    found: Measures = {}
    only = [(row.goal, max(given.sdg_goals, key=lambda pair: pair[1])[0]) for row, given in pairs if _one_goal(row)]
    if only:
        found["goal"] = {"texts": len(only), "accuracy": float(np.mean([right == said for right, said in only]))}
    judged = [(row.goal, row.belongs, given) for row, given in pairs if row.goal and row.belongs is not None]
    if judged:
        by_goal = {}
        for goal in GOALS:
            right = [(dict(given.sdg_goals)[goal] >= EVEN) == belongs for of, belongs, given in judged if of == goal]
            if right:
                by_goal[goal] = float(np.mean(right))
        found["goals"] = {
            "texts": len(judged),
            "mean_accuracy": float(np.mean(list(by_goal.values()))),
            "by_goal": by_goal,
        }
    return found


def _one_goal(row: Row) -> bool:
    return row.goal is not None and row.belongs is None
