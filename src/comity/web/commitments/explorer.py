"""The explorer: one query object gives the list, the counts, the chips and the export, so that they cannot disagree."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from comity.commitments.facets import RecommendationSearch
from comity.web.commitments.atlas import fictional_names
from comity.web.commitments.exports import FORMATS, export
from comity.web.commitments.panels import chips, facet_panels, sorts

SIZE = 20
DIGITS = 9  # of a page's number that can be meant


@require_safe
def explore(request: HttpRequest) -> HttpResponseBase:
    """The list with its facets; for htmx the part that changes; with ``?format=`` the whole list as a file."""
    search = RecommendationSearch(request.GET, request.user, get_language() or "en")
    if request.GET.get("format") in FORMATS:
        return export(request, search)
    part = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    template = "commitments/explorer_part.html" if part else "commitments/explorer.html"
    response = render(request, template, _context(request, search))
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    if part:
        query = search.permalink_query()
        response["HX-Push-Url"] = f"{request.path}?{query}" if query else request.path
    return response


def _context(request: HttpRequest, search: RecommendationSearch) -> dict[str, Any]:
    pages = search.pages(SIZE)
    number = min(_number(request.GET.get("page", "")), pages)
    return {
        "search": search,
        "found": search.page(number, SIZE),
        "fictional": fictional_names(),
        "number": number,
        "start": (number - 1) * SIZE + 1,
        "pages": pages,
        "query": search.permalink_query(),
        "facets": facet_panels(search, request.GET.get("all", "")),
        "chips": chips(search),
        "sorts": sorts(search),
    }


def _number(given: str) -> int:
    return max(1, int(given)) if given.isascii() and given.isdecimal() and len(given) <= DIGITS else 1
