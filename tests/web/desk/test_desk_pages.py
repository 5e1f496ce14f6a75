"""The desk's pages: every role finds its own, and nothing of others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.assistance.domain import consents, requests
from comity.assistance.models import SupportRequest
from comity.kernel.models import Notification
from tests import world

EVERYBODY = (
    "preparer", "focal_point", "coordinator", "administrator", "officer", "clearer", "nhri", "ngo", "academic",
    "safeguarding", "secretary", "trustee", "editor", "mechanism", "facilitator", "steward", "other_focal_point",
)  # fmt: skip
MARKER = "zebrafinch"


def page(client, user, address="/en/desk"):
    client.force_login(user)
    return client.get(address)


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_role_has_a_desk(w, client, name):
    world.opened(w)
    response = page(client, getattr(w, name))
    assert response.status_code == 200
    assert "<h1>My desk</h1>" in response.text


def test_desk_asks_visitors_to_sign_in_and_brings_them_back(w, client):
    response = client.get("/en/desk")
    assert response.status_code == 302
    assert response.url == "/en/account/login/?next=/en/desk"


def test_administrator_finds_accounts_and_nothing_of_any_request(w, client):
    request = world.opened(w, marker=MARKER, audience="public", extent="nothing")
    text = page(client, w.administrator).text
    assert MARKER not in text
    assert request.code not in text
    assert "reads no requests" in text


@pytest.mark.parametrize("name", ["other_focal_point", "private_officer", "nhri", "ngo", "facilitator", "safeguarding"])
def test_desk_shows_nothing_of_a_request_that_did_not_reach_the_person(w, client, name):
    request = world.opened(w, marker=MARKER, extent="nothing")
    text = page(client, getattr(w, name)).text
    assert MARKER not in text
    assert request.code not in text
    assert "Nothing waits for you." in text


def test_line_names_the_act_and_leads_to_the_record(w, client):
    request = world.submitted(w)
    text = page(client, w.coordinator).text
    assert "Acknowledge" in text
    assert f'href="/en/desk/requests/{request.pk}/"' in text


def test_inbox_is_marked_as_read(w, client):
    world.submitted(w)
    text = page(client, w.coordinator, "/en/desk/inbox").text
    assert "was submitted" in text
    assert client.post("/en/desk/inbox").status_code == 302
    assert not Notification.objects.filter(recipient=w.coordinator, read_at__isnull=True).exists()
    assert "Mark all as read" not in client.get("/en/desk/inbox").text


def test_inbox_forgets_the_name_of_what_was_withdrawn(w, client):
    request = world.opened(w, marker=MARKER)
    assert request.code in page(client, w.coordinator, "/en/desk/inbox").text
    requests.withdraw_request(request, by=w.focal_point)
    for address in ("/en/desk", "/en/desk/inbox"):
        text = client.get(address).text
        assert request.code not in text
        assert MARKER not in text


def test_inbox_line_follows_narrowed_consent(w, client):
    request = world.opened(w, extent="nothing")
    consents.withdraw_consent(request, scope="submission", by=w.focal_point)
    assert request.code not in page(client, w.coordinator, "/en/desk/inbox").text


def test_desk_takes_the_same_number_of_queries_for_one_and_for_three(w, client):
    def count():
        client.force_login(w.coordinator)
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/en/desk").status_code == 200
        return len(counted)

    world.proposed(w, world.opened(w))
    one = count()
    world.proposed(w, world.opened(w))
    world.proposed(w, world.opened(w))
    assert count() == one


# The State's own order (rule R8)


def test_focal_point_orders_requests_without_script(w, client):
    first, second = world.draft(w), world.submitted(w)
    client.force_login(w.focal_point)
    for move in (f"in:{first.pk}", f"in:{second.pk}", f"up:{second.pk}"):
        assert client.post("/en/desk/rank", {"move": move}).status_code == 302
    order = dict(SupportRequest.objects.values_list("pk", "priority"))
    assert order == {second.pk: 1, first.pk: 2}
    client.post("/en/desk/rank", {"move": f"out:{second.pk}"})
    assert dict(SupportRequest.objects.values_list("pk", "priority")) == {second.pk: None, first.pk: 1}


def test_preparer_reads_the_order_and_cannot_change_it(w, client):
    request = world.draft(w)
    client.force_login(w.preparer)
    text = client.get("/en/desk/rank").text
    assert "Without a number" in text
    assert "<button name" not in text
    client.post("/en/desk/rank", {"move": f"in:{request.pk}"})
    assert SupportRequest.objects.get(pk=request.pk).priority is None


def test_number_is_fixed_once_screening_has_ended(w, client):
    ranked, other = world.submitted(w), world.draft(w)
    client.force_login(w.focal_point)
    client.post("/en/desk/rank", {"move": f"in:{ranked.pk}"})
    from comity.assistance.domain import screening  # noqa: PLC0415 - only this test screens

    screening.acknowledge_request(ranked, by=w.coordinator)
    fresh = SupportRequest.objects.get(pk=ranked.pk)
    screening.screen_request(fresh, result="admissible", reasons="Clear.", answers=world.ANSWERS, by=w.coordinator)
    client.post("/en/desk/rank", {"move": f"in:{other.pk}"})
    client.post("/en/desk/rank", {"move": f"out:{ranked.pk}"})
    client.post("/en/desk/rank", {"move": f"up:{other.pk}"})
    assert dict(SupportRequest.objects.values_list("pk", "priority")) == {ranked.pk: 1, other.pk: 2}
    assert "fixed since screening" in client.get("/en/desk/rank").text


@pytest.mark.parametrize("name", ["other_focal_point", "coordinator", "officer", "administrator"])
def test_nobody_else_moves_a_request_of_the_state(w, client, name):
    request = world.draft(w)
    client.force_login(getattr(w, name))
    client.post("/en/desk/rank?state=SVN", {"move": f"in:{request.pk}"})
    assert SupportRequest.objects.get(pk=request.pk).priority is None
