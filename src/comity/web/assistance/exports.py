"""The register as a file: exactly the rows that are listed, each exactly as far as its reader may read it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.assistance.queries import RequestRegister
from comity.assistance.reading import Reading
from comity.documents.csvs import csv_chunks
from comity.documents.jsons import json_chunks
from comity.documents.spreadsheets import write_workbook
from comity.web.assistance.register import register_of

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FIXED = ("code", "state", "state_name", "status", "submitted", "address", "extent", "areas")
TEXTS = (
    "title", "summary", "language", "kinds", "modalities", "starts_on", "ends_on", "situation", "impact",
    "impact_levels", "groups", "budget", "currency", "national_contribution", "known_funding", "monitoring",
    "sustainability",
)  # fmt: skip
PARTS = ("states", "authority", "needs", "commitments", "bodies", "consultations")
COLUMNS = (*FIXED, *TEXTS, *PARTS)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    if kind not in TYPES:
        raise Http404
    register = register_of(request)
    response = HttpResponse(_body(kind, register), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="requests.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _body(kind: str, register: RequestRegister) -> Any:
    if kind == "json":
        return b"".join(part.encode() for part in json_chunks(record(one) for one in register.rows()))
    rows = (row(one) for one in register.rows())
    if kind == "csv":
        return b"".join(part.encode() for part in csv_chunks(COLUMNS, rows))
    target = BytesIO()
    write_workbook(target, title=_("Requests for support"), columns=COLUMNS, rows=rows, rtl=get_language_bidi())
    return target.getvalue()


def _fixed(one: Reading) -> dict[str, Any]:
    request = one.request
    language = get_language() or "en"
    path = reverse("request", args=[request.code]) if request.code else reverse("desk-request", args=[request.pk])
    return {
        "code": request.code,
        "state": request.state_id,
        "state_name": request.state.names.get(language) or request.state.name,
        "status": request.status,
        "submitted": request.submitted_at.date() if request.submitted_at else None,
        "address": settings.SITE_URL + path,
        "extent": one.scope,
        "areas": one.areas,
    }


def record(one: Reading) -> dict[str, Any]:
    """Everything of the reading, nothing beside it."""
    return {**_fixed(one), **one.content}


def row(one: Reading) -> list[Any]:
    """The reading in the columns of a table; a column that the reader may not read is empty."""
    fixed, content = _fixed(one), one.content
    return [
        *(fixed[name] for name in FIXED),
        *(_flat(content.get(name)) for name in TEXTS),
        *(_flat(content.get(name)) for name in PARTS),
    ]


def _flat(value: Any) -> Any:
    """Lists of records as one line each; groups with their reasons; everything else as it is."""
    if isinstance(value, dict):
        return " | ".join(f"{name}: {text}" if text else str(name) for name, text in value.items())
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "\n".join(" | ".join(_pairs(one)) for one in value)
    return value


def _pairs(entry: dict[str, Any]) -> Iterator[str]:
    for name, value in entry.items():
        if value not in ("", None, []):
            yield f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
