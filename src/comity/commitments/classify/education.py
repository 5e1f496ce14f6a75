"""The right to education as OHCHR understands it: wider than UPR Info's issue of that name.

UPR Info tags only the group where several rights are named ("education and housing for Roma" is an issue of
minorities); OHCHR tags each right named, and teaching about human rights in schools too. So the trained chance of UPR
Info's issue is joined with what the words alone say. The chances per concept are set by hand and checked on OHCHR's two
lists of Slovenia.
"""

from collections.abc import Iterable

from comity.commitments.classify.labels import FOUR_AS, LEVELS
from comity.commitments.classify.lexicon import names

LIMIT = 0.5
# Chance that a text naming this concept is about the right to education.
CHANCES = {
    "education": 0.85,
    "school": 0.8,
    "enrolment": 0.85,
    "early_education": 0.85,
    "vocational": 0.6,
    "higher_education": 0.85,
    "scholarship": 0.8,
    "adult_education": 0.85,
    "education_quality": 0.95,
    "free_education": 0.6,
    "inclusive_education": 0.95,
    "school_building": 0.85,
    "distance_learning": 0.9,
    "curriculum": 0.85,
    "teacher": 0.8,
    "student": 0.75,
    "mother_tongue": 0.4,
}
# Teaching others about human rights: a matter of schools only where schools, pupils or curricula are named.
OF_SCHOOLS = frozenset(CHANCES) - {"education", "vocational", "free_education"}
ABOUT_RIGHTS = "hr_education"
OFFICIALS = ("police", "judge", "official", "health_worker")
GENERAL, FOR_OFFICIALS = 0.6, 0.2
# Concepts that say nothing of education unless education itself is named: "primary health care", "free legal aid".
ONLY_WITH = ("school", "education", "enrolment", "teacher", "student", "learn", "curriculum")


def chance(found: Iterable[str], trained: float) -> float:
    """The chance that a text naming these concepts is about the right to education in the wide sense."""
    named = set(found)
    if named & {"free_education"} and not named.intersection(ONLY_WITH):
        named.discard("free_education")
    by_words = max((CHANCES[name] for name in named if name in CHANCES), default=0.0)
    if not named & OF_SCHOOLS:
        if any(name in named for name in OFFICIALS) and named & {ABOUT_RIGHTS, "training", "awareness", "human_rights"}:
            by_words = min(by_words, FOR_OFFICIALS)
        elif ABOUT_RIGHTS in named:
            by_words = min(by_words, GENERAL)
    if not by_words:
        return trained
    return 1 - (1 - by_words) * (1 - trained)


def levels(found: Iterable[str]) -> list[str]:
    """Levels of education named, from the youngest."""
    named = set(found)
    return [code for concept, code in LEVELS.items() if concept in named]


def four_as(found: Iterable[str]) -> list[str]:
    """Which of the four essential features the text is about."""
    named = set(found)
    kinds = {code for concept, code in FOUR_AS.items() if concept in named}
    return [kind for kind in ("availability", "accessibility", "acceptability", "adaptability") if kind in kinds]


def known(numbers: Iterable[int]) -> list[str]:
    """Names of concepts out of their numbers."""
    every = _ordered()
    return [every[number] for number in numbers]


def _ordered() -> list[str]:
    if not _NAMES:
        _NAMES.extend(names())
    return _NAMES


_NAMES: list[str] = []
