"""The demonstration's story: every act of every record, on its day, in the order in which things happened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from comity.assistance.domain.notes import leave_note
from comity.demo import followup, plans, voices
from comity.demo.cast import Cast
from comity.demo.content import load
from comity.demo.offers import act_on_offer, draft_offer
from comity.demo.requests import act_on_request, propose_assessment, report_assessment

Record = dict[str, Any]
Act = Callable[[Cast, Record, Record], object]


@dataclass(frozen=True)
class Event:
    """One act: on which day from today, what, on which record, and the step that the content tells."""

    day: int
    act: Act
    record: Record
    step: Record


def story(cast: Cast) -> list[Event]:
    """All events, oldest first. Of one day in the order of ``parts``."""
    parts = (_requests(cast), _offers(), _plans(cast), _notes(), _followup(), _voices(), _reports())
    events = [event for part in parts for event in part]
    return sorted(events, key=lambda event: event.day)


def _requests(cast: Cast) -> Iterator[Event]:
    for record in load("requests"):
        found = record.get("assessment", {})
        for name, act in (("proposed_day", propose_assessment), ("reported_day", report_assessment)):
            if found.get(name) is not None:
                yield Event(found[name], act, record, {"by": cast.coordinator().email})
        for step in record["history"]:
            if step["act"] != "open_plan" and step["by"] != "system":  # told with the plan; follows by itself
                yield Event(step["day"], act_on_request, record, step)


def _offers() -> Iterator[Event]:
    for record in load("offers"):
        yield Event(record["created_day"], draft_offer, record, {})
        for step in record["history"]:
            yield Event(step["day"], act_on_offer, record, step)


def _plans(cast: Cast) -> Iterator[Event]:
    for record in load("plans"):
        for step in record["history"]:
            yield Event(step["day"], plans.act_on_plan, record, step)
        if record["is_public"]:
            agreed = max(step["day"] for step in record["history"] if step["act"] == "accept")
            yield Event(
                agreed + plans.SHARED_AFTER, plans.publish, record, {"by": cast.focal_point(record["request"]).email}
            )
        yield from _delivery(record)


def _delivery(record: Record) -> Iterator[Event]:
    for component in record["components"]:
        for step in component["history"]:
            yield Event(step["day"], plans.move_component, record, {**step, "provider": component["provider"]})
        for row in component["milestones"]:
            if row["reached_day"] is not None:
                told = {"title": row["title"], "day": row["reached_day"], "provider": component["provider"]}
                yield Event(row["reached_day"], plans.reach_milestone, record, told)
    for name, act in TOLD.items():
        for step in record[name]:
            yield Event(step["day"], act, record, step)


TOLD: dict[str, Act] = {
    "updates": plans.report_progress,
    "declared_covered": plans.declare_covered,
    "closure_views": plans.give_view,
}


def _notes() -> Iterator[Event]:
    for record in load("notes"):
        yield Event(record["day"], _leave_note, record, {})


def _followup() -> Iterator[Event]:
    return (Event(*part) for part in followup.told())


def _leave_note(cast: Cast, record: Record, step: Record) -> None:
    del step
    leave_note(
        cast.request(record["request"]), text=record["text"], level=record["level"], by=cast.person(record["by"])
    )


def _voices() -> Iterator[Event]:
    told = (("voices", voices.write, voices.act), ("submissions", voices.tell, voices.weigh))
    for name, begin, act in told:
        for record in load(name):
            yield Event(record["day"], begin, record, {})
            for step, day, by in record["history"]:
                yield Event(day, act, record, {"act": step, "by": by})


def _reports() -> Iterator[Event]:
    for record in load("reports"):
        yield Event(record["day"], voices.report, record, {})
