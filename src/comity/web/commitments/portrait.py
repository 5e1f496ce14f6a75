"""The figures of a State's page, all from the explorer's own query object: each opens the list that it counts."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.commitments.facets import RecommendationSearch
from comity.commitments.models import Recommendation
from comity.reference.models import Instrument, State, TreatyStatus

FACETS = ("mechanism", "position", "theme")
THEMES = 8
Position = Recommendation.Position
DRAWN = (Position.SUPPORTED, Position.PARTLY, Position.NOTED)


def _link(**params: str) -> str:
    return reverse("recommendations") + "?" + urlencode(params)


def doors(state: State, user: Any, language: str) -> dict[str, Any]:
    """How many recommendations and pledges concern the State: in all, and by mechanism, position and theme."""
    search = RecommendationSearch({"state": state.code}, user, language)
    counted = {facet.name: facet for facet in search.facets() if facet.name in FACETS}
    lists = [
        {
            "title": counted[name].label,
            "rows": [
                {"label": one.label, "number": one.count, "url": _link(state=state.code, **{name: one.value})}
                for one in counted[name].values[:THEMES]
                if one.count
            ],
        }
        for name in FACETS
        if name in counted
    ]
    return {"total": search.total, "url": _link(state=state.code), "lists": [one for one in lists if one["rows"]]}


def picture(state: State, user: Any, language: str) -> dict[str, Any] | None:
    """The most frequent themes, each split by the State's position; None where nothing is known."""
    themes = _options(RecommendationSearch({"state": state.code}, user, language), "theme")[:THEMES]
    if not themes:
        return None
    split = {position: Counter(_counts(state, user, language, position)) for position in DRAWN}
    rows = [_row(state, theme, split) for theme in themes]
    return {
        "id": "themes",
        "title": _("Recommendations by theme and position"),
        "description": _(
            "One bar a theme, for the themes named most often; each bar is split by what the State answered."
        ),
        "source": _("Themes and positions as imported; a recommendation counts under each of its themes."),
        "first": _("Theme"),
        "series": [*(str(position.label) for position in DRAWN), _("Pending or not asked")],
        "rows": rows,
    }


def _options(search: RecommendationSearch, name: str) -> list[Any]:
    return next((list(facet.values) for facet in search.facets() if facet.name == name), [])


def _counts(state: State, user: Any, language: str, position: str) -> dict[str, int]:
    search = RecommendationSearch({"state": state.code, "position": position}, user, language)
    return {option.value: option.count for option in _options(search, "theme")}


def _row(state: State, theme: Any, split: dict[Any, Counter[str]]) -> dict[str, Any]:
    counts = [split[position][theme.value] for position in DRAWN]
    urls = [_link(state=state.code, theme=theme.value, position=position) for position in DRAWN]
    return {
        "label": theme.label,
        "url": _link(state=state.code, theme=theme.value),
        "counts": [*counts, theme.count - sum(counts)],
        "urls": [*urls, ""],
    }


def education_treaties(state: State) -> list[dict[str, Any]]:
    """Where the State stands with each treaty that has a provision on education; without a row: not known."""
    standing = {status.instrument_id: status for status in TreatyStatus.objects.filter(state=state)}
    treaties = Instrument.objects.filter(provisions__isnull=False).exclude(kind=Instrument.Kind.DECLARATION).distinct()
    return [
        {
            "instrument": instrument,
            "articles": list(dict.fromkeys(p.article.split(" ")[0] for p in instrument.provisions.all())),
            "status": standing.get(instrument.pk),
        }
        for instrument in treaties.prefetch_related("provisions")
    ]
