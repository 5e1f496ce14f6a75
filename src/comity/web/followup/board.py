"""The State's follow-up board: counts that open their lists, filters, the list itself, and the same as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.commitments.board import NOT_ASSESSED, FollowUpBoard
from comity.commitments.domain.followup_people import may_publish
from comity.commitments.grades import grades
from comity.reference.models import State
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in
from comity.web.commitments.panels import chips, facet_panels, sorts
from comity.web.cooperation.trails import trail
from comity.web.followup.access import board_url, chosen_state, followup_url, own_states
from comity.web.followup.exports import FORMATS, export

SIZE = 20
OPEN = ("status", "action")


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponseBase:
    state = chosen_state(request)
    board = FollowUpBoard(state.pk, request.GET, request.user, get_language() or "en")
    if request.GET.get("format") in FORMATS:
        return export(request, state, board)
    pages = board.pages(SIZE)
    number = min(max(1, number_in(request.GET.get("page", "")) or 1), pages)
    query = board.permalink_query()
    context = {
        "state": state, "states": own_states(request), "board": board, "number": number, "pages": pages,
        "query": query, "doors": doors(board, state), "chips": chips(board), "sorts": sorts(board),
        "facets": _panels(board, request.GET.get("all", "")),
        "rows": [{"row": row, "url": followup_url(row.recommendation, state)} for row in board.page(number, SIZE)],
        "may_publish": may_publish(state.pk, request.user), "trail": trail(_("Follow-up")),
    }  # fmt: skip
    return render(request, "followup/board.html", context)


def _panels(board: FollowUpBoard, whole: str) -> list[dict[str, Any]]:
    return [{**panel, "open": panel["name"] in OPEN} for panel in facet_panels(board, whole)]


def doors(board: FollowUpBoard, state: State) -> list[dict[str, Any]]:
    """How many stand where, in the State as a whole; each opens the list that it counts."""
    counted = [("status", code, grade.name) for code, grade in grades().items()]
    counted += [("status", NOT_ASSESSED, _("not assessed yet")), ("action", "without", _("without an action"))]
    counted += [("action", "overdue", _("overdue")), ("public", "older", _("public reads an earlier assessment"))]
    found = [{"number": len(board.everything), "label": _("recommendations and pledges"), "url": board_url(state.pk)}]
    for facet, value, label in counted:
        number = len(board.sets[facet][value] & board.everything)
        if number:
            found.append({"number": number, "label": label, "url": board_url(state.pk, **{facet: value})})
    return found
