"""What this installation's people decided, as a table from which a classifier can learn (``comity classify train``)."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from comity.commitments.decided import unlifted
from comity.commitments.models import Recommendation, TagKind
from comity.commitments.tag_values import YES, imported
from comity.reference.names import issue_code, issue_name

COLUMNS = ("text", "issues", "action_rank", "state", "education", "sdg", "label", "language")


def confirmed_rows(user: Any, states: set[str] | None = None) -> Iterator[tuple[Any, ...]]:
    """One row for each text on which somebody decided, and one more for each goal; an empty cell: not judged.

    Issues are judged as a whole: those of the source that nobody rejected, and those that people confirmed.
    """
    visible = Recommendation.objects.visible_to(user)
    if states is not None:
        visible = visible.filter(state__in=states)
    rows = unlifted().filter(recommendation__in=visible).select_related("recommendation")
    for _number, group in groupby(rows.order_by("recommendation_id", "id").iterator(), attrgetter("recommendation_id")):
        decisions = list(group)
        verdicts = {(one.kind, one.value): one.applies for one in decisions}
        yield from _rows(decisions[0].recommendation, verdicts)


def _rows(record: Recommendation, verdicts: dict[tuple[str, str], bool]) -> Iterator[tuple[Any, ...]]:
    issues, rank, education = _issues(record, verdicts), _rank(verdicts), verdicts.get((TagKind.EDUCATION.value, YES))
    if issues or rank or education is not None:
        yield record.text, issues, rank, record.state, _answer(education), "", "", record.language
    for (kind, value), applies in verdicts.items():
        if kind == TagKind.GOAL:
            yield record.text, "", "", record.state, "", value, _answer(applies), record.language


def _issues(record: Recommendation, verdicts: dict[tuple[str, str], bool]) -> str:
    decided = {value: applies for (kind, value), applies in verdicts.items() if kind == TagKind.ISSUE}
    if not decided:
        return ""
    said = {value for value in imported(record).get(TagKind.ISSUE, set()) if issue_code(value)}
    kept = {value for value in said if decided.get(value, True)} | {value for value in decided if decided[value]}
    return "|".join(sorted(issue_name(value) for value in kept))


def _rank(verdicts: dict[tuple[str, str], bool]) -> str:
    """The rank confirmed last, if any."""
    ranks = [value for (kind, value), applies in verdicts.items() if kind == TagKind.RANK and applies]
    return ranks[-1] if ranks else ""


def _answer(applies: bool | None) -> str:  # noqa: FBT001 - a verdict
    return "" if applies is None else "yes" if applies else "no"
