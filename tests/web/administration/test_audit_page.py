"""The audit page: who took which step when, never content; only for those who may; the chain's verdict on demand."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comity.assistance.domain import notes, requests
from comity.assistance.models import StakeholderNote, SupportRequest
from comity.kernel.models import AuditEvent
from tests import world
from tests.web.browser import Browser


def listed(browser, **query):
    return [entry.action for entry in browser.get("audit", **query).context["entries"]]


@pytest.mark.parametrize(
    "who", ["focal_point", "preparer", "officer", "clearer", "nhri", "ngo", "safeguarding", "secretary", "editor"]
)
def test_others_do_not_get_to_the_audit(w, who):
    assert Browser(getattr(w, who)).get("audit").status_code == 403


def test_public_is_asked_to_sign_in(w):
    assert Browser().get("audit").status_code == 302


def test_events_are_listed_newest_first_without_content(w):
    request = world.opened(w, marker="ZEBRA")
    world.offered(w, request, description="ZEBRA")
    text = Browser(w.administrator).text("audit")
    for said in ("Send to the State", "offer.submit", f"request {request.pk}", w.clearer.title):
        assert said in text
    assert "ZEBRA" not in text
    assert request.code not in text
    sequences = [entry.sequence for entry in Browser(w.administrator).get("audit").context["entries"]]
    assert sequences == sorted(sequences, reverse=True)


def test_events_are_narrowed_by_step_record_and_day(w):
    request = world.opened(w)
    page = Browser(w.administrator)
    assert set(listed(page, action="request.acknowledge")) == {"request.acknowledge"}
    assert all(action.startswith("consent.") for action in listed(page, action="consent.give"))
    assert {entry.subject for entry in page.get("audit", subject=f"request {request.pk}").context["entries"]} == {
        f"request {request.pk}"
    }
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert listed(page, since=tomorrow) == []
    assert listed(page, until=tomorrow) == listed(page)
    wrong = page.get("audit", since="yesterday")
    assert "“From” is not a date" in wrong.content.decode()
    assert wrong.context["entries"] == []


def test_events_have_pages(w):
    for _number in range(3):
        world.opened(w, needs=1)
    page = Browser(w.administrator)
    total = AuditEvent.objects.count()
    assert total > 50
    assert len(listed(page)) == 50
    assert len(listed(page, page=2)) == min(50, total - 50)


def test_verdict_is_given_when_asked_for(w):
    world.submitted(w)
    page = Browser(w.administrator)
    assert "The chain is whole" not in page.text("audit")
    assert f"The chain is whole: {AuditEvent.objects.count()} events read" in page.text("audit", verify=1)


def test_verdict_says_what_is_broken(w):
    world.submitted(w)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER kernel_auditevent_append_only ON kernel_auditevent")
        else:
            cursor.execute("DROP TRIGGER kernel_auditevent_append_only_update")
        cursor.execute("UPDATE kernel_auditevent SET role = 'AD' WHERE sequence = 2")
    text = Browser(w.administrator).text("audit", verify=1)
    assert "is broken" in text
    assert "Event 2 (request.edit) was altered after it was written." in text


def test_coordinator_knows_of_nothing_before_the_state_consented(w):
    """Rule R1: not even that a draft exists."""
    draft = world.draft(w)
    assert listed(Browser(w.coordinator)) == []
    requests.endorse_request(draft, by=w.focal_point)
    requests.submit_request(SupportRequest.objects.get(pk=draft.pk), by=w.focal_point)
    assert "request.submit" in listed(Browser(w.coordinator))
    assert "consent.give" in listed(Browser(w.coordinator))


def test_coordinator_loses_sight_with_the_withdrawn_request(w):
    request = world.opened(w)
    world.offered(w, request)
    requests.withdraw_request(SupportRequest.objects.get(pk=request.pk), by=w.focal_point)
    assert listed(Browser(world.fresh(w.coordinator))) == []
    assert "offer.submit" in listed(Browser(w.administrator))


def test_coordinator_knows_of_no_draft_offer(w):
    request = world.opened(w)
    offer = world.offered(w, request)
    type(offer).objects.update(status="draft")
    assert not [action for action in listed(Browser(w.coordinator)) if action.startswith("offer.")]


def test_comment_of_a_consulted_body_is_no_event_for_the_administrator(w):
    """Rule R13: that somebody spoke can put them at risk."""
    request = world.opened(w, audience="participants")
    StakeholderNote.objects.create(request=request, organisation=w.society, author=w.ngo, text="Fear", level=3)
    requests_seen = SupportRequest.objects.circulated_to(w.ngo)
    assert request in requests_seen
    notes.leave_note(request, text="A word", level=3, by=w.ngo)
    assert AuditEvent.objects.filter(action="note.leave").exists()
    assert "note.leave" not in listed(Browser(w.administrator))
    assert "note.leave" not in listed(Browser(w.coordinator))
    assert "note.leave" not in Browser(w.administrator).text("audit")


def test_page_costs_the_same_for_one_act_and_many(w):
    page = Browser(w.coordinator)
    world.opened(w, needs=1)
    costs = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as seen:
            page.get("audit")
        costs.append(len(seen))
        for _more in range(2):
            world.offered(w, world.opened(w, needs=1))
    assert costs[0] == costs[1]
