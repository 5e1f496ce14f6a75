"""My desk, the inbox, and the State's own order of its requests."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance.desk import Desk, Line
from comity.assistance.domain.requests import RANKABLE, rank_requests
from comity.assistance.models import SupportRequest
from comity.assistance.news import NewsLine, inbox_lines
from comity.commitments.domain.contacts import may_grant
from comity.commitments.voice_rules import kind_of
from comity.kernel.errors import ActError
from comity.kernel.models import Notification
from comity.kernel.notices import mark_read
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Role
from comity.reference.models import State
from comity.web.addresses import address
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in

MOST = 12  # lines of a list before “show all”
INBOX = 100
DECIDING = STATE_ROLES | {Role.COORDINATOR, Role.DATA_STEWARD}
CONCERNED = STATE_ROLES | PROVIDER_ROLES | {Role.COORDINATOR}
GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I wait for, what is due, what is new; nothing else competes with it."""
    mine = Desk(request.user)
    only_accounts = mine.roles <= {Role.ADMINISTRATOR}
    context: dict[str, Any] = {"desk": mine, "only_accounts": only_accounts, "rooms_of": _rooms(mine)}
    if not only_accounts:
        whole = request.GET.get("all", "")
        context |= {
            "lists": [
                _list("mine", _("Waits for you"), mine.waiting_for_me, whole),
                _list("others", _("You wait for"), mine.waiting_for_others, whole),
            ],
            "due": _list("due", _("Due"), mine.due, whole, MOST // 2),
            "news": [_news(line) for line in mine.news.latest],
        }
    return render(request, "desk/desk.html", context)


def _list(name: str, heading: str, lines: list[Line], whole: str, most: int = MOST) -> dict[str, Any]:
    shown = lines if whole == name else lines[:most]
    return {"name": name, "heading": heading, "lines": [_line(one) for one in shown], "total": len(lines)}


def _line(one: Line) -> dict[str, Any]:
    return {"line": one, "url": local(one.path)}


def local(path: str) -> str:
    """An address inside the product in the reader's language."""
    return f"/{get_language() or 'en'}{path}" if path else ""


def _news(line: NewsLine) -> dict[str, Any]:
    return {"line": line, "url": local(line.path)}


def _rooms(mine: Desk) -> list[dict[str, str]]:
    """Doors to what else the person's roles open; rooms that this installation lacks are left out."""
    roles = mine.roles
    wanted = [
        (bool(roles & STATE_ROLES), "followup", _("Follow-up of recommendations")),
        (bool(roles & STATE_ROLES), "request-rank", _("Your State's own order of its requests")),
        (bool(roles & STATE_ROLES), "clusters", _("Clusters of your State’s recommendations")),
        (bool(roles & DECIDING), "tags", _("Tags of recommendations")),
        (bool(roles & {Role.NHRI, Role.CIVIL_SOCIETY, Role.ACADEMIA_BUSINESS}), "notes", _("Your comments")),
        (any(map(kind_of, mine.user.capacities())), "voices", _("Your voices on recommendations")),
        (may_grant(mine.user), "safeguarding", _("Safeguarding")),
        (bool(roles & STATE_ROLES), "own-obligations", _("Reports under treaties")),
        (Role.ADMINISTRATOR not in roles or len(roles) > 1, "requests", _("All requests that you may read")),
        (bool(roles & CONCERNED), "offers", _("All offers")),
        (bool(roles & CONCERNED), "plans", _("All plans")),
        (bool(roles & CONCERNED), "pairings", _("Pairings and their return")),
        (bool(roles & STATE_ROLES), "worklists", _("Worklists to ministries and back")),
        (Role.COORDINATOR in roles, "imports", _("Read in recommendations")),
        (True, "organisation", _("Your organisation")),
        (Role.ADMINISTRATOR in roles, "organisations", _("Organisations")),
        (Role.ADMINISTRATOR in roles, "users", _("Accounts")),
        (Role.ADMINISTRATOR in roles, "limits", _("Time limits")),
        (Role.ADMINISTRATOR in roles, "audit", _("Audit")),
        (True, "my-account", _("Your account")),
    ]
    return [
        {"label": label, "url": url} for wanted_here, name, label in wanted if wanted_here and (url := address(name))
    ]


@require_http_methods(GET_AND_POST)
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """The latest news; posting marks all of it as read."""
    if request.method == "POST":
        mark_read(request.user.pk)
        return redirect("desk" if request.POST.get("from") == "desk" else "inbox")
    rows = Notification.objects.filter(recipient=request.user.pk)[:INBOX]
    lines = [_news(line) for line in inbox_lines(rows, request.user)]
    unread = any(one["line"].is_new for one in lines)
    return render(request, "desk/inbox.html", {"lines": lines, "unread": unread, "most": INBOX})


@require_http_methods(GET_AND_POST)
@signed_in
def rank(request: HttpRequest) -> HttpResponse:
    """The State's own order. Preparers read it; the focal point moves requests up, down, in and out (rule R8)."""
    user = request.user
    states = State.objects.filter(pk__in=user.states(Role.STATE_PREPARER, Role.STATE_FOCAL_POINT)).order_by("pk")
    asked = request.GET.get("state", "")
    state = next((one for one in states if one.pk == asked), None) or states.first()
    if state is None:
        raise Http404
    rows = list(SupportRequest.objects.visible_to(user).of_state(user).filter(state=state))
    may_rank = state.pk in user.states(Role.STATE_FOCAL_POINT)
    if request.method == "POST":
        _move(request, state, rows)
        return redirect(f"{request.path}?state={state.pk}")
    numbered = sorted((row for row in rows if row.priority), key=lambda row: row.priority or 0)
    context = {
        "state": state, "states": states, "may_rank": may_rank,
        "numbered": [{"row": row, "fixed": row.status not in RANKABLE} for row in numbered],
        "others": [row for row in rows if not row.priority and row.status in RANKABLE],
    }  # fmt: skip
    return render(request, "desk/rank.html", context)


def _move(request: HttpRequest, state: State, rows: Iterable[SupportRequest]) -> None:
    """“up:7”, “down:7”, “out:7” or “in:7” with the primary key of a request that may still be ranked."""
    way, _colon, given = request.POST.get("move", "").partition(":")
    open_rows = [row for row in rows if row.status in RANKABLE]
    order = [row.pk for row in sorted(open_rows, key=lambda row: row.priority or 0) if row.priority]
    moved = number_in(given)
    if moved is None or moved not in {row.pk for row in open_rows}:
        return
    order = _moved(order, moved, way)
    try:
        rank_requests(state=state, order=order, by=request.user)
    except ActError as error:
        messages.error(request, str(error))


def _moved(order: list[int], pk: int, way: str) -> list[int]:
    if way == "in":
        return order if pk in order else [*order, pk]
    if pk not in order:
        return order
    place = order.index(pk)
    rest = [one for one in order if one != pk]
    if way == "out":
        return rest
    target = max(0, place - 1) if way == "up" else min(len(rest), place + 1)
    return [*rest[:target], pk, *rest[target:]]
