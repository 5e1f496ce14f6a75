"""A classifier for tests: what it says follows from words in the text, so that each test reads what it will say."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from comity.commitments.tagging import Classifier

ISSUES = {
    "school": ("Right to education", 0.93), "education": ("Right to education", 0.81),
    "torture": ("Torture and other CID treatment", 0.95), "women": ("Women's rights", 0.55),
}  # fmt: skip
GROUPS = {"girls": ("Women & girls", 0.9), "children": ("Children", 0.85)}


class Said(NamedTuple):
    issues: list[tuple[str, float]]
    education: tuple[float, bool]
    education_level: list[str]
    four_as: list[str]
    sdg_goals: list[tuple[int, float]]
    sdg_targets: list[tuple[str, float]]
    affected_persons: list[tuple[str, float]]
    action_rank: int
    why: list[tuple[str, float]]
    model: str = "fake-1"


def _said(text: str) -> Said:
    low = text.lower()
    about = "school" in low or "education" in low
    return Said(
        list(dict(found for word, found in ISSUES.items() if word in low).items()),
        (0.88 if about else 0.02, about),
        ["primary"] if "primary" in low else [],
        ["availability"] if "build" in low else [],
        [(goal, 0.8 if goal == 4 and about else 0.1) for goal in range(1, 18)],
        [("4.1", 0.7)] if "primary" in low else [],
        [found for word, found in GROUPS.items() if word in low],
        5 if "build" in low else 4,
        [(word, 1.25) for word in (*ISSUES, *GROUPS) if word in low],
    )


def _suggest(texts: Sequence[str], languages: Sequence[str]) -> Iterator[Any]:
    assert len(texts) == len(languages)
    yield from map(_said, texts)


FAKE = Classifier(_suggest, frozenset({"women-girls", "children", "public-officials"}))
