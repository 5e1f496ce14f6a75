"""The hand-over pack: one page for whoever takes up the work, to read, print, keep as a file, or take as a workbook."""

from collections import Counter
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.commitments.board import FollowUpBoard, Row
from comity.commitments.domain.followup_reminders import last_reports, next_report
from comity.commitments.enums import GOING_ON
from comity.commitments.grades import grades
from comity.commitments.models import ImplementationAction
from comity.commitments.obligations import Obligation, register
from comity.kernel.deadlines import is_overdue
from comity.kernel.roles import Role
from comity.people.models import Membership
from comity.reference.models import State, UprReview
from comity.web.assistance.kept import signed_in
from comity.web.followup.access import chosen_state, followup_trail, followup_url, name_of, own_states
from comity.web.followup.board import doors
from comity.web.followup.exports import COLUMNS, WIDTHS, cells, workbook

CLOSED = "A"  # the step of the scale at which a recommendation is no longer open
STYLE = mark_safe(  # the kept page has no server beside it, so it carries its own few rules
    "<style>body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:60rem;margin-inline:auto;padding:1rem}"
    "table{border-collapse:collapse;inline-size:100%}th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;"
    "border-block-end:1px solid #bbb}.doors{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem 2rem}"
    ".doors b{font-size:1.4rem}svg{inline-size:.8em;block-size:.8em}.quiet{color:#555}</style>"
)
MOST = 60  # open recommendations on the page; the workbook has all


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponseBase:
    state = chosen_state(request)
    board = FollowUpBoard(state.pk, {}, request.user, get_language() or "en")
    form = request.GET.get("format", "")
    if form == "xlsx":
        return _workbook(state, board, request)
    context = {**pack(state, board), "states": own_states(request), "trail": followup_trail(state, _("Hand-over pack"))}
    if form == "html":
        body = render_to_string("followup/handover_file.html", {**context, "style": STYLE})
        response = HttpResponse(body, content_type="text/html; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{_name(state)}.html"'
    else:
        response = render(request, "followup/handover.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _name(state: State) -> str:
    return f"hand-over-{state.pk}-{timezone.localdate():%Y-%m-%d}"


def pack(state: State, board: FollowUpBoard) -> dict[str, Any]:
    """All that the page says: what is open and overdue, who leads, what falls due next, which functions there are."""
    going_on = [action for action in board.actions if action.status in GOING_ON]
    open_rows = open_recommendations(board)
    return {
        "state": state, "today": timezone.localdate(), "site": settings.SITE_URL, "doors": doors(board, state),
        "overdue": [action for action in going_on if action.is_overdue()], "due": due_next(going_on),
        "open": [_open(row, state) for row in open_rows[:MOST]], "open_total": len(open_rows),
        "institutions": institutions(going_on), "functions": functions(state), "reviews": reviews(state),
        "treaty_reports": treaty_reports(state),
        "most": MOST, "last": last_status(board),
    }  # fmt: skip


def open_recommendations(board: FollowUpBoard) -> list[Row]:
    """What is not largely satisfactory: overdue first, then without an action, then the rest; stable otherwise."""
    rows = [row for row in board.rows() if row.entry is None or row.entry.grade != CLOSED]
    return sorted(rows, key=lambda row: (not row.overdue, bool(row.live)))


def _open(row: Row, state: State) -> dict[str, Any]:
    leads = dict.fromkeys(action.lead_label for action in row.live if action.lead_label)
    return {
        "row": row, "name": name_of(row.recommendation), "url": followup_url(row.recommendation, state),
        "leads": list(leads),
    }  # fmt: skip


def due_next(actions: list[ImplementationAction]) -> list[dict[str, Any]]:
    """When each action's institution reports next, and by when it is to be done; earliest first."""
    last = last_reports(ImplementationAction.objects.filter(pk__in=[action.pk for action in actions]))
    days = ((action, next_report(action, last.get(action.pk))) for action in actions)
    rows = [{"action": action, "on": on, "passed": is_overdue(on)} for action, on in days]
    return sorted(rows, key=lambda row: row["on"])


def institutions(actions: list[ImplementationAction]) -> list[dict[str, Any]]:
    """Lead institutions by name, with how many actions each leads and how many of them are late."""
    leads = Counter(action.lead_label or _("nobody yet") for action in actions)
    late = Counter(action.lead_label or _("nobody yet") for action in actions if action.is_overdue())
    return [{"name": name, "leads": leads[name], "late": late[name]} for name in sorted(leads)]


def functions(state: State) -> list[dict[str, Any]]:
    """Which functions of the State have an account here, by institution: never who holds them."""
    rows = Membership.objects.valid_on(timezone.localdate()).filter(organisation__state=state, user__is_active=True)
    counted = Counter((row.organisation.name, row.role) for row in rows.select_related("organisation"))
    return [{"institution": name, "role": Role(role).label, "number": n} for (name, role), n in sorted(counted.items())]


def reviews(state: State) -> list[UprReview]:
    """Reviews of the State that are still to come, as far as the calendar of sessions is known."""
    rows = UprReview.objects.filter(state=state, session__starts_on__gte=timezone.localdate())
    return list(rows.select_related("session"))


def treaty_reports(state: State) -> list[Obligation]:
    """Instruments whose next report has a day, recorded or expected, the earliest first."""
    dated = [(one.due.day, place, one) for place, one in enumerate(register(state)) if one.due.day]
    return [one for _day, _place, one in sorted(dated, key=itemgetter(0, 1))]


def last_status(board: FollowUpBoard) -> list[dict[str, Any]]:
    """The assessments that stand, by step of the scale, and the day of the latest."""
    found = []
    for grade in grades().values():
        days = [entry.on for entry in board.standing.values() if entry.grade == grade.code]
        if days and board.everything:
            found.append({"grade": grade, "number": len(days), "on": max(days)})
    return found


def _workbook(state: State, board: FollowUpBoard, request: HttpRequest) -> HttpResponseBase:
    facts = pack(state, board)
    rows = (cells(row, state) for row in open_recommendations(board))
    notes = [
        _("Hand-over pack of %(state)s, %(day)s") % {"state": state.name, "day": facts["today"].isoformat()},
        f"{settings.SITE_URL}{request.path}?state={state.pk}",
        *(f"{door['number']} {door['label']}" for door in facts["doors"]),
        *(_("%(code)s is overdue since %(day)s") % {"code": one.code, "day": one.due_on} for one in facts["overdue"]),
        *(f"{row['name']}: {row['leads']} / {row['late']}" for row in facts["institutions"]),
        *(f"{row['institution']}, {row['role']}: {row['number']}" for row in facts["functions"]),
        *(f"{row['on'].isoformat()} {row['action']}" for row in facts["due"]),
    ]
    response = workbook(f"{_name(state)}.xlsx", _("Hand-over pack"), COLUMNS, rows, widths=WIDTHS, notes=notes)
    response["Cache-Control"] = "private, no-store"
    return response
