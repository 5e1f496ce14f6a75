"""The register of requests: what everybody may know, and what the reader's role adds, from one query object."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.assistance.enums import RequestStatus
from comity.assistance.queries import SORTS, RequestRegister
from comity.assistance.reading import Reading
from comity.assistance.turns import request_turn
from comity.reference.vocabulary import NeedArea
from comity.web.assistance.numbers import number_in
from comity.web.assistance.rows import area_of, names_of

SIZE = 20
FACETS = {
    "status": gettext_lazy("State of the request"),
    "area": gettext_lazy("Need area"),
    "state": gettext_lazy("State"),
    "year": gettext_lazy("Year of submission"),
}
SORT_LABELS = {
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
    "state": gettext_lazy("State"),
    "code": gettext_lazy("Code"),
}
FORMATS = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))


def register_of(request: HttpRequest, user: Any = None) -> RequestRegister:
    return RequestRegister(request.GET, user or request.user, get_language() or "en")


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    register = register_of(request)
    pages = max(1, -(-register.total // SIZE))
    number = min(max(1, number_in(request.GET.get("page", "")) or 1), pages)
    query = permalink(register)
    rows = register.page(number, SIZE)
    prefetch_related_objects([one.request for one in rows], "assessments")
    context = {
        "register": register, "rows": [_row(one) for one in rows], "number": number, "pages": pages,
        "query": query, "facets": _facets(register), "doors": _doors(register), "notes": _notes(register),
        "sorts": [{"value": name, "label": SORT_LABELS[name], "chosen": name == register.sort} for name in SORTS],
        "exports": [{"label": label, "url": _export(kind, query)} for kind, label in FORMATS],
        "feed": _with(reverse("requests-feed"), query), "narrowed": bool(query.replace("sort=", "", 1)),
    }  # fmt: skip
    return render(request, "requests/register.html", context)


def permalink(register: RequestRegister, **other: Any) -> str:
    """The register's parameters as a query string, always in the same order; ``other`` replaces single ones."""
    values: dict[str, Any] = {
        "q": register.q, "status": register.statuses, "area": register.areas, "state": register.states,
        "year": register.years, "sort": register.sort if register.sort != "newest" else "", **other,
    }  # fmt: skip
    return urlencode({name: value for name, value in values.items() if value}, doseq=True)


def _with(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def _export(kind: str, query: str) -> str:
    return _with(reverse("requests-export", args=[kind]), query)


def _row(one: Reading) -> dict[str, Any]:
    record = one.request
    desk = one.is_private or not record.code
    address = reverse("desk-request", args=[record.pk]) if desk else reverse("request", args=[record.code])
    return {
        "reading": one,
        "url": address,
        "title": one.content["title"] or _("Request without a title yet"),
        "areas": [area_of(code) for code in one.areas],
        "turn": request_turn(record),
    }


def _facets(register: RequestRegister) -> list[dict[str, Any]]:
    chosen: dict[str, list[str]] = {
        "status": register.statuses, "area": register.areas, "state": register.states, "year": register.years,
    }  # fmt: skip
    counted = {name: dict(counts) for name, counts in register.facets().items()}
    labels = _labels([*register.states, *counted["state"]])
    found = []
    for name, counts in counted.items():
        known = labels.get(name, {})
        values = [*counts, *(one for one in chosen[name] if one not in counts and (one in known or name == "year"))]
        options = [
            {"value": one, "label": known.get(one, one), "count": counts.get(one, 0), "chosen": one in chosen[name]}
            for one in values
        ]
        shown = {"name": name, "label": FACETS[name], "open": name == "status", "chosen": len(chosen[name])}
        found.append({**shown, "options": options})
    return found


def _labels(states: Iterable[str]) -> dict[str, dict[str, str]]:
    """For each facet with a vocabulary, the words for its values."""
    return {
        "status": {str(value): str(label) for value, label in RequestStatus.choices},
        "area": {str(value): str(label) for value, label in NeedArea.choices},
        "state": names_of(states),
    }


def _notes(register: RequestRegister) -> list[str]:
    """A sentence for each value that the register cannot know: it finds nothing, and says so."""
    labels = _labels(register.states)
    given = {"status": register.statuses, "area": register.areas, "state": register.states}
    return [
        _("“%(value)s” is not known as “%(facet)s”; nothing is found under it.")
        % {"value": value[:60], "facet": FACETS[name]}
        for name, values in given.items()
        for value in values
        if value not in labels[name]
    ]


def _doors(register: RequestRegister) -> list[dict[str, Any]]:
    """Counts by state of the request, which sum to the total; each opens the list that it counts (rule R5)."""
    counts = register.counts_by_status()
    base = reverse("requests")
    return [
        {"number": counts[value], "label": label, "url": f"{base}?{permalink(register, status=[value])}"}
        for value, label in RequestStatus.choices
        if value in counts
    ]


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The public register as an Atom feed, narrowed as the address says: what everybody reads, whoever asks."""
    register = register_of(request, AnonymousUser())
    here = request.build_absolute_uri()
    rows = sorted(register.all, key=lambda one: one.request.status_since, reverse=True)
    atom = Atom1Feed(
        title=_("Requests for support"), link=request.build_absolute_uri(reverse("requests")), feed_url=here,
        description=_("Requests that States have made public"), language=get_language(),
    )  # fmt: skip
    for one in rows[:100]:
        record = one.request
        areas = ", ".join(area_of(code) for code in one.areas)
        atom.add_item(
            title=f"{record.state.name}: {one.content['title']}",
            link=request.build_absolute_uri(reverse("request", args=[record.code])),
            unique_id=f"tag:{request.get_host()},{record.submitted_at:%Y-%m-%d}:{record.code}",
            description=f"{record.status_label} · {areas}", updateddate=record.status_since,
            pubdate=record.submitted_at or timezone.now(),
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type=f"{atom.content_type.split(';')[0]}; charset=utf-8")
