"""The listed rows of a board as a file: the same rows in the same order."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from comity.commitments.board import FollowUpBoard, Row
from comity.commitments.models import ImplementationAction
from comity.documents.csvs import csv_chunks
from comity.documents.spreadsheets import write_workbook
from comity.reference.models import State
from comity.web.followup.access import followup_url

FORMATS = ("csv", "xlsx")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    "id", "mechanism", "body", "symbol", "session", "paragraph", "date", "text", "language", "position", "action_rank",
    "status", "status_words", "as_of", "said_by", "together_with_others", "note", "evidence", "actions", "overdue",
    "public_status", "public_as_of", "address",
)  # fmt: skip
WIDTHS = (8, 14, 10, 20, 8, 10, 12, 60, 9, 12, 8, 8, 22, 12, 30, 10, 40, 40, 50, 20, 8, 12, 40)


def cells(row: Row, state: State) -> list[Any]:
    found, entry = row.recommendation, row.entry
    said = [entry.grade, entry.scale.name, entry.on, entry.who, entry.rolled_down, entry.note] if entry else [None] * 6
    evidence = [f"{one.dated.isoformat()} {one.title}, {one.source}" for one in entry.evidence.all()] if entry else []
    return [
        found.pk, found.get_mechanism_display(), found.body, found.symbol, found.session, found.paragraph, found.date,
        found.text, found.language, found.get_position_code_display() if found.position_code else "",
        found.action_rank, *said, evidence, [action_line(action) for action in row.actions],
        [action.code for action in row.overdue], row.public.grade if row.public else None,
        row.public.on if row.public else None, settings.SITE_URL + followup_url(found, state),
    ]  # fmt: skip


def action_line(action: ImplementationAction) -> str:
    facts = [action.lead_label, action.get_status_display(), action.due_on.isoformat() if action.due_on else ""]
    return f"{action.code} {action.title} ({', '.join(filter(None, facts))})"


def export(request: HttpRequest, state: State, board: FollowUpBoard) -> HttpResponseBase:
    rows: Iterator[list[Any]] = (cells(row, state) for row in board.rows())
    kind = request.GET["format"]
    name = f"follow-up-{state.pk}-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "csv":
        body = b"".join(part.encode() for part in csv_chunks(COLUMNS, rows))
        response: HttpResponseBase = HttpResponse(body, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        note = f"{settings.SITE_URL}{request.path}?{board.permalink_query()}"
        response = workbook(name, _("Follow-up"), COLUMNS, rows, widths=WIDTHS, notes=[note, *map(str, board.notes)])
    response["Cache-Control"] = "private, no-store"
    return response


def workbook(name: str, title: str, columns: Any, rows: Any, **options: Any) -> FileResponse:
    target = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    write_workbook(target, title=title, columns=columns, rows=rows, rtl=get_language_bidi(), **options)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name, content_type=WORKBOOK)
