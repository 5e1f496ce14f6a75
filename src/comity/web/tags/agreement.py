"""How far suggestions agree with what this installation's people decided, and their decisions as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.commitments import tags as questions
from comity.commitments.models import TagKind
from comity.commitments.tag_agreement import ENOUGH, Agreement, Measured, agreement
from comity.commitments.tag_export import COLUMNS, confirmed_rows
from comity.documents.csvs import csv_chunks
from comity.web.assistance.kept import signed_in
from comity.web.cooperation.trails import trail
from comity.web.tags.access import own_states, shown
from comity.web.tags.desk import BANDS, list_url


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    states = own_states(request.user)
    measured = agreement(request.user, states=states)
    context = {
        "measured": measured, "enough": ENOUGH, "chart": _chart(measured),
        "tables": _tables(measured), "columns": columns(),
        "trail": trail({"label": _("Tags"), "url": reverse("tags")}, _("Agreement")),
    }  # fmt: skip
    return render(request, "tags/agreement.html", context)


def _chart(measured: Measured) -> dict[str, Any]:
    rows = [
        {
            "label": str(TagKind(kind).label),
            "url": list_url(standing=questions.DECIDED, kind=kind),
            "counts": [one.agreed, one.differed],
            "urls": [
                list_url(standing=questions.AGREED, kind=kind), list_url(standing=questions.OTHERWISE, kind=kind),
            ],
        }
        for kind, one in measured.kinds.items()
    ]  # fmt: skip
    return {
        "id": "by-kind", "title": _("Decisions by kind of tag"), "first": _("Kind"), "rows": rows,
        "series": [_("as suggested"), _("otherwise")],
        "description": _("One bar a kind: in how many decisions people said what was suggested, in how many not."),
        "source": _("Decisions of this installation that stand, on texts that the classifier has read."),
    }  # fmt: skip


def _tables(measured: Measured) -> list[dict[str, Any]]:
    bands = [
        [f"{TagKind(kind).label}: {BANDS[band]}", *_cells(measured.bands[kind, band], kind=kind, band=band)]
        for kind in measured.kinds
        for band in BANDS
        if (kind, band) in measured.bands
    ]
    values = [
        [_named(kind, value), *_cells(one, kind=kind, value=value)] for (kind, value), one in measured.values.items()
    ]
    return [
        {"title": _("By kind"), "rows": [
            [str(TagKind(kind).label), *_cells(one, kind=kind)] for kind, one in measured.kinds.items()]},
        {"title": _("By confidence of the suggestion"), "rows": bands},
        {"title": _("By tag"), "rows": values},
    ]  # fmt: skip


def _named(kind: str, value: str) -> str:
    of, name = str(TagKind(kind).label), shown(kind, value)["label"]
    return name if of == name else f"{of}: {name}"


def columns() -> list[Any]:
    names = (_("Decisions"), _("as suggested"), _("otherwise"), _("Agreement"))
    return [_("Tags"), *({"label": name, "number": True} for name in names)]


def _cells(one: Agreement, **of: str) -> list[Any]:
    counts = (one.n, questions.DECIDED), (one.agreed, questions.AGREED), (one.differed, questions.OTHERWISE)
    share = _("too few") if one.share is None else f"{one.share * 100:.0f} %"
    return [*({"text": n, "url": list_url(standing=name, **of) if n else ""} for n, name in counts), share]


@require_safe
@signed_in
def export(request: HttpRequest) -> StreamingHttpResponse:
    """What people decided, in the columns from which ``comity classify train`` learns."""
    rows = confirmed_rows(request.user, own_states(request.user))
    name = f"confirmed-tags-{timezone.localdate():%Y-%m-%d}.csv"
    response = StreamingHttpResponse(csv_chunks(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
