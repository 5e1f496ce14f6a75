"""A list that is narrowed by its state: list, counts and pages from one queryset, so that they cannot disagree (R5)."""

from collections import Counter
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 25


def by_status(request: HttpRequest, visible: QuerySet[Any], states: Any, label: Any) -> tuple[Page, dict[str, Any]]:
    """The page asked for, and the context of the list: facets with counts that sum to ``total``, and its permalink.

    ``visible``: what this reader may see. ``states``: the machine's states; unknown values of ``status`` are ignored.
    """
    chosen = [status for status in request.GET.getlist("status") if status in states.values]
    counts = Counter(status for _pk, status in visible.order_by().values_list("pk", "status"))
    listed = visible.filter(status__in=chosen) if chosen else visible
    page = Paginator(listed, SIZE).get_page(request.GET.get("page"))
    options = [
        {"value": value, "label": text, "count": counts[value], "chosen": value in chosen}
        for value, text in states.choices
        if counts[value] or value in chosen
    ]
    facet = {"name": "status", "label": label, "open": True, "chosen": len(chosen), "options": options}
    query = "&".join(f"status={status}" for status in chosen)
    return page, {"page": page, "facets": [facet], "total": sum(counts.values()), "query": query}
