"""Builds the demonstration: everything through the domain's verbs, as the persons entitled to each act."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comity.assistance.domain.requests import rank_requests
from comity.assistance.models import SupportRequest
from comity.demo import days
from comity.demo.commitments import write_commitments
from comity.demo.content import load
from comity.demo.forms import write_form
from comity.demo.journeys import Journey
from comity.demo.people import write_fictional_states, write_organisations, write_people
from comity.kernel.models import Notification
from comity.people.models import User
from comity.reference.models import State

STILL_NEW = -21  # notifications of the last three weeks are unread


@transaction.atomic
def build(say: Callable[[str], None] = lambda _sentence: None) -> dict[str, int]:
    """Fill an empty database that has reference data; returns how many records of each kind there are."""
    days.begin()
    write_fictional_states()
    organisations = write_organisations()
    people = write_people(organisations)
    say(f"{len(organisations)} organisations, {len(people)} people.")
    commitments = write_commitments()
    say(f"{commitments} recommendations and pledges.")
    journeys = [_drafted(record, organisations, people) for record in _by_submission(load("requests"))]
    _rank(journeys, people)
    for journey in journeys:
        journey.travel()
    say(f"{len(journeys)} requests.")
    _settle_notifications()
    return {
        "organisations": len(organisations), "people": len(people), "commitments": commitments,
        "requests": len(journeys),
    }  # fmt: skip


def _by_submission(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the order in which they were submitted, because numbers are given in that order; those never submitted last."""
    return sorted(records, key=lambda record: [step["day"] for step in record["history"] if step["to"] == "submitted"] or [1])


def _drafted(record: dict[str, Any], organisations: dict[str, Any], people: dict[str, User]) -> Journey:
    with days.happened(record["created_day"]):
        request = write_form(record, organisations=organisations, by=people[record["prepared_by"]])
    request.refresh_from_db()
    return Journey(record, request, people)


def _rank(journeys: list[Journey], people: dict[str, User]) -> None:
    """Each focal point's own order, before any screening ends."""
    for state in State.objects.filter(fictional=True):
        own = [journey for journey in journeys if journey.record["states"][0] == state.pk and journey.record["priority"]]
        if own:
            order = [journey.request.pk for journey in sorted(own, key=lambda journey: journey.record["priority"])]
            rank_requests(state=state, order=order, by=people[own[0].record["focal_point"]])
    for journey in journeys:
        journey.request.refresh_from_db()
    SupportRequest.objects.filter(status="draft").update(changed_at=timezone.now())


def _settle_notifications() -> None:
    """What is older than three weeks has been read; nothing is mailed, because nobody's address exists."""
    now = timezone.now()
    Notification.objects.update(mailed_at=now)
    Notification.objects.filter(created_at__lt=days.moment(STILL_NEW)).update(read_at=now)
    DBTaskResult.objects.all().delete()
