"""A worklist that came back: every change is shown; what both changed is decided row by row; then all is written."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from comity.commitments.domain.worklists import Winner, apply_worklist, compare_worklist, open_worklist
from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.worklist import Diff, RowDiff
from comity.commitments.worklist_words import headings
from comity.kernel.errors import ActError
from comity.web.administration.uploads import IMPORTED, Upload, find
from comity.web.cooperation.trails import trail
from comity.web.worklists.sending import KIND, of_a_state, worklists_step
from comity.web.worklists.showing import change_lines, conflict_rows, left_out

SIZE = 100  # changes on a page
MOST_ONE_BY_ONE = 400  # conflicts that are decided row by row; of more, all are decided alike
ALL = "all"


def _own(request: HttpRequest, token: str) -> Upload:
    upload = find(token, user=of_a_state(request).pk)
    if upload is None or upload.kind != KIND:
        raise Http404
    return upload


@login_required
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """What the worklist would change, as the register stands at this moment; after it was taken, what was written."""
    return _page(request, _own(request, token))


def _page(
    request: HttpRequest, upload: Upload, sentences: Any = (), chosen: dict[int, Winner] | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"upload": upload, "trail": trail(worklists_step(), upload.name), "sentences": sentences}
    if upload.standing == IMPORTED:
        return render(request, "worklists/taken.html", context)
    try:
        diff = compare_worklist(open_worklist(upload.path), by=request.user)
    except UnreadableFileError as error:
        return render(request, "worklists/unreadable.html", {**context, "sentence": str(error)})
    return render(request, "worklists/show.html", {**context, **_context(request, diff, chosen or {})})


def _context(request: HttpRequest, diff: Diff, chosen: dict[int, Winner]) -> dict[str, Any]:
    one_by_one = len(diff.conflicting) <= MOST_ONE_BY_ONE
    names = headings()
    return {
        "diff": diff,
        "conflicts": conflict_rows(diff, names, chosen) if one_by_one else [],
        "one_by_one": one_by_one,
        "changes": Paginator(change_lines(diff, names), SIZE).get_page(request.GET.get("page")),
        "left_out": left_out(diff, names),
        "cells": sum(len(row.changes) for row in diff.changed),
    }


@login_required
@require_POST
def apply(request: HttpRequest, token: str) -> HttpResponse:
    """Write what was shown. Where the register has moved on since, nothing is written and the page is shown anew."""
    upload = _own(request, token)
    if upload.standing == IMPORTED:
        return redirect("worklist", token=token)
    try:
        sheet = open_worklist(upload.path)
        choices = _choices(request, compare_worklist(sheet, by=request.user).conflicting)
        diff, written = apply_worklist(sheet, by=request.user, seen=request.POST.get("seen", ""), choices=choices)
    except UnreadableFileError:
        return redirect("worklist", token=token)
    except ActError as error:
        return _page(request, upload, error.sentences, choices)
    upload.standing = IMPORTED
    upload.report = {"written": written, "conflicts": len(diff.conflicting), "left": _left(diff, choices)}
    upload.keep()
    messages.success(request, ngettext("%(number)s row was written.", "%(number)s rows were written.", written)
                     % {"number": written})  # fmt: skip
    return redirect("worklist", token=token)


def _choices(request: HttpRequest, conflicting: list[RowDiff]) -> dict[int, Winner]:
    """By recommendation, who wins; the register does where nothing, or nonsense, was chosen."""
    found: dict[int, Winner] = {}
    for row in conflicting:
        said = request.POST.get(f"choice-{row.row.id}", request.POST.get(f"choice-{ALL}", ""))
        found[row.row.id] = "sheet" if said == "sheet" else "register"
    return found


def _left(diff: Diff, choices: dict[int, Winner]) -> int:
    return sum(choices.get(row.row.id) != "sheet" for row in diff.conflicting)
