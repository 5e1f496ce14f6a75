"""A State's obligations: instruments, provisions on education, their crosswalk, reports; the same rows as a file."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.commitments.domain.treaty_reports import recording_capacity
from comity.commitments.obligations import Obligation, register
from comity.documents.csvs import csv_chunks
from comity.documents.spreadsheets import write_workbook
from comity.reference.models import State
from comity.reference.vocabulary import FourA
from comity.web.commitments.exports import WORKBOOK

COLUMNS = (
    "instrument", "name", "status", "date", "signed", "reservations", "as_of", "status_verified", "article",
    "provision", "four_as", "sdg_targets", "wording_verified", "report_every_years", "cycle_verified",
    "last_report", "last_symbol", "next_report", "next_report_basis",
)  # fmt: skip
WIDTHS = (12, 40, 11, 12, 12, 30, 12, 10, 14, 50, 30, 14, 10, 10, 10, 12, 20, 12, 14)


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponseBase:
    """The page; ``?format=csv`` or ``xlsx`` gives the same rows as a file."""
    state = get_object_or_404(State, code=code.upper())
    obligations = register(state)
    form = request.GET.get("format")
    if form in ("csv", "xlsx"):
        return _file(request, state, obligations, form)
    may_record = request.user.is_authenticated and recording_capacity(request.user, state.pk)
    context = {
        "state": state, "obligations": [_shown(one) for one in obligations],
        "known": any(one.status for one in obligations), "may_record": may_record,
        "trail": [{"label": _("States"), "url": reverse("states")},
                  {"label": state.name, "url": reverse("state", args=[state.code.lower()])},
                  {"label": _("Obligations"), "url": ""}],
    }  # fmt: skip
    return render(request, "voices/obligations.html", context)


def _shown(one: Obligation) -> dict[str, Any]:
    labels = dict(FourA.choices)
    provisions = [
        {"provision": provision, "four_as": [labels[name] for name in provision.four_as],
         "targets": one.targets_of(provision)}
        for provision in one.provisions
    ]  # fmt: skip
    return {"one": one, "provisions": provisions}


def _file(request: HttpRequest, state: State, obligations: list[Obligation], form: str) -> HttpResponseBase:
    name = f"obligations-{state.code.lower()}-{timezone.localdate():%Y-%m-%d}.{form}"
    rows = [row for one in obligations for row in _rows(one)]
    if form == "csv":
        response = StreamingHttpResponse(csv_chunks(COLUMNS, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    target = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    notes = [f"{settings.SITE_URL}{request.path}", _("Empty cells: no information received.")]
    write_workbook(
        target, title=_("Obligations"), columns=COLUMNS, rows=rows, widths=WIDTHS, rtl=get_language_bidi(), notes=notes
    )
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name, content_type=WORKBOOK)


def _rows(one: Obligation) -> Iterator[list[Any]]:
    """One row a provision; an instrument without any has one row for its reports."""
    status, last = one.status, next(iter(one.submitted), None)
    head = [one.instrument.pk, one.instrument.full_name]
    standing = [None] * 6
    if status:
        standing = [
            status.status,
            status.date or status.year,
            status.signed,
            status.reservations,
            status.as_of,
            status.verified,
        ]
    tail = [
        one.instrument.report_every, one.instrument.report_verified if one.instrument.has_reports else None,
        last.submitted_on if last else None, last.symbol if last else None, one.due.day, one.due.basis,
    ]  # fmt: skip
    for provision in one.provisions:
        yield [*head, *standing, provision.article, provision.name, provision.four_as, provision.sdg_targets,
               provision.verified, *tail]  # fmt: skip
    if not one.provisions:
        yield [*head, *standing, *[None] * 5, *tail]
