"""The listed recommendations as a file: the same rows in the same order, streamed."""

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from comity.commitments.facets import RecommendationSearch
from comity.commitments.models import Recommendation
from comity.documents.csvs import csv_chunks
from comity.documents.jsons import json_chunks
from comity.documents.spreadsheets import write_workbook

FORMATS = ("csv", "xlsx", "json")
COLUMNS = (
    "id", "state", "mechanism", "body", "symbol", "session", "cycle", "paragraph", "text", "language", "position",
    "recommending_states", "date", "type", "themes", "affected_persons", "sdgs", "issues", "action_rank", "source",
)  # fmt: skip
WIDTHS = (9, 7, 12, 10, 18, 9, 7, 11, 70, 9, 12, 24, 12, 16, 36, 30, 30, 30, 9, 10)
MOST_IN_A_WORKBOOK = 100_000
MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(request: HttpRequest, search: RecommendationSearch) -> HttpResponseBase:
    """The file that ``?format=`` asks for; for a workbook that would be too long, a page that says so."""
    form = request.GET["format"]
    if form == "xlsx":
        return _workbook(request, search)
    records = search.rows()
    chunks = csv_chunks(COLUMNS, _cells(records)) if form == "csv" else json_chunks(map(record_of, records))
    response = StreamingHttpResponse(chunks, content_type=MEDIA[form])
    response["Content-Disposition"] = f'attachment; filename="{_name(form)}"'
    return response


def record_of(found: Recommendation) -> dict[str, Any]:
    """One recommendation under the names of COLUMNS, its imported values as imported."""
    return {column: getattr(found, column) for column in COLUMNS}


def _cells(records: Iterable[Recommendation]) -> Iterator[list[Any]]:
    return ([getattr(record, column) for column in COLUMNS] for record in records)


def _name(form: str) -> str:
    return f"recommendations-{timezone.localdate():%Y-%m-%d}.{form}"


def _workbook(request: HttpRequest, search: RecommendationSearch) -> HttpResponse | FileResponse:
    if search.total > MOST_IN_A_WORKBOOK:
        context = {"most": MOST_IN_A_WORKBOOK, "total": search.total, "query": search.permalink_query()}
        return render(request, "commitments/too_long.html", context, status=413)
    target = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    write_workbook(
        target,
        title=_("Recommendations"),
        columns=COLUMNS,
        rows=_cells(search.rows()),
        widths=WIDTHS,
        rtl=get_language_bidi(),
        notes=[f"{settings.SITE_URL}{request.path}?{search.permalink_query()}", *map(str, search.notes)],
    )
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=_name("xlsx"), content_type=WORKBOOK)
