"""On a recommendation's page: what source, classifier and people say of each tag, side by side."""

from typing import Any

from django.utils.http import urlencode

from comity.commitments.models import Recommendation, TagKind
from comity.commitments.tag_values import RIGHT_TO_EDUCATION, all_values
from comity.commitments.tags import SideBySide, last_batch, may_decide_on, side_by_side
from comity.web.tags.access import shown, written

FACETS = {
    TagKind.ISSUE.value: "issue", TagKind.GROUP.value: "group", TagKind.GOAL.value: "sdg",
    TagKind.TARGET.value: "sdg", TagKind.THEME.value: "theme", TagKind.EDUCATION.value: "theme",
}  # fmt: skip
MOST_TERMS = 8


def panel(recommendation: Recommendation, user: Any) -> dict[str, Any]:
    found = side_by_side(recommendation, user)
    may = may_decide_on(recommendation, user)
    last = last_batch(user) if may else None
    return {
        "kinds": [
            {"label": TagKind(kind).label, "rows": [_row(recommendation, row) for row in rows]}
            for kind, rows in found.rows.items()
        ],
        "model": found.model,
        "why": [term for term, _weight in found.why[:MOST_TERMS]],
        "decided": found.is_decided,
        "may": may,
        "last": last if last and last.decisions.filter(recommendation=recommendation).exists() else None,
        "addable": _addable(recommendation, found.rows) if may else [],
    }


def _row(recommendation: Recommendation, row: SideBySide) -> dict[str, Any]:
    facet, value = FACETS.get(row.kind), RIGHT_TO_EDUCATION if row.kind == TagKind.EDUCATION else row.value
    return {
        **shown(row.kind, row.value),
        "row": row,
        "tag": written(recommendation.pk, row.kind, row.value),
        "query": urlencode({facet: value}) if facet and row.applies else "",
        "percent": percent(row.confidence),
    }


def percent(chance: float | None) -> int | None:
    return None if chance is None else min(99, round(chance * 100))


def _addable(recommendation: Recommendation, rows: dict[str, list[SideBySide]]) -> list[dict[str, Any]]:
    """The vocabularies without what stands in the table already."""
    there = {(row.kind, row.value) for found in rows.values() for row in found}
    return [
        {
            "label": kind.label,
            "values": [
                {"tag": written(recommendation.pk, kind.value, value), **shown(kind.value, value)}
                for value in all_values(kind)
                if (kind.value, value) not in there
            ],
        }
        for kind in TagKind
    ]
