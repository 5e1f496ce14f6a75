"""Groups of persons whom a text names, by the term lists."""

from collections.abc import Iterable

from comity.commitments.classify.labels import PERSONS, PERSONS_TOGETHER

# A name found is no proof that the text is about the group; in languages nobody checked, less so.
CHANCES = {"en": 0.8, "es": 0.75}
ELSEWHERE = 0.65


def affected(found: Iterable[str], language: str) -> list[tuple[str, float]]:
    """Groups in the order in which the text names them, with their probability."""
    named = dict.fromkeys(found)
    groups = dict.fromkeys(PERSONS[concept] for concept in named if concept in PERSONS)
    groups |= dict.fromkeys(
        group for (first, second), group in PERSONS_TOGETHER.items() if first in named and second in named
    )
    chance = CHANCES.get(language, ELSEWHERE)
    return [(group, chance) for group in groups]
