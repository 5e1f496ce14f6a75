"""From what the classifier says to suggestions as rows. The one place that knows which classifier there is."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from comity.commitments.models.tags import TagKind
from comity.commitments.tag_values import YES, known

if TYPE_CHECKING:
    from comity.commitments.classify import Suggestion

Classify = Callable[[Sequence[str], Sequence[str]], "Iterable[Suggestion]"]
LEAST = 0.5  # chance from which on one of the goals, all of which get a chance, is suggested
# Kinds whose every value the classifier weighs, so that its silence says "no". Of groups it knows some.
WEIGHED = frozenset({TagKind.ISSUE.value, TagKind.EDUCATION.value, TagKind.GOAL.value, TagKind.RANK.value})


class Classifier(NamedTuple):
    """``suggest`` gives one suggestion a text, in order; ``groups``: codes of the groups that it can find."""

    suggest: Classify
    groups: frozenset[str]


@cache
def classifier() -> Classifier | None:
    """The shipped one, loaded when the first text is to be read; None where a release ships none."""
    if find_spec("comity.commitments.classify") is None:
        return None
    from comity.commitments.classify import suggest  # noqa: PLC0415 - loads the model's numbers
    from comity.commitments.classify.labels import PERSONS  # noqa: PLC0415

    return Classifier(suggest, frozenset(filter(None, (known(TagKind.GROUP, name) for name in PERSONS.values()))))


def suggested(said: "Suggestion") -> dict[tuple[str, str], float | None]:
    """The tags that a suggestion holds, by kind and value, with the chance where there is one."""
    found: dict[tuple[str, str], float | None] = {}
    for kind, raw, chance in _said(said):
        value = known(kind, raw)
        if value is not None:
            best = found.get((kind, value))
            found[kind, value] = chance if best is None else max(best, chance or 0)
    return found


def _said(said: Any) -> Iterator[tuple[str, str, float | None]]:
    for name, chance in said.issues:
        yield TagKind.ISSUE.value, name, chance
    chance, is_education = said.education
    if is_education:
        yield TagKind.EDUCATION.value, YES, chance
    for level in said.education_level:
        yield TagKind.LEVEL.value, level, None
    for feature in said.four_as:
        yield TagKind.FOUR_A.value, feature, None
    for goal, chance in said.sdg_goals:
        if chance >= LEAST:
            yield TagKind.GOAL.value, str(goal), chance
    for target, chance in said.sdg_targets:
        yield TagKind.TARGET.value, target, chance
    for name, chance in said.affected_persons:
        yield TagKind.GROUP.value, name, chance
    if said.action_rank:
        yield TagKind.RANK.value, str(said.action_rank), None


Row = tuple[int, str, str, bool, float | None, bool | None]


def compared(
    number: int,
    found: dict[tuple[str, str], float | None],
    said: dict[str, set[str]],
    decided: Iterable[tuple[str, str]],
    groups: frozenset[str],
) -> Iterator[Row]:
    """Rows for one recommendation: what is suggested, and what the source or a person says and the text does not.

    ``said``: the source's tags by kind; ``decided``: kinds and values on which somebody decided.
    """
    for (kind, value), chance in found.items():
        yield number, kind, value, True, chance, _imported(said, kind, value)
    others = {(kind, value) for kind in WEIGHED for value in said.get(kind, ())}
    others |= {(TagKind.GROUP.value, value) for value in said.get(TagKind.GROUP.value, ()) if value in groups}
    others |= {(kind, value) for kind, value in decided if kind != TagKind.THEME}
    for kind, value in sorted(others - found.keys()):
        yield number, kind, value, False, None, _imported(said, kind, value)


def _imported(said: dict[str, set[str]], kind: str, value: str) -> bool | None:
    return value in said[kind] if kind in said else None


def reasons(said: Any) -> str:
    """The terms that decided, as they are stored."""
    return json.dumps([[term, round(weight, 3)] for term, weight in said.why], ensure_ascii=False)
