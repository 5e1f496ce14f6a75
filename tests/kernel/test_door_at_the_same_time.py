"""Real concurrency on PostgreSQL: one step at one moment has one effect; of two different steps one wins (R20)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from comity.assistance.domain.machines import REQUEST
from comity.assistance.models import SupportRequest
from comity.kernel import audit
from comity.kernel.errors import ActError
from comity.kernel.models import AuditEvent, StateChange
from comity.kernel.transitions import transition
from tests import world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def submitted(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: rows are locked there, and SQLite's audit cannot be emptied after the test")
    people = world.build()
    return people, SupportRequest.objects.get(pk=world.submitted(people).pk)


def together(*acts):
    """Run the acts in as many threads, from the same moment; the result of each, or the error that refused it."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except ActError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_the_same_step_eight_times_at_once_has_one_effect(submitted):
    w, request = submitted
    events = AuditEvent.objects.count()
    results = together(
        *[lambda: transition(REQUEST, request, "acknowledge", by=w.coordinator, expected=request.row_version)] * 8
    )
    assert sorted(step.changed for step in results) == [False] * 7 + [True]
    assert StateChange.objects.filter(transition="acknowledge").count() == 1
    assert AuditEvent.objects.count() == events + 1
    assert audit.verify().faults == ()


def test_of_two_different_steps_from_the_same_page_one_wins(submitted):
    w, request = submitted
    results = together(
        lambda: transition(REQUEST, request, "acknowledge", by=w.coordinator, expected=request.row_version),
        lambda: transition(REQUEST, request, "withdraw", by=w.focal_point, expected=request.row_version),
    )
    refused = [result for result in results if isinstance(result, ActError)]
    assert len(refused) == 1
    assert StateChange.objects.filter(machine="request", row_version=request.row_version).count() == 1
    assert audit.verify().faults == ()
