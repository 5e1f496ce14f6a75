"""The request form: six steps, each saved on its own; nothing typed is lost, nothing of others overwritten unseen."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from comity.assistance.domain import requests, screening
from comity.assistance.domain.attachments import attach_file
from comity.assistance.domain.completeness import missing_by_step
from comity.assistance.models import Attachment, ConsultationRecord, NeedItem, SupportRequest
from comity.commitments.models import Recommendation
from comity.kernel.errors import Outdated
from comity.kernel.models import AuditHead
from comity.reference.models import Instrument, Provision, SdgGoal, SdgTarget
from comity.reference.vocabulary import ConsultationCategory
from comity.web.assistance.kept import writer_of
from tests import world

STEPS = ("who", "situation", "commitments", "needs", "inclusion", "consent")


def again(request):
    return SupportRequest.objects.get(pk=request.pk)


def at(request, rest: str = "") -> str:
    return f"/en/desk/requests/{request.pk}/{rest}"


def hidden(client, address: str) -> dict[str, str]:
    """The hidden fields that a page carries, as a browser would send them back."""
    page = client.get(address).context["page"]
    return {"version": page.version, "seen": page.seen, "writer": page.writer}


@pytest.fixture
def draft(w):
    return requests.start_request(state=w.slovenia, by=w.preparer)


@pytest.fixture
def preparer(client, w):
    client.force_login(w.preparer)
    return client


# Opening and finding one's way


def test_preparer_begins_a_draft_and_lands_on_the_task_list(w, preparer):
    assert preparer.get("/en/desk/requests/new").status_code == 200
    response = preparer.post("/en/desk/requests/new", follow=True)
    record = SupportRequest.objects.get()
    assert response.redirect_chain[-1][0] == at(record, "form/")
    assert [task["status"] for task in response.context["tasks"]] == ["not-started"] * 6 + ["cannot-start"]


@pytest.mark.parametrize("name", ["coordinator", "officer", "nhri", "administrator"])
def test_others_cannot_begin_a_request(w, client, name):
    client.force_login(getattr(w, name))
    assert client.post("/en/desk/requests/new").status_code == 404
    assert not SupportRequest.objects.exists()


@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_empty_and_full(w, preparer, draft, step):
    for record in (draft, world.draft(w)):
        assert preparer.get(at(record, f"form/{step}")).status_code == 200


@pytest.mark.parametrize("page", ["form/", "check", *(f"form/{step}" for step in STEPS), "form/needs/needs/new"])
@pytest.mark.parametrize("name", ["other_focal_point", "coordinator", "officer", "nhri", "administrator", None])
def test_nobody_else_opens_the_form(w, client, page, name):
    record = world.draft(w, marker="zebrafinch")
    if name:
        client.force_login(getattr(w, name))
    response = client.get(at(record, page))
    assert response.status_code == (404 if name else 302)
    assert "zebrafinch" not in response.text


def test_form_is_closed_once_the_request_is_submitted(w, preparer):
    record = world.submitted(w)
    response = preparer.get(at(record, "form/who"), follow=True)
    assert response.redirect_chain[-1][0] == at(record)
    assert "only while it is a draft" in response.text
    before = again(record).focal_point
    preparer.post(at(record, "form/who"), {"focal_point": "Other"})
    assert again(record).focal_point == before


# Saving


def test_whole_form_can_be_filled_without_script(w, preparer, draft):
    SdgTarget.objects.create(
        code="4.c", goal=SdgGoal.objects.create(code="4", names={"en": "Education"}), name="Teachers"
    )
    fill_every_page(w, preparer, draft)
    assert not any(missing_by_step(again(draft)).values()), missing_by_step(again(draft))
    assert "The request is complete." in preparer.get(at(draft, "check")).text
    preparer.force_login(w.focal_point)
    preparer.post(at(draft, "act/endorse"), {"version": again(draft).row_version})
    assert again(draft).status == "endorsed"


def fill_every_page(w, browser, record):
    def save(step, **values):
        address = at(record, f"form/{step}")
        response = browser.post(address, {**hidden(browser, address), **values})
        assert response.status_code == 302, (step, response.context["form"].errors)

    def add(step, kind, **values):
        address = at(record, f"form/{step}/{kind}/new")
        response = browser.post(address, {**hidden(browser, address), **values})
        assert response.status_code == 302, (kind, response.context["form"].errors)

    save("who", language="en", authority=w.ministry.pk, focal_point="Counsellor")
    add("who", "bodies", name="Ministry", type="state-agency", part="Wrote it")
    save(
        "situation", title="Teachers for distant schools", situation="Schools are far apart", impact="Closed",
        impact_levels=["primary"], reason_girls="They leave first",
    )  # fmt: skip
    browser.post(at(record, "form/commitments?look=targets"), {"shown-target": ["4.c"], "target": ["4.c"]})
    add(
        "needs", "needs", area="teachers-capacity", description="Training", already_done="Two courses",
        done_by="Institute", expected_result="Better lessons", indicator="Share", baseline="10 %", kinds=["training"],
        sdg_codes="4.c", currency="USD",
    )  # fmt: skip
    for category in ConsultationCategory.values:
        add("inclusion", "consultations", category=category, took_place="True", who="Bodies")
    save(
        "inclusion",
        kinds=["training"],
        monitoring="Inspectorate",
        budget="250000",
        currency="usd",
        starts_on="2027-01-01",
    )
    save("consent", audience="un-agencies", extent="summary", summary="Teachers are needed", report_use="no")


def test_each_step_is_saved_with_gaps_and_later_leads_to_the_task_list(w, preparer, draft):
    address = at(draft, "form/situation")
    response = preparer.post(address, {**hidden(preparer, address), "title": "Only a title", "later": "1"})
    assert response.url == at(draft, "form/")
    assert again(draft).title == "Only a title"
    assert [task["status"] for task in preparer.get(response.url).context["tasks"]][1] == "in-progress"


def test_word_limit_is_said_at_the_field_and_in_the_summary_and_the_text_is_kept(w, preparer, draft):
    address = at(draft, "form/situation")
    long = "word " * 403
    response = preparer.post(address, {**hidden(preparer, address), "situation": long, "title": "A title"})
    assert response.status_code == 200
    assert response.text.count("3 words too long") == 2
    assert long.strip() in response.text
    assert again(draft).situation == ""


@pytest.mark.parametrize(
    ("step", "values", "sentence"),
    [
        ("inclusion", {"starts_on": "2027-02-01", "ends_on": "2027-01-01"}, "The last day is before the first day."),
        ("inclusion", {"starts_on": "soon"}, "is not a date"),
        ("inclusion", {"currency": "dollars"}, "three letters"),
        ("consent", {"audience": "the world"}, "Choose one of the answers"),
        ("situation", {"title": "x" * 151}, "150"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_saved(preparer, draft, step, values, sentence):
    address = at(draft, f"form/{step}")
    response = preparer.post(address, {**hidden(preparer, address), **values})
    assert response.status_code == 200
    assert sentence in response.text
    assert again(draft).row_version == draft.row_version


def test_provider_cannot_be_preferred_and_excluded(w, preparer, draft):
    address = at(draft, "form/inclusion")
    given = {"preferred": [w.agency.pk], "excluded": [w.agency.pk], "monitoring": "Inspectorate"}
    response = preparer.post(address, {**hidden(preparer, address), **given})
    assert "cannot be both preferred and not to be asked" in response.text
    assert again(draft).monitoring == ""
    assert not draft.choices.exists()


def test_button_to_a_part_saves_the_step_first_and_leads_nowhere_else(w, preparer, draft):
    address = at(draft, "form/who")
    target = at(draft, "form/who/bodies/new")
    response = preparer.post(address, {**hidden(preparer, address), "focal_point": "Counsellor", "go": target})
    assert response.url == target
    assert again(draft).focal_point == "Counsellor"
    for elsewhere in (
        "https://example.org/",
        "//example.org",
        "/en/account/logout/",
        f"{target}/../../../../../requests/1/",
    ):
        response = preparer.post(address, {**hidden(preparer, address), "focal_point": "Counsellor", "go": elsewhere})
        assert response.url.startswith(at(draft, "form/"))


# Two people at once


def test_stale_page_shows_both_texts_and_overwrites_nothing(w, client, draft):
    address = at(draft, "form/situation")
    client.force_login(w.preparer)
    opened = hidden(client, address)
    requests.write_request(again(draft), by=w.focal_point, changes={"situation": "Written by the focal point"})
    response = client.post(address, {**opened, "situation": "Written by the preparer"})
    assert response.status_code == 409
    assert again(draft).situation == "Written by the focal point"
    (difference,) = response.context["page"].differences
    assert (difference.saved, difference.typed) == ("Written by the focal point", "Written by the preparer")
    assert "Nothing was overwritten" in response.text
    page = response.context["page"]
    now = {"version": page.version, "seen": page.seen, "writer": page.writer}
    assert client.post(address, {**now, "situation": "Both"}).status_code == 302
    assert again(draft).situation == "Both"


@pytest.mark.parametrize("step", ["who", "inclusion", "consent"])
def test_stale_page_with_choices_shows_them_in_words(w, client, draft, step):
    address = at(draft, f"form/{step}")
    client.force_login(w.preparer)
    opened = hidden(client, address)
    others = {
        "who": {"authority": w.mission}, "inclusion": {"kinds": ["training"]}, "consent": {"audience": "public"},
    }  # fmt: skip
    requests.write_request(again(draft), by=w.focal_point, changes=others[step])
    mine = {
        "who": {"authority": w.ministry.pk, "language": "en"},
        "inclusion": {"kinds": ["advice", "training"], "preferred": [w.agency.pk], "currency": "USD"},
        "consent": {"audience": "named", "named": [w.agency.pk]},
    }  # fmt: skip
    response = client.post(address, {**opened, **mine[step]})
    assert response.status_code == 409
    told = {one.label: (one.saved, one.typed) for one in response.context["page"].differences}
    expected = {
        "who": {"Requesting authority": ("Mission", "Ministry")},
        "inclusion": {
            "Kinds of support wanted": ("Training", "Advice, Training"), "Preferred providers": ("", "Agency"),
        },
        "consent": {
            "Circulate the request to": ("everybody", "only the organisations that we name"),
            "Organisations that we name": ("", "Agency"),
        },
    }  # fmt: skip
    assert told == expected[step]


def test_page_is_not_stale_because_another_step_was_saved(w, preparer, draft):
    address = at(draft, "form/situation")
    opened = hidden(preparer, address)
    requests.write_request(again(draft), by=w.focal_point, changes={"focal_point": "Counsellor"})
    assert preparer.post(address, {**opened, "situation": "Mine"}).status_code == 302
    assert (again(draft).situation, again(draft).focal_point) == ("Mine", "Counsellor")


def test_stale_need_shows_both_texts(w, preparer):
    record = world.draft(w, needs=1)
    need = record.needs.get()
    address = at(record, f"form/needs/needs/{need.pk}")
    opened = hidden(preparer, address)
    need.description = "Changed by somebody else"
    requests.save_part(again(record), need, by=w.focal_point)
    response = preparer.post(address, {**opened, "area": need.area, "description": "Mine", "currency": "USD"})
    assert response.status_code == 409
    assert NeedItem.objects.get().description == "Changed by somebody else"


def test_same_part_sent_twice_is_kept_once(w, preparer, draft):
    address = at(draft, "form/who/bodies/new")
    values = {**hidden(preparer, address), "name": "Ministry", "type": "state-agency", "part": "Wrote it"}
    assert [preparer.post(address, values).status_code for _time in range(2)] == [302, 302]
    assert draft.bodies.count() == 1


# The session ends while somebody writes


def test_text_typed_into_an_ended_session_is_shown_again_to_its_writer(w, client, draft):
    address = at(draft, "form/situation")
    client.force_login(w.preparer)
    typed = {**hidden(client, address), "situation": "A long text that must not be lost", "title": "A title"}
    client.logout()
    response = client.post(address, typed)
    assert response.url == f"/en/account/login/?next={address}"
    client.post(response.url, {"login": w.preparer.email, "password": "correct horse battery"})
    response = client.get(address)
    assert "A long text that must not be lost" in response.text
    assert "it is not saved yet" in response.text
    assert again(draft).situation == ""
    page = response.context["page"]
    now = {"version": page.version, "seen": page.seen, "writer": page.writer, "situation": typed["situation"]}
    assert client.post(address, now).status_code == 302
    assert again(draft).situation == typed["situation"]
    assert "not saved yet" not in client.get(address).text, "kept texts are handed out once"


def test_kept_text_is_for_its_writer_alone(w, client, draft):
    address = at(draft, "form/situation")
    client.force_login(w.preparer)
    typed = {**hidden(client, address), "situation": "zebrafinch"}
    client.logout()
    client.post(address, typed)
    client.force_login(w.focal_point)
    assert "zebrafinch" not in client.get(address).text
    client.force_login(w.preparer)
    assert "zebrafinch" not in client.get(address).text


def test_post_of_a_stranger_is_not_kept(client, draft):
    client.post(at(draft, "form/situation"), {"situation": "spam", "writer": "forged"})
    assert "typed" not in client.session


def test_kept_text_is_forgotten_after_two_hours(w, client, draft, time_machine):
    address = at(draft, "form/situation")
    client.post(address, {"situation": "zebrafinch", "writer": writer_of(w.preparer)})
    time_machine.move_to(timezone.now() + timedelta(hours=3))
    client.force_login(w.preparer)
    assert "zebrafinch" not in client.get(address).text


# Repeating parts


def test_needs_change_places_and_close_the_gap(w, preparer):
    record = world.draft(w, needs=3)
    first, second, third = record.needs.all()
    preparer.post(at(record, "form/needs"), {"move": f"{third.pk}:up"})
    assert list(record.needs.values_list("pk", flat=True)) == [first.pk, third.pk, second.pk]
    preparer.post(at(record, f"form/needs/needs/{first.pk}/remove"))
    assert list(record.needs.values_list("pk", "rank")) == [(third.pk, 1), (second.pk, 2)]
    preparer.post(at(record, "form/needs"), {"move": f"{third.pk}:up"})
    preparer.post(at(record, "form/needs"), {"move": "nonsense"})
    assert list(record.needs.values_list("pk", "rank")) == [(third.pk, 1), (second.pk, 2)]


def test_eleventh_need_is_refused_with_a_sentence(w, preparer):
    record = world.draft(w, needs=10)
    assert "form/needs/needs/new" not in preparer.get(at(record, "form/needs")).text
    address = at(record, "form/needs/needs/new")
    response = preparer.post(address, {**hidden(preparer, address), "description": "One more", "currency": "USD"})
    assert "at most ten needs" in response.text
    assert record.needs.count() == 10


def test_unknown_sdg_target_is_named(w, preparer, draft):
    address = at(draft, "form/needs/needs/new")
    response = preparer.post(address, {**hidden(preparer, address), "sdg_codes": "4.c, 99.9", "currency": "USD"})
    assert "There is no SDG target" in response.text
    assert not draft.needs.exists()


def test_consultation_that_did_not_take_place_needs_the_reason(w, preparer, draft):
    address = at(draft, "form/inclusion/consultations/new?category=children")
    values = {**hidden(preparer, address), "category": "children", "took_place": "False"}
    assert "Say why they were not consulted." in preparer.post(address, values).text
    assert preparer.post(address, {**values, "why_not": "Too soon"}).status_code == 302
    assert ConsultationRecord.objects.get().took_place is False


def test_part_of_another_request_is_not_reached(w, preparer, draft):
    other = world.draft(w)
    body = other.bodies.get()
    for rest in (f"form/who/bodies/{body.pk}", f"form/who/bodies/{body.pk}/remove", f"form/needs/bodies/{body.pk}"):
        assert preparer.post(at(draft, rest)).status_code == 404
    assert other.bodies.count() == 1


def test_removing_asks_first(w, preparer):
    record = world.draft(w)
    body = record.bodies.get()
    address = at(record, f"form/who/bodies/{body.pk}/remove")
    assert "Remove this?" in preparer.get(address).text
    assert record.bodies.count() == 1
    preparer.post(address)
    assert record.bodies.count() == 0


# Commitments


@pytest.mark.parametrize("value", ["²", "9" * 30, "\x00", "-1", "x", ""])
def test_forged_numbers_and_codes_do_nothing(preparer, draft, value):
    address = at(draft, "form/commitments")
    forged = {
        f"{shown}{kind}": [value] for kind in ("recommendation", "provision", "target") for shown in ("", "shown-")
    }
    assert preparer.post(address, {**forged, "drop": value}).status_code == 302
    assert preparer.get(f"{address}?page={value}&look={value}").status_code == 200
    preparer.post(at(draft, "form/needs"), {"move": f"{value}:up"})
    preparer.post("/en/desk/rank", {"move": f"in:{value}"})
    preparer.post(at(draft, "form/situation"), {"version": value, "seen": value, "title": "A title"})
    assert preparer.post(at(draft, "act/endorse"), {"version": value}).status_code == 403
    assert not draft.commitments.exists()


def test_commitments_are_found_ticked_and_unticked_and_stay_untouched(w, preparer, draft):
    own = recommendation("SVN", "Train teachers of remote schools")
    other = recommendation("NOR", "Train teachers of the islands")
    instrument = Instrument.objects.create(
        code="CRC", name="Convention", full_name="Convention", adopted="1989-11-20", kind="treaty"
    )
    Provision.objects.create(code="CRC-28", instrument=instrument, article="28", name="Education")
    before = list(Recommendation.objects.values())
    address = at(draft, "form/commitments")
    shown = {"shown-recommendation": [own.pk]}
    preparer.post(address, {**shown, "recommendation": [own.pk, other.pk]})
    preparer.post(address, {"shown-provision": ["CRC-28", "NO-1"], "provision": ["CRC-28", "NO-1"]})
    assert {(link.recommendation_id, link.reference_code) for link in draft.commitments.all()} == {
        (own.pk, ""), (None, "CRC-28"),
    }  # fmt: skip
    assert "Train teachers of remote schools" in preparer.get(address).text
    preparer.post(address, {**shown})
    link = draft.commitments.get()
    preparer.post(address, {"drop": link.pk})
    assert not draft.commitments.exists()
    assert list(Recommendation.objects.values()) == before, "a request never alters a recommendation (R16)"


def recommendation(state: str, text: str) -> Recommendation:
    return Recommendation.objects.create(
        key=f"test:{state}:{text}", fingerprint="0" * 32, kind="recommendation", source="upr-info", state=state,
        text=text, language="en", position_code="noted",
    )  # fmt: skip


# Files


def office(part: str, *, macro: bool = False) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<x/>")
        if macro:
            archive.writestr("word/vbaProject.bin", "x")
    return memory.getvalue()


def odt() -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return memory.getvalue()


GOOD = {
    "pdf": b"%PDF-1.7 x", "png": b"\x89PNG\r\n\x1a\n x", "jpg": b"\xff\xd8\xff\xe0 x",
    "docx": office("word/document.xml"), "xlsx": office("xl/workbook.xml"), "odt": odt(),
}  # fmt: skip
BAD = {
    "page": b"<html><script>alert(1)</script></html>", "program": b"MZ\x90", "picture": b"<svg xmlns='x'/>",
    "macros": office("word/document.xml", macro=True), "archive": office("readme.txt"), "torn": b"PK\x03\x04 torn",
    "empty": b" ",
}  # fmt: skip


def attach(browser, record, content: bytes, name: str = "note.pdf", title: str = "Note verbale"):
    address = at(record, "form/inclusion/attachments/new")
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return browser.post(address, {**hidden(browser, address), "title": title, "file": file})


@pytest.mark.parametrize("kind", GOOD)
def test_file_is_known_by_its_content_whatever_its_name(preparer, draft, settings, tmp_path, kind):
    settings.MEDIA_ROOT = tmp_path
    assert attach(preparer, draft, GOOD[kind], name="Jane Doe.exe").status_code == 302
    file = Attachment.objects.get()
    assert file.file.name.endswith(f".{kind}")
    assert "Jane" not in file.file.name
    response = preparer.get(at(draft, f"files/{file.pk}"))
    assert b"".join(response.streaming_content) == GOOD[kind]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize("kind", BAD)
def test_other_files_are_refused_with_a_sentence(preparer, draft, settings, tmp_path, kind):
    settings.MEDIA_ROOT = tmp_path
    response = attach(preparer, draft, BAD[kind], name="note.pdf")
    assert "Attach a PDF" in response.text
    assert not Attachment.objects.exists()
    assert not list(tmp_path.rglob("*.*"))


def test_file_that_is_too_large_is_refused(preparer, draft, settings, tmp_path):
    settings.MEDIA_ROOT, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = tmp_path, 1024 * 1024
    assert "larger than 1 MB" in attach(preparer, draft, b"%PDF-" + b"x" * 1024 * 1024).text
    assert not Attachment.objects.exists()


def test_eleventh_file_is_refused_and_leaves_no_bytes(preparer, draft, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for number in range(10):
        attach(preparer, draft, GOOD["pdf"], title=f"File {number}")
    assert "at most ten files" in attach(preparer, draft, GOOD["pdf"]).text
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == draft.attachments.count() == 10


def test_file_is_not_kept_where_the_act_fails_afterwards(w, draft, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    note = SimpleUploadedFile("n.pdf", GOOD["pdf"])
    with pytest.raises(Outdated):
        attach_file(draft, title="Note", file=note, by=w.preparer, expected=99)
    monkeypatch.setattr(AuditHead, "save", _fails)
    with pytest.raises(RuntimeError, match="the disk is full"):
        attach_file(draft, title="Note", file=note, by=w.preparer)
    assert not Attachment.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def _fails(*_args, **_kwargs):
    raise RuntimeError("the disk is full")


def test_removed_file_is_gone_from_the_disk(preparer, draft, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    attach(preparer, draft, GOOD["pdf"])
    file = Attachment.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        preparer.post(at(draft, f"form/inclusion/attachments/{file.pk}/remove"))
    assert not Attachment.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_file_is_for_the_state_and_as_submitted_for_the_coordinator(w, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    record = world.draft(w, audience="public", extent="full")
    client.force_login(w.preparer)
    attach(client, record, GOOD["pdf"], title="zebrafinch")
    file = Attachment.objects.get()
    client.force_login(w.coordinator)
    assert client.get(at(record, f"files/{file.pk}")).status_code == 404, "a draft's file"
    requests.endorse_request(again(record), by=w.focal_point)
    requests.submit_request(again(record), by=w.focal_point)
    screening.acknowledge_request(again(record), by=w.coordinator)
    screening.return_request(again(record), missing="More.", by=w.coordinator)
    client.force_login(w.preparer)
    attach(client, record, GOOD["png"], title="second")
    later = Attachment.objects.latest("id")
    assert client.get(at(record, f"files/{later.pk}")).status_code == 200
    client.force_login(w.coordinator)
    assert client.get(at(record, f"files/{file.pk}")).status_code == 200
    assert client.get(at(record, f"files/{later.pk}")).status_code == 404, "not submitted yet"
    client.force_login(w.other_focal_point)
    assert client.get(at(record, f"files/{file.pk}")).status_code == 404
    client.logout()
    assert client.get(at(record, f"files/{file.pk}")).status_code == 302
