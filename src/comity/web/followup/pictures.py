"""Pictures of one State's follow-up, each with its table, its source and the way to the list behind every figure."""

from collections import Counter
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.commitments import board_figures as figures
from comity.commitments.board import FollowUpBoard
from comity.web.assistance.kept import signed_in
from comity.web.clusters.lists import rows_of
from comity.web.followup.access import board_url, chosen_state, followup_trail, own_states


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    state = chosen_state(request)
    board = FollowUpBoard(state.pk, {}, request.user, get_language() or "en")
    link = partial(board_url, state.pk)
    charts = [chart for chart in _charts(board, link) if chart["rows"]] if board.everything else []
    context = {
        "state": state, "states": own_states(request), "charts": charts,
        "trail": followup_trail(state, _("Pictures")),
    }  # fmt: skip
    return render(request, "followup/pictures.html", context)


def _clusters(board: FollowUpBoard) -> list[dict[str, Any]]:
    rows = rows_of(board.state, board.user)
    if not rows:
        return []
    address, found = reverse("clusters"), []
    for name, label in (("plan", _("actions of the plan")), ("assistance", _("requests for assistance"))):
        counts = Counter(row.facts[name][0] for row in rows if row.facts[name])
        shares = ("all", "some", "none")
        urls = [f"{address}?{urlencode({'state': board.state, name: share})}" for share in shares]
        found.append({"label": label, "url": address, "counts": [counts[share] for share in shares], "urls": urls})
    return found


def _charts(board: FollowUpBoard, link: Any) -> list[dict[str, Any]]:
    own = _("Your State's own assessments, as they stand today; whatever was not assessed is shown as such.")
    status = {"series": [str(label) for label in figures.SERIES], "source": own}
    return [
        {
            "id": "by-mechanism", "title": _("Status by mechanism"), "first": _("Mechanism"), **status,
            "description": _("One bar a mechanism, split by where its recommendations stand."),
            "rows": figures.by_facet(board, "mechanism", link),
        },
        {
            "id": "by-theme", "title": _("Status by theme"), "first": _("Theme"), **status,
            "description": _("One bar a theme, for the themes named most often; one grade for a theme would mislead."),
            "rows": figures.by_facet(board, "theme", link, figures.THEMES),
        },
        {
            "id": "over-time", "title": _("Status at the end of each year"), "first": _("End of"), **status,
            "description": _("Of the recommendations that there were by then, what was said of them by then."),
            "rows": figures.over_time(board),
        },
        {
            "id": "by-institution", "title": _("Actions by institution"), "first": _("Institution"),
            "series": [str(label) for label in figures.OVERDUE_SERIES],
            "description": _("In alphabetical order. An action counts under each institution that takes part in it."),
            "source": _("The implementation plan; dropped actions are left out."),
            "rows": figures.by_institution(board, link),
        },
        {
            "id": "coverage", "title": _("Recommendations with and without an action"), "first": _("Mechanism"),
            "series": [_("with an action"), _("without an action")],
            "description": _("One bar a mechanism: what the implementation plan answers, and what it leaves out."),
            "source": _("The implementation plan; a dropped action answers nothing."),
            "rows": figures.coverage(board, link),
        },
        {
            "id": "clusters", "title": _("Clusters and what answers them"), "first": _("Answered by"),
            "series": [_("all members"), _("some members"), _("no member")],
            "description": _("All clusters, once by the actions of the plan, once by the requests for assistance."),
            "source": _("Clusters as they stand, suggested ones included; requests that ended are left out."),
            "rows": _clusters(board),
        },
    ]  # fmt: skip
