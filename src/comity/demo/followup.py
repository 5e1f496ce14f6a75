"""The demonstration's follow-up: actions, reports, assessments with evidence, and what focal points published."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from comity.commitments.domain.followup_actions import plan_action
from comity.commitments.domain.followup_evidence import Source
from comity.commitments.domain.followup_progress import drop_action, report_progress
from comity.commitments.domain.followup_publication import publish_status
from comity.commitments.domain.followup_status import correct_status, record_status, roll_down_status
from comity.commitments.models import ImplementationAction, Recommendation, StatusEntry
from comity.demo.cast import Cast
from comity.demo.content import load
from comity.demo.days import day
from comity.reference.models import State

Record = dict[str, Any]
TEXTS = ("title", "description", "other_contributors", "indicator", "baseline", "target", "currency")


def told() -> Iterator[tuple[int, Any, Record, Record]]:
    """Every act as day, verb, record and step."""
    for record in load("actions"):
        yield record["day"], plan, record, {}
        for step in record["reports"]:
            yield step["day"], report, record, step
        if "dropped" in record:
            yield record["dropped"]["day"], drop, record, record["dropped"]
    for record in load("statuses"):
        yield record["day"], assess, record, {}
        for name, act in (("corrected", correct), ("published", publish)):
            if name in record:
                yield record[name]["day"], act, record, record[name]


def numbers(keys: Sequence[str]) -> list[int]:
    found = dict(Recommendation.objects.filter(key__in=keys).values_list("key", "pk"))
    return [found[key] for key in keys]


def plan(cast: Cast, record: Record, step: Record) -> None:
    del step
    fields = {name: record[name] for name in (*TEXTS, "smart", "remind_months")}
    action = plan_action(
        state=State.objects.get(pk=record["state"]),
        fields={
            **fields, "lead": cast.organisations[record["lead"]], "due_on": day(record["due_day"]),
            "budget": Decimal(record["budget"]) if record["budget"] else None,
        },
        recommendations=numbers(record["recommendations"]), by=cast.person(record["by"]),
        contributors=[cast.organisations[code] for code in record["contributors"]],
    )  # fmt: skip
    cast.actions[record["key"]] = action.pk


def _action(cast: Cast, record: Record) -> ImplementationAction:
    return ImplementationAction.objects.get(pk=cast.actions[record["key"]])


def report(cast: Cast, record: Record, step: Record) -> None:
    report_progress(
        _action(cast, record), status=step["status"], on=day(step["day"]), done=step["done"], value=step["value"],
        obstacles=step["obstacles"], by=cast.person(step["by"]),
    )  # fmt: skip


def drop(cast: Cast, record: Record, step: Record) -> None:
    drop_action(_action(cast, record), reason=step["reason"], by=cast.person(step["by"]))


def _sources(record: Record) -> list[Source]:
    return [
        Source(one["title"], one["source"], _past(one["dated_day"]), one["shows"]) for one in record["evidence"]
    ]  # fmt: skip


def _past(number: int) -> dt.date:
    return day(number)


def _state(record: Record) -> str:
    return str(record["recommendations"][0])[5:8].upper()


def assess(cast: Cast, record: Record, step: Record) -> None:
    del step
    said = {
        "state": _state(record), "grade": record["grade"], "on": day(record["on_day"]), "note": record["note"],
        "evidence": _sources(record), "by": cast.person(record["by"]),
    }  # fmt: skip
    if "reason" in record:
        roll_down_status(numbers(record["recommendations"]), reason=record["reason"], **said)
    else:
        record_status(Recommendation.objects.get(key=record["recommendations"][0]), **said)


def _latest(key: str) -> StatusEntry:
    return StatusEntry.objects.standing().filter(recommendation__key=key)[0]


def correct(cast: Cast, record: Record, step: Record) -> None:
    correct_status(
        _latest(record["recommendations"][0]), grade=step["grade"], on=day(record["on_day"]), reason=step["reason"],
        note=step["note"], evidence=_sources(record), by=cast.person(step["by"]),
    )  # fmt: skip


def publish(cast: Cast, record: Record, step: Record) -> None:
    keys: Sequence[str] = step["of"] if "of" in step else record["recommendations"]
    for key in keys:
        publish_status(_latest(key), by=cast.person(step["by"]))
