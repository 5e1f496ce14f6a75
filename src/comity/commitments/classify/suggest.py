"""Suggesting labels for many texts at once. No database, no scikit-learn: sums of rows of plain numbers."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from comity.commitments.classify import education, reasons
from comity.commitments.classify.goals import Goals
from comity.commitments.classify.issues import Issues
from comity.commitments.classify.labels import EDUCATION, GOALS
from comity.commitments.classify.language import detect
from comity.commitments.classify.lexicon import Hit, lexicon
from comity.commitments.classify.linear import Array
from comity.commitments.classify.model import Model, shipped
from comity.commitments.classify.persons import affected
from comity.commitments.classify.ranks import rank_by_verb
from comity.commitments.classify.suggestion import Suggestion
from comity.commitments.classify.targets import named
from comity.commitments.classify.words import bare, tokens

AT_ONCE = 1000  # texts
LEAST_TARGET = 0.3
DIGITS = 4


class Read(NamedTuple):
    """A batch of texts, read."""

    texts: list[str]
    languages: list[str]
    words: list[list[str]]
    hits: list[list[Hit]]

    def of(self, language: str) -> list[int]:
        return [place for place, one in enumerate(self.languages) if one == language]


def suggest(
    texts: Sequence[str], languages: Sequence[str] | None = None, *, model: Model | None = None
) -> Iterator[Suggestion]:
    """One suggestion a text, in order. ``languages`` are those that the source declares; else they are detected."""
    return Suggester(model or shipped()).run(texts, languages)


class Suggester:
    """A model made ready; keeps what it has learnt of words from batch to batch."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.issues = Issues(model)
        self.goals = Goals(model)

    def run(self, texts: Sequence[str], languages: Sequence[str] | None) -> Iterator[Suggestion]:
        declared: Sequence[str | None] = languages if languages is not None else [None] * len(texts)
        pairs = zip(texts, declared, strict=True)
        while batch := list(islice(pairs, AT_ONCE)):
            yield from self._batch(_read(batch))

    def _batch(self, read: Read) -> list[Suggestion]:
        found = self.issues.judge(read)
        goals = self.goals.judge(read)
        return [self._one(read, place, found, goals) for place in range(len(read.texts))]

    def _one(self, read: Read, place: int, found: Any, goals: Array) -> Suggestion:
        numbers = dict.fromkeys(number for number, _place in read.hits[place])
        concepts = education.known(numbers)
        language = read.languages[place]
        chance = education.chance(concepts, float(found.chances[place, EDUCATION]))
        is_education = chance >= education.LIMIT
        of_goals = goals[place].tolist()
        rules = named(numbers)
        return Suggestion(
            language=language,
            issues=found.labels(place),
            education=(round(chance, DIGITS), is_education),
            education_level=education.levels(concepts) if is_education else [],
            four_as=education.four_as(concepts) if is_education else [],
            sdg_goals=[(goal, round(p, DIGITS)) for goal, p in zip(GOALS, of_goals, strict=True)],
            sdg_targets=_targets(rules, of_goals, chance),
            affected_persons=affected(concepts, language),
            action_rank=int(found.ranks[place]) or rank_by_verb(read.texts[place], read.words[place], language),
            why=found.why(place) or reasons.by_concepts(read, place),
            model=self.model.version,
        )


def _targets(rules: Any, goals: list[float], education_chance: float) -> list[tuple[str, float]]:
    """A target can be no likelier than its goal; where the right to education is meant, Goal 4 is."""
    found: dict[str, float] = {}
    for rule in rules:
        goal = goals[rule.goal - 1]
        p = max(goal, education_chance) if rule.goal == 4 else goal  # noqa: PLR2004 - Goal 4 is education
        if p >= LEAST_TARGET:
            found[rule.target] = round(p * 0.9, DIGITS)
    return sorted(found.items(), key=lambda pair: -pair[1])


def _read(batch: list[tuple[str, str | None]]) -> Read:
    texts, languages, words, hits = [], [], [], []
    for raw, declared in batch:
        text = bare(raw)
        language = detect(text, declared)
        ours = tokens(text, language)
        texts.append(text)
        languages.append(language)
        words.append(ours)
        hits.append(lexicon(language).find(text, ours))
    return Read(texts, languages, words, hits)
