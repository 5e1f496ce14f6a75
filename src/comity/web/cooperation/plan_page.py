"""Everything that the page of one plan shows to one reader."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from comity.assistance.domain.content import plan_content
from comity.assistance.enums import Side
from comity.assistance.models import Component, Pairing, Plan, ProgressUpdate
from comity.assistance.reading import Reading
from comity.assistance.rules import open_acts
from comity.assistance.rules_cooperation import (
    answers,
    may_accept_plan,
    may_give_view,
    may_report,
    may_share_plan,
    may_write_component,
    may_write_plan,
    plan_acts,
    plan_consent,
    request_act,
)
from comity.assistance.turns import plan_turn
from comity.reference.vocabulary import ConsultationCategory
from comity.web.addresses import address
from comity.web.cooperation.difference import changes
from comity.web.cooperation.needs import coverage_in, needs_in, reading_by_request, title_in
from comity.web.cooperation.pairings import pairing_rows
from comity.web.cooperation.plan_showing import component_rows, plan_rows, plan_steps, provider_name
from comity.web.cooperation.trails import plans_step, trail


def plan_page(plan: Plan, user: Any) -> dict[str, Any]:
    """The context of the page. Where a version is frozen it is shown, so that nobody accepts something else."""
    reading = reading_by_request([plan.request], user).get(plan.request_id)
    needs = needs_in(reading, coverage_in(reading))
    versions = list(plan.versions.order_by("-number"))
    frozen = next((version for version in versions if version.hash == plan.version_hash), None)
    content = frozen.content if frozen else plan_content(plan)
    before = next((version for version in versions if version.number < plan.version), None)
    title = title_in(reading)
    return {
        "plan": plan, "title": title, "request_url": address("desk-request", plan.request_id) if reading else "",
        "trail": trail(plans_step(), title), "turn": plan_turn(plan), "rows": plan_rows(content),
        "components": _components(plan, content, needs, user), "answers": answers(plan), "versions": versions,
        "before": before, "changes": changes(before.content, content, needs) if before else [],
        "inclusion": inclusion(reading), "pairings": _pairings(plan, user), "periods": periods(plan),
        "views": list(plan.request.closure_views.select_related("organisation")), "steps": plan_steps(plan),
        "consent": plan_consent(plan), **_rights(plan, user),
    }  # fmt: skip


def _rights(plan: Plan, user: Any) -> dict[str, Any]:
    return {
        "acts": plan_acts(plan, user),
        "may_write": may_write_plan(plan, user),
        "may_accept": may_accept_plan(plan, user),
        "may_report": may_report(plan, user),
        "may_share": may_share_plan(plan, user),
        "may_view": may_give_view(plan, user),
        "closing": request_act(plan.request, "close", user),
    }


def _components(plan: Plan, content: dict[str, Any], needs: Any, user: Any) -> list[dict[str, Any]]:
    rows = plan.components.select_related("provider", "plan__request__state").prefetch_related("milestones")
    kept: dict[int, Component] = {component.pk: component for component in rows}
    return [
        {"part": part, "component": kept.get(part["id"]), "provider": provider_name(part),
         "rows": component_rows(part, needs), "acts": open_acts(kept[part["id"]], user) if part["id"] in kept else [],
         "may_write": part["id"] in kept and may_write_component(plan, kept[part["id"]].provider, user)}
        for part in content["components"]
    ]  # fmt: skip


def _pairings(plan: Plan, user: Any) -> list[dict[str, Any]]:
    rows = Pairing.objects.filter(offer__request=plan.request_id).select_related(
        "offer__provider", "offer__request__state", "need"
    )
    return pairing_rows(list(rows.prefetch_related("updates").order_by("review_on", "id")), user)


def inclusion(reading: Reading | None) -> list[dict[str, Any]]:
    """Who took part in preparing what the plan answers (paragraph 5 of the resolution); missing is shown as missing."""
    records: dict[str, list[Any]] = {}
    for record in reading.content.get("consultations", ()) if reading else ():
        records.setdefault(record["category"], []).append(record)
    return [{"label": label, "value": _said(records.get(value, []))} for value, label in ConsultationCategory.choices]


def _said(records: list[Any]) -> str:
    if not records:
        return _("not recorded")
    return "; ".join(
        record["who"] or _("took part")
        if record["took_place"]
        else _("not consulted: %(why)s") % {"why": record["why_not"]}
        for record in records
    )


def periods(plan: Plan) -> list[dict[str, Any]]:
    """The accounts of both sides, period by period, the State's beside the providers'."""
    rows = ProgressUpdate.objects.filter(plan=plan).select_related("organisation", "by", "pairing__need")
    found = []
    for (first, last), updates in groupby(rows.order_by("-period_to", "-period_from", "id"), key=_period):
        told = list(updates)
        found.append({
            "first": first, "last": last,
            "sides": [{"side": side, "updates": [update for update in told if update.side == side]} for side in Side],
        })  # fmt: skip
    return found


def _period(update: ProgressUpdate) -> tuple[Any, Any]:
    return update.period_from, update.period_to
