"""Nobody outside the consented audience gets a field, file, count, search hit, notice or export (R1, R10, R13)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comity.assistance.domain import attachments, consents, notes, requests, screening
from comity.assistance.models import ProviderChoice, SupportRequest
from comity.kernel.visibility import Level
from tests import world
from tests.web.requests.surfaces import MARKER, addresses, leaks, opened, said

OUTSIDE = (
    None, "other_focal_point", "other_preparer", "private_officer", "nhri", "ngo", "academic", "administrator",
    "secretary", "trustee", "editor", "mechanism", "facilitator", "safeguarding", "steward",
)  # fmt: skip
SOME = (None, "other_focal_point", "private_officer", "ngo", "administrator", "safeguarding")
TITLE = {"title"}
SUMMARY = TITLE | {"summary", "result"}
FULL = SUMMARY | {
    "situation", "impact", "groups", "contribution", "funding", "monitoring", "sustainability", "need", "done",
    "doneby", "indicator", "baseline", "body", "part", "who", "method",
}  # fmt: skip
ALLOWED = {"nothing": set(), "title-area": TITLE, "summary": SUMMARY, "full": FULL}


def again(request):
    return SupportRequest.objects.get(pk=request.pk)


def person(w, name):
    return world.fresh(getattr(w, name)) if name else None


def full_of_markers(w, **choices):
    """An open request with something marked in every place: files, preferences, reasons, comments, an offer."""
    record = world.draft(w, marker=MARKER, **choices)
    requests.write_request(record, by=w.preparer, changes={"conditions": f"Only {MARKER}conditions"})
    ProviderChoice.objects.create(
        request=record, organisation=world.organisation(f"{MARKER}excluded", "regional"), kind="excluded"
    )
    note = SimpleUploadedFile("note.pdf", f"%PDF-1.7 {MARKER}bytes".encode())
    attachments.attach_file(again(record), title=f"Note {MARKER}file", file=note, by=w.preparer)
    notes.invite_consulted(again(record), organisation=w.society, by=w.preparer)
    requests.endorse_request(again(record), by=w.focal_point)
    requests.submit_request(again(record), by=w.focal_point)
    notes.leave_note(again(record), text=f"Ask {MARKER}comment", level=Level.CONCERNED, by=w.ngo)
    notes.leave_note(again(record), text=f"Afraid {MARKER}restricted", level=Level.RESTRICTED, by=w.ngo)
    notes.end_consultation(again(record), organisation=w.society, by=w.focal_point)
    screening.acknowledge_request(again(record), by=w.coordinator)
    answers = {**world.ANSWERS}
    answers["balance"] = [{**row, "note": f"Other {MARKER}balance"} for row in answers["balance"]]
    screening.screen_request(
        again(record), result="admissible", reasons=f"Clear {MARKER}reasons", answers=answers, by=w.coordinator,
        referral=f"Also {MARKER}referral",
    )  # fmt: skip
    screening.circulate_request(again(record), by=w.coordinator)
    requests.hold_request(again(record), reason=f"Elections {MARKER}hold", by=w.focal_point)
    requests.resume_request(again(record), by=w.focal_point)
    world.accepted(w, again(record), title=f"Courses {MARKER}offer", description=f"Twenty {MARKER}offertext")
    return again(record)


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("extent", ALLOWED)
def test_outside_the_audience_everybody_reads_exactly_what_is_published(w, extent):
    record = full_of_markers(w, audience="un-agencies", extent=extent)
    own = {"ngo": {"comment", "restricted"}, "safeguarding": {"restricted"}}
    for name in OUTSIDE if extent in ("nothing", "full") else OUTSIDE[::4]:
        texts = said(opened(person(w, name)), record, record.code)
        for surface, fields in leaks(texts).items():
            beyond = fields - ALLOWED[extent] - (own.get(name, set()) if surface == "notes" else set())
            assert not beyond, (name, surface, beyond)
        hits = opened(person(w, name)).get(f"/en/requests?q={MARKER}situation").context["register"].total
        assert hits == (extent == "full"), "what is not published is not found either"
        if extent == "nothing":
            named = {surface for surface, text in texts.items() if record.code in _without_address(text, record)}
            assert named <= {"notes"}, (name, named)
        else:
            assert leaks(texts)["request"] == ALLOWED[extent], name


def _without_address(text, record):
    """The page without the address that was asked for: links to other languages and the sign-in page repeat it."""
    return text.replace(f"/requests/{record.code}", "")


def test_unpublished_request_leaves_no_count_behind(w):
    full_of_markers(w, audience="un-agencies", extent="nothing")
    for name in OUTSIDE:
        page = opened(person(w, name)).get("/en/requests")
        assert page.context["register"].total == 0, name
        assert page.context["doors"] == [], name
        assert not any(option["count"] for facet in page.context["facets"] for option in facet["options"]), name


def test_administrator_reads_no_more_than_the_public_whatever_the_audience(w):
    record = full_of_markers(w, audience="public", extent="nothing")
    texts = said(opened(person(w, "administrator")), record, record.code)
    assert not leaks(texts)
    assert opened(person(w, "administrator")).get("/en/requests").context["register"].total == 0


def test_provider_in_the_audience_reads_the_request_and_no_more(w):
    record = full_of_markers(w, audience="un-agencies", extent="nothing")
    for name in ("second_officer", "second_clearer"):
        texts = said(opened(person(w, name)), record, record.code)
        seen = set().union(*leaks(texts).values())
        assert seen == FULL | {"focal", "conditions"}, name
        assert leaks(texts)["on the desk"] == FULL | {"focal", "conditions"}


def test_coordinator_reads_everything_but_what_is_in_confidence(w):
    record = full_of_markers(w, audience="un-agencies", extent="nothing")
    seen = set().union(*leaks(said(opened(person(w, "coordinator")), record, record.code)).values())
    assert seen == FULL | {
        "focal", "conditions", "file", "excluded", "reasons", "referral", "balance", "hold", "comment", "offer",
        "bytes",
    }  # fmt: skip


def test_state_reads_its_own_and_nothing_in_confidence_and_no_weighing_of_others(w):
    record = full_of_markers(w, audience="un-agencies", extent="nothing")
    for name in ("preparer", "focal_point"):
        seen = set().union(*leaks(said(opened(person(w, name)), record, record.code)).values())
        assert seen == FULL | {
            "focal", "conditions", "file", "excluded", "reasons", "referral", "hold", "comment", "offer", "bytes",
        }, name  # fmt: skip


@pytest.mark.parametrize(
    "name", ["preparer", "focal_point", "alternate", "administrator", "coordinator", "officer", "nhri", None]
)
def test_comment_in_confidence_is_not_even_counted(w, name):
    record = world.draft(w)
    notes.invite_consulted(record, organisation=w.society, by=w.preparer)
    requests.endorse_request(again(record), by=w.focal_point)
    requests.submit_request(again(record), by=w.focal_point)
    client = opened(person(w, name))
    before = {
        place: text for place, text in said(client, again(record), again(record).code).items() if "csrf" not in place
    }
    notes.leave_note(again(record), text=f"Afraid {MARKER}", level=Level.RESTRICTED, by=w.ngo)
    after = said(client, again(record), again(record).code)
    for place, text in before.items():
        assert _plain(after[place]) == _plain(text), place


def _plain(text: str) -> str:
    """Without what differs from one answer to the next anyway."""
    return "\n".join(
        line for line in text.splitlines() if "csrf" not in line and "nonce" not in line and "PK" not in line
    )


def test_safeguarding_and_the_body_itself_read_a_comment_in_confidence(w):
    full_of_markers(w, extent="nothing")
    for name in ("safeguarding", "ngo"):
        assert f"{MARKER}restricted" in opened(person(w, name)).get("/en/desk/notes").text, name


@pytest.mark.parametrize("audience", ["named", "public"])
def test_draft_is_for_the_state_alone_whatever_it_wants_later(w, audience):
    record = world.draft(w, marker=MARKER, audience=audience, extent="full")
    world.name_provider(w, record, w.agency)
    notes.invite_consulted(again(record), organisation=w.society, by=w.preparer)
    for name in (*SOME, "coordinator", "officer"):
        texts = said(opened(person(w, name)), record, "REQ-SVN-2026-1")
        assert not leaks(texts), name


def test_withdrawn_request_is_gone_from_every_surface_at_once(w):
    record = full_of_markers(w, audience="public", extent="full")
    requests.withdraw_request(record, by=w.focal_point)
    for name in (*SOME, "coordinator", "second_officer"):
        own = {"notes"} if name in ("ngo", "safeguarding") else set()
        texts = said(opened(person(w, name)), record, record.code)
        assert set(leaks(texts)) <= own, name
        assert opened(person(w, name)).get(f"/en/requests/{record.code}").status_code == 404, name
    assert opened(person(w, "focal_point")).get(f"/en/desk/requests/{record.pk}/").status_code == 200


@pytest.mark.parametrize("scope", ["publication", "submission"])
def test_withdrawn_consent_works_at_once_through_the_page(w, scope):
    record = full_of_markers(w, audience="participants", extent="full")
    client = opened(person(w, "focal_point"))
    address = f"/en/desk/requests/{record.pk}/consent/{scope}/end"
    assert "cannot be called back" in client.get(address).text
    assert client.post(address).status_code == 302
    assert client.get(address).status_code == 302, "there is nothing left to withdraw"
    public = opened(None).get(f"/en/requests/{record.code}")
    shared = opened(person(w, "second_officer")).get(f"/en/desk/requests/{record.pk}/")
    if scope == "publication":
        assert (public.status_code, shared.status_code) == (404, 200)
    else:
        assert (public.status_code, shared.status_code) == (200, 302), (
            "what is public stays until that is withdrawn too"
        )
        assert not leaks({"desk": opened(person(w, "second_officer")).get("/en/desk").text})


def test_consent_that_ran_out_closes_every_surface(w, time_machine):
    record = full_of_markers(w, audience="public", extent="nothing")
    tomorrow = record.submitted_at.date().replace(year=record.submitted_at.year + 1)
    consents.change_consent(record, audience="public", extent="full", report_use="no", by=w.focal_point, until=tomorrow)
    assert opened(None).get(f"/en/requests/{record.code}").status_code == 200
    time_machine.move_to(record.submitted_at.replace(year=record.submitted_at.year + 1, hour=12) + world.YESTERDAY)
    for name in (None, "coordinator", "second_officer"):
        assert not leaks(said(opened(person(w, name)), record, record.code)), name


def test_changed_text_of_a_returned_request_stays_inside_until_it_is_submitted_again(w):
    record = world.submitted(w, audience="public", extent="full")
    screening.acknowledge_request(record, by=w.coordinator)
    screening.return_request(again(record), missing="More.", by=w.coordinator)
    requests.write_request(
        again(record),
        by=w.preparer,
        changes={"situation": f"New {MARKER}situation", "conditions": f"{MARKER}conditions"},
    )
    notes_before = said(opened(person(w, "coordinator")), record, record.code)
    assert not leaks(notes_before)
    assert not leaks(said(opened(None), record, record.code))
    assert leaks(said(opened(person(w, "preparer")), record, record.code))["on the desk"] == {
        "situation",
        "conditions",
    } - {"conditions"}


def test_refusals_say_nothing_of_the_request(w):
    record = full_of_markers(w, audience="un-agencies", extent="nothing")
    for name in OUTSIDE:
        client = opened(person(w, name))
        for act in ("endorse", "submit", "withdraw", "screen", "comment", "circulate", "copy"):
            response = client.post(
                f"/en/desk/requests/{record.pk}/act/{act}", {"version": record.row_version, "text": "x", "level": 2}
            )
            assert response.status_code == (404 if name else 302), (name, act)
            assert MARKER not in response.text
    assert again(record).row_version == record.row_version


@pytest.mark.parametrize("name", [None, "coordinator", "second_officer", "focal_point"])
def test_addresses_that_are_made_up_are_not_there(w, name):
    client = opened(person(w, name))
    for address in (
        "/en/requests/REQ-SVN-1999-9", "/en/requests/nothing", "/en/requests/export.pdf", "/en/desk/requests/999/",
        "/en/desk/requests/999/form/who", "/en/desk/requests/999/files/1", "/en/desk/requests/999/act/endorse",
    ):  # fmt: skip
        assert client.get(address).status_code in (302, 404), address
    assert len(addresses(SupportRequest(pk=1), "x")) > 20


def test_invited_body_reads_from_submission_on_and_loses_sight_with_the_invitation(w):
    record = world.draft(w, marker=MARKER, audience="un-agencies", extent="nothing")
    notes.invite_consulted(record, organisation=w.institution, by=w.preparer)
    client = opened(person(w, "nhri"))
    assert not leaks(said(client, record, "x"))
    requests.endorse_request(again(record), by=w.focal_point)
    requests.submit_request(again(record), by=w.focal_point)
    seen = leaks(said(client, again(record), again(record).code))["on the desk"]
    assert seen == FULL | {"focal"}
    state = opened(person(w, "focal_point"))
    assert state.post(f"/en/desk/requests/{record.pk}/consulted/{w.institution.pk}/end").status_code == 302
    assert not leaks(said(client, again(record), again(record).code))
