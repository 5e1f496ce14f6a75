"""Builds the demonstration: everything through the domain's verbs, by the persons entitled to each act."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comity.assistance.domain.requests import rank_requests
from comity.assistance.models import Plan
from comity.commitments.domain.followup_reminders import remind_institutions
from comity.commitments.domain.suggesting import suggest_clusters
from comity.commitments.models import ImplementationAction, StatusEntry
from comity.demo import days
from comity.demo.cast import Cast
from comity.demo.commitments import write_commitments
from comity.demo.content import load
from comity.demo.forms import write_form
from comity.demo.people import write_fictional_states, write_organisations, write_people
from comity.demo.story import story
from comity.demo.voices import settle_days
from comity.kernel.models import Notification
from comity.kernel.roles import System
from comity.reference.models import State

STILL_NEW = -21  # notifications of the last three weeks are unread


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
    for event in story(cast):
        with days.happened(event.day):
            event.act(cast, event.record, event.step)
    days.settle()
    remind_institutions(System("periodic"))
    for code in State.objects.filter(fictional=True).values_list("pk", flat=True):
        suggest_clusters(code, by=System("import"))
    settle_days()
    plans = Plan.objects.count()
    say(f"{len(cast.requests)} requests, {len(cast.offers)} offers, {plans} plans.")
    actions, statuses = ImplementationAction.objects.count(), StatusEntry.objects.count()
    say(f"{actions} actions, {statuses} assessments of recommendations.")
    _settle_notifications()
    return {
        "organisations": len(organisations), "people": len(cast.people), "commitments": commitments,
        "requests": len(cast.requests), "offers": len(cast.offers), "plans": plans,
        "actions": actions, "assessments": statuses,
    }  # fmt: skip


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
