"""The register: counts that reconcile, filters, exports of exactly what is listed, and the public feed."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from comity.assistance.domain import requests, screening
from comity.assistance.models import SupportRequest
from tests import world

READERS = (
    None,
    "preparer",
    "focal_point",
    "other_focal_point",
    "coordinator",
    "officer",
    "private_officer",
    "nhri",
    "administrator",
)
ATOM = "{http://www.w3.org/2005/Atom}"


def again(request):
    return SupportRequest.objects.get(pk=request.pk)


@pytest.fixture
def several(w):
    """Requests in several states and at every level."""
    world.draft(w)
    named = world.draft(w, audience="named", extent="nothing")
    world.name_provider(w, named, w.agency)
    requests.endorse_request(again(named), by=w.focal_point)
    requests.submit_request(again(named), by=w.focal_point)
    world.submitted(w, audience="un-agencies", extent="title-area")
    world.opened(w, audience="un-agencies", extent="summary")
    world.opened(w, audience="participants", extent="nothing")
    world.opened(w, audience="public", extent="full")
    withdrawn = world.opened(w, audience="public", extent="full")
    requests.withdraw_request(withdrawn, by=w.focal_point)
    return w


def sign_in(client, w, name):
    client.logout()
    if name:
        client.force_login(getattr(w, name))


TOTALS = {
    None: 3, "preparer": 7, "focal_point": 7, "other_focal_point": 4, "coordinator": 5, "officer": 4,
    "private_officer": 4, "nhri": 4, "administrator": 3,
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_counts_reconcile_with_the_total_for_every_reader_and_every_filter(several, client, name):
    sign_in(client, several, name)
    for query in (
        "",
        "?state=SVN",
        "?status=open",
        "?area=teachers-capacity",
        "?q=teachers",
        "?status=open&status=submitted",
    ):
        context = client.get(f"/en/requests{query}").context
        assert sum(door["number"] for door in context["doors"]) == context["register"].total, query
    context = client.get("/en/requests").context
    assert context["register"].total == TOTALS[name]
    for facet in context["facets"]:
        if facet["name"] in ("status", "state"):
            assert sum(option["count"] for option in facet["options"]) == context["register"].total, facet["name"]


@pytest.mark.parametrize("name", READERS)
def test_every_count_opens_the_list_that_it_counts(several, client, name):
    sign_in(client, several, name)
    for door in client.get("/en/requests?area=teachers-capacity").context["doors"]:
        assert client.get(door["url"]).context["register"].total == door["number"]


@pytest.mark.parametrize("name", READERS)
def test_exports_hold_exactly_what_is_listed(several, client, name):
    sign_in(client, several, name)
    listed = [row["reading"].request.code or "" for row in client.get("/en/requests?sort=oldest").context["rows"]]
    records = json.loads(client.get("/en/requests/export.json?sort=oldest").content)
    assert [record["code"] or "" for record in records] == listed
    table = list(
        csv.DictReader(io.StringIO(client.get("/en/requests/export.csv?sort=oldest").content.decode("utf-8-sig")))
    )
    assert [row["code"] for row in table] == listed
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/en/requests/export.xlsx?sort=oldest").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == listed
    assert rows[0] == list(table[0]) if table else True


def test_export_follows_the_filters(several, client):
    client.force_login(several.coordinator)
    records = json.loads(client.get("/en/requests/export.json?status=submitted").content)
    assert {record["status"] for record in records} == {"submitted"}
    assert client.get("/en/requests/export.doc").status_code == 404


def test_formula_in_a_title_does_not_run_in_a_spreadsheet(w, client):
    record = world.draft(w, extent="full")
    requests.write_request(record, by=w.preparer, changes={"title": "=HYPERLINK(1)"})
    requests.endorse_request(again(record), by=w.focal_point)
    requests.submit_request(again(record), by=w.focal_point)
    assert ",=HYPERLINK" not in client.get("/en/requests/export.csv").content.decode()


def test_unknown_filter_values_find_nothing_and_are_named(several, client):
    response = client.get("/en/requests?status=lost&area=%3Cscript%3E&page=nonsense")
    assert response.status_code == 200
    assert response.context["register"].total == 0
    assert "“lost” is not known as “State of the request”" in response.text
    assert "<script>" not in response.text.split("<main")[1]


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=999999999999",
        "page=-1",
        "page=²",
        "sort=nothing",
        "q=%00",
        "state=%00",
        "area=%00",
        "q=" + "x" * 500,
        "year=abc",
    ],
)
def test_any_address_of_the_register_answers(several, client, query):
    assert client.get(f"/en/requests?{query}").status_code == 200


def test_search_finds_what_the_reader_may_read_and_nothing_else(w, client):
    world.opened(w, marker="zebrafinch", extent="summary")
    assert client.get("/en/requests?q=zebrafinchsummary").context["register"].total == 1
    assert client.get("/en/requests?q=zebrafinchsituation").context["register"].total == 0
    client.force_login(w.officer)
    assert client.get("/en/requests?q=zebrafinchsituation").context["register"].total == 1
    assert client.get("/en/requests?q=zebrafinchabsent").context["register"].total == 0


def test_empty_register_says_so_and_so_does_an_empty_search(w, client):
    assert "No State has published a request yet." in client.get("/en/requests").text
    world.opened(w)
    assert "No request fits." in client.get("/en/requests?q=zebrafinch").text


def test_pages_of_the_register_hold_every_request_once(w, client):
    for _number in range(3):
        world.submitted(w)
    for _number in range(19):
        copied = SupportRequest.objects.order_by("id").first()
        _twin(copied)
    first = [row["reading"].request.code for row in client.get("/en/requests").context["rows"]]
    second = [row["reading"].request.code for row in client.get("/en/requests?page=2").context["rows"]]
    assert (len(first), len(second)) == (20, 2)
    assert not set(first) & set(second)


def _twin(record):
    """Another published request with the same text; written to the tables directly, to have many quickly."""
    from comity.assistance.models import RequestState, RequestVersion  # noqa: PLC0415 - only for many rows
    from comity.kernel.models import Consent  # noqa: PLC0415 - as above

    old = record.pk
    number = SupportRequest.objects.count() + 1
    version = RequestVersion.objects.get(request=old)
    consents = list(Consent.objects.filter(subject=old))
    record.pk, record.code, record._state.adding = None, f"REQ-SVN-2020-{number}", True
    record.save()
    RequestState.objects.create(request=record, state=record.state, standing="lead")
    RequestVersion.objects.create(request=record, number=1, content=version.content, hash=version.hash)
    for consent in consents:
        consent.pk, consent.subject, consent._state.adding = None, record.pk, True
        consent.save()


@pytest.mark.parametrize("name", [None, "preparer", "coordinator"])
def test_register_takes_the_same_number_of_queries_for_one_and_for_three(w, client, name):
    def count():
        sign_in(client, w, name)
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/en/requests").status_code == 200
        return len(counted)

    def one_more():
        world.draft(w)
        record = world.submitted(w)
        screening.acknowledge_request(record, by=w.coordinator)
        screening.screen_request(
            again(record), result="admissible", reasons="Clear.", answers=world.ANSWERS, by=w.coordinator
        )

    one_more()
    one = count()
    one_more()
    one_more()
    assert count() == one


def test_feed_is_the_public_register_for_everybody(several, client):
    entries = []
    for name in (None, "focal_point", "coordinator"):
        sign_in(client, several, name)
        response = client.get("/en/requests/feed")
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ET.fromstring(response.content)
        entries.append([entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")])
        assert all(entry.find(f"{ATOM}updated") is not None for entry in feed.findall(f"{ATOM}entry"))
    assert entries[0] == entries[1] == entries[2]
    assert len(entries[0]) == TOTALS[None]
    sign_in(client, several, None)
    assert len(ET.fromstring(client.get("/en/requests/feed?status=open").content).findall(f"{ATOM}entry")) == 2


# One request


def test_page_says_what_is_not_published(w, client):
    for extent, sentence in (
        ("title-area", "Public are the title, the need areas and the state of the request."),
        ("summary", "Public are also the summary"),
    ):
        record = world.opened(w, extent=extent)
        text = client.get(f"/en/requests/{record.code}").text
        assert "The State has not published more." in text
        assert sentence in text
    record = world.opened(w, extent="full")
    assert "has not published more" not in client.get(f"/en/requests/{record.code}").text


def test_public_timeline_has_dates_and_states_and_no_reasons_or_roles(w, client):
    record = world.opened(w, extent="full")
    requests.hold_request(record, reason="Elections in spring", by=w.focal_point)
    response = client.get(f"/en/requests/{record.code}")
    assert [step["title"] for step in response.context["timeline"]] == [
        "On hold", "Open for offers", "Admissible", "Acknowledged", "Submitted",
    ]  # fmt: skip
    assert "Elections" not in response.text
    assert not any(step["who"] or step["text"] for step in response.context["timeline"])


def test_accepted_offers_are_shown_only_where_the_whole_request_is_public(w, client):
    for extent, shown in (("summary", False), ("full", True)):
        record = world.opened(w, extent=extent)
        world.accepted(w, record, title="Courses zebrafinch", in_kind="zebrafinch", amount=5, money_status="pledge")
        text = client.get(f"/en/requests/{record.code}").text
        assert ("Agency" in text) is shown
        assert "zebrafinch" not in text


def test_page_names_whose_turn_it_is_and_until_when(w, client):
    record = world.submitted(w, extent="title-area")
    text = client.get(f"/en/requests/{record.code}").text
    assert "Waiting for: Coordinator" in text


def test_code_is_found_in_small_letters_and_the_desk_leads_outsiders_to_the_public_page(w, client):
    record = world.opened(w, extent="title-area")
    assert client.get(f"/en/requests/{record.code.lower()}").status_code == 200
    client.force_login(w.other_focal_point)
    assert client.get(f"/en/desk/requests/{record.pk}/").url == f"/en/requests/{record.code}"


def test_state_sees_what_everybody_reads(w, client):
    record = world.opened(w, marker="zebrafinch", extent="title-area")
    client.force_login(w.focal_point)
    text = client.get(f"/en/requests/{record.code}?as=public").text
    assert "zebrafinchtitle" in text
    assert "zebrafinchsituation" not in text
    assert "This is what everybody reads." in text
    hidden = world.opened(w, extent="nothing")
    assert "The State has published nothing of it." in client.get(f"/en/requests/{hidden.code}?as=public").text


@pytest.mark.parametrize("name", [None, "focal_point", "coordinator", "officer"])
def test_page_takes_the_same_number_of_queries_for_one_need_and_for_three(w, client, name):
    def count(record):
        sign_in(client, w, name)
        with CaptureQueriesContext(connection) as counted:
            address = f"/en/desk/requests/{record.pk}/" if name else f"/en/requests/{record.code}"
            assert client.get(address).status_code == 200
        return len(counted)

    assert count(world.opened(w, extent="full", needs=3)) == count(world.opened(w, extent="full", needs=1))


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_pages_open_in_every_language(w, client, language):
    record = world.opened(w, extent="full")
    for address in ("requests", f"requests/{record.code}", "requests/feed", "requests/export.xlsx"):
        assert client.get(f"/{language}/{address}").status_code == 200
    client.force_login(w.focal_point)
    for address in ("desk", f"desk/requests/{record.pk}/", f"desk/requests/{record.pk}/act/change-consent"):
        assert client.get(f"/{language}/{address}").status_code == 200
