"""What stands around the explorer's list: facets, removable chips, orders. Short lists; the whole one key away."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.commitments.facets import SORTS, FacetCounts, RecommendationSearch
from comity.reference.folding import plain
from comity.web.commitments.atlas import fictional_names

FEW, SHOWN = 15, 10  # a list of up to FEW values is shown whole, of a longer one SHOWN
OPEN = ("state", "mechanism", "position", "theme")
TYPED = ("state",)  # too many to list and never ranked: the reader writes the name


def facet_panels(search: RecommendationSearch, whole: str = "") -> list[dict[str, Any]]:
    """Facets for ``parts/facets.html``; ``whole`` names the one that is shown with all its values."""
    return [_panel(facet, search.permalink_query(), facet.name == whole) for facet in _named(search) if facet.values]


def _named(search: RecommendationSearch) -> Iterator[FacetCounts]:
    """The facets, a demonstration's fictional States by their names."""
    names = fictional_names()
    for facet in search.facets():
        if names and facet.name == "state":
            values = (replace(one, label=names.get(one.value, one.label)) for one in facet.values)
            yield replace(facet, values=tuple(sorted(values, key=lambda one: plain(one.label))))
        else:
            yield facet


def _panel(facet: FacetCounts, query: str, whole: bool) -> dict[str, Any]:  # noqa: FBT001 - one of two sizes
    typed = facet.name in TYPED and not whole
    whole = whole or (len(facet.values) <= FEW and not typed)
    places = range(len(facet.values)) if whole else _short(facet, 0 if typed else SHOWN)
    options = [
        {"place": place + 1, "value": one.value, "label": one.label, "count": one.count, "chosen": one.selected}
        for place, one in ((place, facet.values[place]) for place in places)
    ]
    return {
        "name": facet.name,
        "label": facet.label,
        "open": facet.name in OPEN,
        "chosen": len(facet.selected),
        "options": options,
        "typed": typed,
        "total": len(facet.values),
        "all_url": "" if whole else f"?{_with(query, all=facet.name)}#facet-{facet.name}",
    }


def _short(facet: FacetCounts, most: int) -> list[int]:
    return [place for place, one in enumerate(facet.values) if place < most or one.selected]


def _with(query: str, **more: str) -> str:
    return "&".join(part for part in (query, urlencode(more)) if part)


def chips(search: RecommendationSearch) -> list[dict[str, str]]:
    """One chip for the words and for each chosen value; its address is the same search without it."""
    pairs = parse_qsl(search.permalink_query())
    return [
        {"label": label, "url": "?" + urlencode([pair for pair in pairs if pair != gone])}
        for label, gone in _chosen(search)
    ]


def _chosen(search: RecommendationSearch) -> Iterator[tuple[str, tuple[str, str]]]:
    if search.query:
        yield _("Words: %s") % search.query, ("q", search.query)
    for facet in _named(search):
        for one in facet.selected:
            yield _("%(filter)s: %(value)s") % {"filter": facet.label, "value": one.label}, (facet.name, one.value)


def sorts(search: RecommendationSearch) -> list[dict[str, Any]]:
    """The orders that make sense for this search; the usual one is empty, so that it changes with the words."""
    usual = "match" if search.query else "newest"
    return [
        {"value": "" if value == usual else value, "label": label, "chosen": value == search.sort}
        for value, label in SORTS.items()
        if search.query or value != "match"
    ]
