"""The State's implementation plan as a list, and the page of one action."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.commitments.domain.followup_actions import link_recommendations
from comity.commitments.domain.followup_reminders import next_report
from comity.commitments.domain.followup_smart import checklist
from comity.commitments.enums import ActionStatus
from comity.commitments.followup import latest
from comity.commitments.models import ImplementationAction
from comity.kernel.errors import ActError
from comity.reference.models import State
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in
from comity.web.followup.access import chosen_state, followup_trail, followup_url, name_of, own_action, own_states
from comity.web.followup.status import GET_AND_POST

SIZE = 25
OVERDUE = "overdue"


def action_url(action: ImplementationAction) -> str:
    return reverse("followup-action", args=[action.pk])


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """All actions of the State, or those in one condition (``?show=``): a status, or overdue."""
    state = chosen_state(request)
    rows = ImplementationAction.objects.visible_to(request.user).filter(state=state)
    show = request.GET.get("show", "")
    chosen = _narrowed(rows, show)
    total = chosen.count()
    pages = max(1, -(-total // SIZE))
    number = min(max(1, number_in(request.GET.get("page", "")) or 1), pages)
    listed = chosen.select_related("lead").annotate(serves=Count("recommendations"))
    context = {
        "state": state, "states": own_states(request), "doors": _doors(rows, state), "total": total, "pages": pages,
        "number": number, "query": urlencode({"state": state.pk, **({"show": show} if show else {})}),
        "rows": [{"action": one, "overdue": one.is_overdue()} for one in listed[(number - 1) * SIZE : number * SIZE]],
        "trail": followup_trail(state, _("Implementation plan")), "narrowed": bool(show),
    }  # fmt: skip
    return render(request, "followup/actions.html", context)


def _narrowed(rows: QuerySet[ImplementationAction], show: str) -> QuerySet[ImplementationAction]:
    if show == OVERDUE:
        return rows.going_on().filter(due_on__lt=timezone.localdate())  # type: ignore[attr-defined]
    return rows.filter(status=show) if show in ActionStatus.values else rows


def _doors(rows: QuerySet[ImplementationAction], state: State) -> list[dict[str, Any]]:
    base = reverse("followup-actions")
    labels = {
        "": _("actions"),
        OVERDUE: _("overdue"),
        **{str(code): str(label) for code, label in ActionStatus.choices},
    }
    counted = [(show, label, _narrowed(rows, show).count()) for show, label in labels.items()]
    return [
        {"number": count, "label": label, "url": f"{base}?{urlencode({'state': state.pk, 'show': show})}"}
        for show, label, count in counted
        if count or not show
    ]


@require_http_methods(GET_AND_POST)
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows; POST takes the recommendation named by ``remove`` off the action."""
    action = own_action(request, pk)
    if request.method == "POST":
        _unlink(request, action)
        return redirect(action_url(action))
    served = list(action.recommendations.order_by("symbol", "pk"))
    standing = latest([one.pk for one in served], user=request.user, state=action.state_id)
    reports = list(action.reports.select_related("organisation"))
    context = {
        "action": action, "rows": summary(action), "reports": reports, "smart": checklist(action),
        "served": [
            {"one": one, "entry": standing.get(one.pk), "name": name_of(one), "url": followup_url(one, action.state)}
            for one in served
        ],
        "overdue": action.is_overdue(), "who": action.lead_label or _("State focal point"),
        "report_by": next_report(action, reports[0].on if reports else None) if action.is_going_on else None,
        "trail": followup_trail(action.state, plan_step(action.state), action.code),
    }  # fmt: skip
    return render(request, "followup/action.html", context)


def plan_step(state: State) -> dict[str, str]:
    return {"label": _("Implementation plan"), "url": f"{reverse('followup-actions')}?state={state.pk}"}


def summary(action: ImplementationAction) -> list[dict[str, Any]]:
    """The facts of an action for ``parts/summary.html``."""
    others = [one.name for one in action.contributors.all()] + [action.other_contributors]
    amount = "" if action.budget is None else number_format(action.budget, force_grouping=True)
    return [
        {"label": _("What will be done"), "value": action.description, "prose": True},
        {"label": _("Lead institution"), "value": action.lead_label},
        {"label": _("Contributing institutions"), "value": "; ".join(filter(None, others))},
        {"label": _("Indicator"), "value": action.indicator},
        {"label": _("Baseline"), "value": action.baseline},
        {"label": _("Target"), "value": action.target},
        {"label": _("Budget"), "value": f"{amount} {action.currency}" if amount else ""},
    ]


def _unlink(request: HttpRequest, action: ImplementationAction) -> None:
    number = number_in(request.POST.get("remove", ""))
    try:
        link_recommendations(action, remove=[number] if number else [], by=request.user)
    except ActError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The action no longer answers this recommendation."))
