"""Why, for texts read by concepts: the words of the text that named them."""

from typing import TYPE_CHECKING

from comity.commitments.classify.lexicon import concepts

if TYPE_CHECKING:
    from comity.commitments.classify.suggest import Read

TERMS = 6
CHINESE = 4  # characters shown where words have no spaces


def by_concepts(read: "Read", place: int) -> list[tuple[str, float]]:
    """Words at which a concept begins, those that name several first."""
    weights: dict[str, float] = {}
    for number, at in read.hits[place]:
        term = _chinese(read.texts[place], number) if read.languages[place] == "zh" else read.words[place][at]
        weights[term] = weights.get(term, 0.0) + 1.0
    return sorted(weights.items(), key=lambda pair: -pair[1])[:TERMS]


def _chinese(text: str, number: int) -> str:
    terms = concepts()[number][1]["zh"]
    return next((term for term in terms if term in text), text[:CHINESE])
