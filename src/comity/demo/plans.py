"""Acts on plans: written, proposed, accepted, begun; components moved; progress and views given."""

from typing import Any

from comity.assistance.domain import offers, plans
from comity.assistance.domain.sharing import share_plan
from comity.assistance.models import Milestone, NeedItem, Pairing, Plan
from comity.demo.cast import Cast
from comity.demo.days import day

Record = dict[str, Any]
SHARED_AFTER = 2  # days between the last acceptance and publication


def act_on_plan(cast: Cast, record: Record, step: Record) -> None:
    """Take one step of a plan's history. Whatever is proposed is written first."""
    by, act = cast.person(step["by"]), step["act"]
    if act == "open_plan":
        plans.open_plan(cast.request(record["request"]), by=by)
        return
    plan = cast.plan(record["request"])
    if act == "propose":
        _write(cast, record, plan, final=step["version"] == record["version"])
        plans.propose_plan(cast.plan(record["request"]), by=by)
    elif act == "consult":
        plans.put_plan_to_both(plan, by=by)
    elif act == "revise":
        plans.revise_plan(plan, by=by, reason=record["changes_from_version_before"])
    elif act == "accept":
        plans.accept_plan(plan, version_hash=plan.version_hash, by=by)
    else:
        plans.activate_plan(plan, by=by)


def _write(cast: Cast, record: Record, plan: Plan, *, final: bool) -> None:
    """The last version says how it ends; versions before it still have the request's words on that."""
    names = ("aim", "monitoring", "gender_marker", "rights_marker", *(["sustainability"] if final else []))
    fields = {name: record[name] for name in names}
    days = {"starts_on": day(record["from_day"]), "ends_on": day(record["to_day"])}
    plans.write_plan(plan, by=cast.coordinator(), fields={**fields, **days})
    ranks = cast.needs(record["request"])
    for component in record["components"]:
        plans.write_component(
            plan, by=cast.officer(component["provider"]), provider=cast.organisations[component["provider"]],
            fields=_component(component), needs=[ranks[rank] for rank in component["needs"]],
            outputs=component["outputs"],
            milestones=[{"title": row["title"], "due_on": day(row["due_day"])} for row in component["milestones"]],
        )  # fmt: skip


def _component(record: Record) -> Record:
    same = {name: record[name] for name in ("title", "description", "budget", "currency")}
    return {**same, "starts_on": day(record["from_day"]), "ends_on": day(record["to_day"])}


def publish(cast: Cast, record: Record, step: Record) -> None:
    share_plan(cast.plan(record["request"]), by=cast.person(step["by"]))


def move_component(cast: Cast, record: Record, step: Record) -> None:
    component = cast.plan(record["request"]).components.get(provider__code=step["provider"])
    plans.move_component(component, step["act"], by=cast.person(step["by"]))


def reach_milestone(cast: Cast, record: Record, step: Record) -> None:
    """The one thing here that has no verb of its own: a milestone is a date in the plan, without a machine."""
    rows = Milestone.objects.filter(component__plan=cast.plan(record["request"]), title=step["title"])
    rows.filter(component__provider__code=step["provider"]).update(reached_on=day(step["day"]))


def report_progress(cast: Cast, record: Record, step: Record) -> None:
    same = {name: step[name] for name in ("done", "results", "obstacles", "views")}
    plans.report_progress(
        cast.plan(record["request"]),
        period_from=day(step["period_from_day"]), period_to=day(step["period_to_day"]),
        by=cast.person(step["by"]), pairing=_pairing(cast, record, step["pairing"]), **same,
    )  # fmt: skip


def _pairing(cast: Cast, record: Record, found: Record | None) -> Pairing | None:
    if found is None:
        return None
    need = cast.needs(record["request"])[found["need"]]
    return Pairing.objects.get(offer=cast.offer(found["offer"]), need=need)


def give_view(cast: Cast, record: Record, step: Record) -> None:
    same = {name: step[name] for name in ("rating", "lessons", "sustained")}
    plans.give_closure_view(cast.request(record["request"]), by=cast.person(step["by"]), **same)


def declare_covered(cast: Cast, record: Record, step: Record) -> None:
    need = NeedItem.objects.get(pk=cast.needs(record["request"])[step["need"]])
    offers.declare_covered(need, covered=True, by=cast.focal_point(record["request"]))
