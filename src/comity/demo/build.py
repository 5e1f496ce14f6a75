"""Builds the demonstration: everything through the domain's verbs, by the persons entitled to each act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comity.assistance.domain.requests import rank_requests
from comity.demo import days
from comity.demo.cast import Cast
from comity.demo.commitments import write_commitments
from comity.demo.content import load
from comity.demo.forms import write_form
from comity.demo.offers import act_on_offer, draft_offer
from comity.demo.people import write_fictional_states, write_organisations, write_people
from comity.demo.requests import act_on_request, propose_assessment, report_assessment
from comity.kernel.models import Notification
from comity.reference.models import State

Record = dict[str, Any]
STILL_NEW = -21  # notifications of the last three weeks are unread


@dataclass(frozen=True)
class Event:
    """One act of the story on its day."""

    day: int
    act: Callable[[Cast, Record, Record], object]
    record: Record
    step: Record


@transaction.atomic
def build(say: Callable[[str], None] = lambda _sentence: None) -> dict[str, int]:
    """Fill an empty database that has reference data; returns how many records of each kind there are."""
    days.begin()
    write_fictional_states()
    organisations = write_organisations()
    cast = Cast(organisations, write_people(organisations))
    say(f"{len(organisations)} organisations, {len(cast.people)} people.")
    commitments = write_commitments(cast.coordinator())
    say(f"{commitments} recommendations and pledges.")
    for record in load("requests"):
        with days.happened(record["created_day"]):
            request = write_form(record, organisations=organisations, by=cast.person(record["prepared_by"]))
        cast.requests[record["key"]] = request.pk
    _rank(cast)
    for event in sorted(_story(cast), key=lambda event: event.day):
        with days.happened(event.day):
            event.act(cast, event.record, event.step)
    say(f"{len(cast.requests)} requests, {len(cast.offers)} offers.")
    _settle_notifications()
    return {
        "organisations": len(organisations), "people": len(cast.people), "commitments": commitments,
        "requests": len(cast.requests), "offers": len(cast.offers),
    }  # fmt: skip


def _story(cast: Cast) -> list[Event]:
    """Every act of every record. Of one day's acts those on requests come first, in the order of the content."""
    events = []
    for record in load("requests"):
        events += [Event(step["day"], act_on_request, record, step) for step in record["history"]]
        found = record.get("assessment", {})
        for name, act in (("proposed_day", propose_assessment), ("reported_day", report_assessment)):
            if found.get(name) is not None:
                events.append(Event(found[name], act, record, {"by": cast.coordinator().email}))
    for record in load("offers"):
        events.append(Event(record["created_day"], draft_offer, record, {}))
        events += [Event(step["day"], act_on_offer, record, step) for step in record["history"]]
    return events


def _rank(cast: Cast) -> None:
    """Each focal point's own order, set before any screening ends."""
    for state in State.objects.filter(fictional=True):
        ranked = [record for record in load("requests") if record["states"][0] == state.pk and record["priority"]]
        if ranked:
            ranked.sort(key=lambda record: record["priority"])
            order = [cast.requests[record["key"]] for record in ranked]
            with days.happened(min(record["created_day"] for record in ranked)):
                rank_requests(state=state, order=order, by=cast.person(ranked[0]["focal_point"]))


def _settle_notifications() -> None:
    """What is older than three weeks has been read; nothing is mailed, because nobody's address exists."""
    now = timezone.now()
    Notification.objects.update(mailed_at=now)
    Notification.objects.filter(created_at__lt=days.moment(STILL_NEW)).update(read_at=now)
    DBTaskResult.objects.all().delete()
