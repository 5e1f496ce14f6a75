"""What people's decisions make of a recommendation's tags: the source's, without the rejected, with the confirmed."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from django.db.models import QuerySet

from comity.commitments.content import Content
from comity.commitments.models import TagDecision, TagKind
from comity.commitments.tag_values import RIGHT_TO_EDUCATION, YES
from comity.reference import names

Decisions = Mapping[tuple[str, str], bool]  # by kind and value: whether the tag applies
NONE: Decisions = {}
FOUND_BY = {
    TagKind.ISSUE.value: "issues", TagKind.GROUP.value: "affected_persons", TagKind.THEME.value: "themes",
}  # fmt: skip
CODES: dict[str, Callable[[str], str | None]] = {
    "issues": names.issue_code, "affected_persons": names.group_code, "themes": names.theme_code,
}  # fmt: skip


def unlifted() -> QuerySet[TagDecision]:
    """Every decision that no undo lifted, oldest first: the last one on a tag stands."""
    return TagDecision.objects.filter(batch__lifted_by__isnull=True).order_by("id")


def decisions_on(numbers: Iterable[int]) -> defaultdict[int, dict[tuple[str, str], bool]]:
    """What stands, by recommendation."""
    found: defaultdict[int, dict[tuple[str, str], bool]] = defaultdict(dict)
    rows = unlifted().filter(recommendation__in=list(numbers))
    for number, kind, value, verdict in rows.values_list("recommendation", "kind", "value", "verdict"):
        found[number][kind, value] = verdict != TagDecision.Verdict.REJECTED
    return found


def with_decisions(content: Content, decisions: Decisions) -> Content:
    """The content as the search index finds it. The row itself keeps what the source said."""
    if not decisions:
        return content
    changed = {}
    for field, verdicts in _by_field(decisions).items():
        code = CODES[field]
        changed[field] = _changed(
            json.loads(getattr(content, field)), verdicts, lambda raw, code=code: code(raw) or raw
        )
    goals = {value: applies for (kind, value), applies in decisions.items() if kind in (TagKind.GOAL, TagKind.TARGET)}
    if goals:
        changed["sdgs"] = _goals(json.loads(content.sdgs), goals)
    return content._replace(**{field: json.dumps(tags, ensure_ascii=False) for field, tags in changed.items()})


def _by_field(decisions: Decisions) -> dict[str, dict[str, bool]]:
    found: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for (kind, value), applies in decisions.items():
        if (kind, value) == (TagKind.EDUCATION, YES):
            found["themes"][RIGHT_TO_EDUCATION] = applies
        elif kind in FOUND_BY:
            found[FOUND_BY[kind]][value] = applies
    return found


def _changed(tags: list[str], verdicts: Mapping[str, bool], code: Callable[[str], str | None]) -> list[str]:
    kept = [tag for tag in tags if verdicts.get(code(tag) or tag, True)]
    there = {code(tag) or tag for tag in kept}
    return [*kept, *(value for value, applies in verdicts.items() if applies and value not in there)]


def _goals(tags: list[str], verdicts: Mapping[str, bool]) -> list[str]:
    """A target's goal is found too, so a rejected goal takes its targets along; a rejected target leaves its goal."""
    found: dict[str, None] = {}
    for tag in tags:
        code = names.sdg_codes(tag)
        goal = code.partition(".")[0] if code else tag
        if verdicts.get(goal, True):
            found[goal] = None
            if code and verdicts.get(code, True):
                found[code] = None
    return list(dict.fromkeys([*found, *(value for value, applies in verdicts.items() if applies)]))
