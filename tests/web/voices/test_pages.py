"""The pages of voices: the panel, the desk, the public form, the receipt, the safeguarding desk."""

import re

import pytest
from django.utils import timezone

from comity.cli.serving import gunicorn
from comity.commitments.domain import voices
from comity.commitments.models import SenderContact, Submission, Voice
from comity.kernel.roles import Role
from tests import world
from tests.commitments.voices.speaking import published, submitted, written
from tests.web.browser import Browser
from tests.web.voices.test_leaks import opened

TOLD = {"text": "They closed the school", "language": "en", "may_publish": "yes"}


def panel(browser, w):
    return browser.text("recommendation", w.first.pk).split('id="voices"')[1].split("</section>")[0]


def test_the_panel_has_a_place_for_each_kind_and_says_what_is_missing(w):
    html = panel(Browser(), w)
    assert html.count("no information received") == 5
    assert 'class="button"' not in html, "nobody without a voice gets a door to write"
    published(w, "nhri")
    published(w, "facilitator")
    html = panel(Browser(), w)
    assert html.count("no information received") == 3
    assert "Institution" in html
    assert "<b>40</b>" in html


@pytest.mark.parametrize(("name", "doors"), [("ngo", 1), ("nhri", 1), ("preparer", 1), ("academic", 0),
                                             ("other_focal_point", 0), ("administrator", 0)])  # fmt: skip
def test_doors_to_write_are_for_those_who_may(w, name, doors):
    assert panel(Browser(getattr(w, name)), w).count("/desk/voices/new") == doors


def test_one_writes_submits_publishes_and_withdraws_through_the_pages(w):
    browser = Browser(w.ngo)
    url = f"/en/desk/voices/new?recommendation={w.first.pk}&kind=civil-society"
    form = {"text": "We saw it", "language": "en", "rule": "named", "also": str(w.second.pk), "sources": ""}
    assert browser.client.post(url, form).status_code == 302
    voice = Voice.objects.get()
    assert set(voice.recommendations.all()) == {w.first, w.second}
    assert "Change" in browser.text("voice", voice.pk)
    changed = browser.post("voice-edit", voice.pk, **{**form, "text": "We saw it twice", "version": "1"})
    assert changed.status_code == 302
    for act, status in (("submit", "submitted"), ("publish", "published"), ("withdraw", "withdrawn")):
        assert browser.get("voice-act", voice.pk, act).status_code == 200
        voice.refresh_from_db()
        assert browser.post("voice-act", voice.pk, act, version=voice.row_version).status_code == 302
        voice.refresh_from_db()
        assert voice.status == status
        assert ("We saw it twice" in panel(Browser(), w)) == (status == "published")
    assert "its text was erased" in browser.text("voices")


def test_faults_of_the_form_are_sentences_and_nothing_is_lost(w):
    browser = Browser(w.ngo)
    url = f"/en/desk/voices/new?recommendation={w.first.pk}"
    form = {"text": "We saw it", "language": "en", "rule": "named"}
    for also in (str(w.norwegian.pk), "abc", "999999", "9" * 30):
        html = browser.client.post(url, {**form, "also": also}).text
        assert "recommendations" in html.split('id="faults"')[1]
        assert "We saw it" in html
    assert "Fill this in" in browser.client.post(url, {**form, "text": ""}).text
    assert not Voice.objects.exists()


@pytest.mark.parametrize("query", ["", "recommendation=0", "recommendation=x", "recommendation={pk}&kind=state"])
def test_addresses_of_the_form_that_make_no_sense_are_not_there(w, query):
    assert opened(w.ngo).get(f"/en/desk/voices/new?{query.format(pk=w.first.pk)}").status_code == 404


def test_a_facilitator_gives_counts_and_nothing_smaller_than_five(w):
    browser = Browser(w.facilitator)
    url = f"/en/desk/voices/new?recommendation={w.first.pk}"
    form = {"text": "Groups want teachers", "language": "en", "rule": "named"}
    assert "fewer than 5" in browser.client.post(url, {**form, "age__10-13": "3"}).text
    assert "at least one age band" in browser.client.post(url, form).text
    assert browser.client.post(url, {**form, "age__10-13": "30", "sex__girls": "16"}).status_code == 302
    assert Voice.objects.get().groups == [
        {"by": "age", "group": "10-13", "number": 30}, {"by": "sex", "group": "girls", "number": 16},
    ]  # fmt: skip


def test_an_old_page_publishes_nothing(w):
    voice = submitted(w, "ngo")
    voices.reopen_voice(voice, by=world.fresh(w.ngo))
    voices.submit_voice(Voice.objects.get(), by=world.fresh(w.ngo))
    html = Browser(w.ngo).post("voice-act", voice.pk, "publish", version=voice.row_version).text
    assert "Somebody changed this record" in html
    assert Voice.objects.get().status == "submitted"


@pytest.mark.parametrize("name", ["voices", "safeguarding", "own-obligations"])
def test_desks_ask_to_sign_in(w, name):
    assert "/account/login" in Browser().get(name)["Location"]


@pytest.mark.parametrize("name", ["ngo", "focal_point", "administrator", "clearer", "facilitator"])
def test_the_safeguarding_desk_is_not_there_for_others(w, name):
    assert Browser(getattr(w, name)).get("safeguarding").status_code == 404


def tell(client, w, time_machine, **changed):
    """Open the form, take the time a person takes, send it."""
    url = f"/en/recommendations/{w.first.pk}/tell"
    stamp = client.get(url).context["stamp"]
    time_machine.move_to(timezone.now() + timezone.timedelta(seconds=30), tick=True)
    return client.post(url, {"stamp": stamp, **TOLD, **changed})


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(timezone.now(), tick=True)
    return time_machine


def test_told_looked_up_added_to_and_withdrawn_without_account(w, client, clock):
    sent = tell(client, w, clock, contact="a friend", concern="on")
    code = sent.context["code"]
    assert "channel" in sent.text, "a concern about reprisals points to the High Commissioner's channel"
    assert (Submission.objects.get().concern, SenderContact._base_manager.get().text) == (True, "a friend")
    page = client.post("/en/receipt", {"code": code.lower()})
    assert "Received" in page.text
    assert "They closed" not in page.text, "the receipt says what became of it, not what was told"
    assert "was received" in client.post("/en/receipt", {"code": code, "act": "add", "text": "And again"}).text
    assert "will not be published" in client.post("/en/receipt", {"code": code, "act": "forbid"}).text
    assert "Withdraw it?" in client.post("/en/receipt", {"code": code, "act": "ask-withdraw"}).text
    assert Submission.objects.get().status == "received", "asking is not withdrawing"
    assert "is erased" in client.post("/en/receipt", {"code": code, "act": "withdraw"}).text
    assert Submission.objects.get().text == ""


def test_the_pages_without_account_set_no_other_cookie_and_are_kept_nowhere(w, client, clock):
    sent = tell(client, w, clock)
    for response in (sent, client.get("/en/receipt"), client.post("/en/receipt", {"code": sent.context["code"]})):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert not set(response.cookies) - {"comity_csrf"}
        assert "Leave this page now" in response.text
        assert not re.findall(r'(?:src|action)="https?://', response.text)
        assert 'type="file"' not in response.text
    assert sent.context["code"] not in sent.request["PATH_INFO"]


def test_the_same_form_sent_twice_gives_the_same_receipt(w, client, clock):
    url = f"/en/recommendations/{w.first.pk}/tell"
    stamp = client.get(url).context["stamp"]
    clock.move_to(timezone.now() + timezone.timedelta(seconds=30), tick=True)
    codes = {client.post(url, {"stamp": stamp, **TOLD}).context["code"] for _time in range(2)}
    assert len(codes) == 1
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"website": "http://spam.example"}, "very quick"), ({"stamp": "forged"}, "open too long"),
        ({"text": ""}, "Fill this in"), ({"may_publish": ""}, "Choose an answer"), ({"language": "xx"}, "Choose one"),
    ],
)  # fmt: skip
def test_what_is_refused_keeps_the_text_and_stores_nothing(w, client, clock, changed, sentence):
    html = tell(client, w, clock, **changed).text
    assert sentence in html
    assert changed.get("text") == "" or "They closed the school" in html
    assert not Submission.objects.exists()


def test_a_form_sent_at_once_is_taken_for_a_machine(w, client):
    url = f"/en/recommendations/{w.first.pk}/tell"
    sent = client.post(url, {"stamp": client.get(url).context["stamp"], **TOLD})
    assert "very quick" in sent.text
    assert not Submission.objects.exists()


def test_a_form_left_open_for_three_days_keeps_its_text(w, client, clock):
    url = f"/en/recommendations/{w.first.pk}/tell"
    stamp = client.get(url).context["stamp"]
    clock.move_to(timezone.now() + timezone.timedelta(days=3), tick=True)
    html = client.post(url, {"stamp": stamp, **TOLD})
    assert "They closed the school" in html.text
    assert html.context["stamp"] != stamp


def test_too_much_from_one_network_waits_and_others_do_not(w, client, clock):
    answers = [tell(client, w, clock, text=f"Number {number}").status_code for number in range(8)]
    assert answers == [200] * 6 + [429] * 2
    url = f"/en/recommendations/{w.first.pk}/tell"
    stamp = client.get(url).context["stamp"]
    clock.move_to(timezone.now() + timezone.timedelta(seconds=30), tick=True)
    assert client.post(url, {"stamp": stamp, **TOLD}, REMOTE_ADDR="198.51.100.9").status_code == 200
    clock.move_to(timezone.now() + timezone.timedelta(hours=1, minutes=1), tick=True)
    assert tell(client, w, clock).status_code == 200


def test_the_web_server_writes_no_access_log():
    assert not [part for part in gunicorn(8000, "127.0.0.1", 2) if "access" in part]


def test_a_channel_that_is_set_is_shown_and_none_is_made_up(w, client, settings):
    url = f"/en/recommendations/{w.first.pk}/tell"
    assert "mailto" not in client.get(url).text
    settings.COMITY_REPRISALS_CHANNEL = "channel@example.org"
    assert "mailto:channel@example.org" in client.get(url).text


def test_safeguarding_weighs_publishes_asks_and_reads_through_the_pages(w, client, clock):
    tell(client, w, clock, contact="a friend")
    row = Submission.objects.get()
    officer, second = Browser(w.safeguarding), Browser(world.person(Role.SAFEGUARDING, w.agency, name="second"))
    assert "They closed" in officer.text("safeguarding")
    page = officer.text("submission", row.pk)
    assert "a friend" not in page
    assert officer.post("submission", row.pk, act="weigh", version=1).status_code == 200
    officer.post("submission", row.pk, act="weigh", version=row.row_version, finding="usable", answer="Thank you.")
    row.refresh_from_db()
    officer.post("submission", row.pk, act="publish", version=row.row_version)
    assert "Sent in without a name" in panel(Browser(), w)
    officer.post("submission", row.pk, act="ask", reason="wish")
    access = row.accesses.get()
    assert officer.post("contact", access.pk, act="grant").status_code == 403
    assert officer.post("contact", access.pk, act="read").status_code == 403
    assert "asks to see" in second.text("safeguarding")
    assert second.post("contact", access.pk, act="grant").status_code == 302
    assert "a friend" in officer.post("contact", access.pk, act="read").text
    assert second.post("contact", access.pk, act="read").status_code == 403


def test_the_coordinator_is_asked_and_reads_neither_text_nor_contact(w, client, clock):
    tell(client, w, clock, contact="a friend")
    officer = Browser(w.safeguarding)
    officer.post("submission", Submission.objects.get().pk, act="ask", reason="danger")
    browser = Browser(w.coordinator)
    html = browser.text("safeguarding")
    assert "asks to see how a sender can be reached" in html
    assert "They closed" not in html
    assert browser.get("submission", Submission.objects.get().pk).status_code == 404
    access = Submission.objects.get().accesses.get()
    assert browser.post("contact", access.pk, act="grant").status_code == 302
    assert browser.post("contact", access.pk, act="read").status_code == 403


def test_findings_are_confirmed_on_the_safeguarding_desk(w):
    voice = submitted(w, "facilitator")
    assert "publish" not in [name for name, _act in Browser(w.facilitator).get("voice", voice.pk).context["acts"]]
    assert Browser(w.safeguarding).post("findings-checked", voice.pk).status_code == 302
    assert "publish" in [name for name, _act in Browser(w.facilitator).get("voice", voice.pk).context["acts"]]
    assert Browser(w.focal_point).post("findings-checked", voice.pk).status_code == 404


def test_hostile_text_is_shown_as_text(w):
    written(w, "ngo")
    published(w, "ngo", text="<script>alert(1)</script>", sources="javascript:alert(1) https://example.org/x")
    html = panel(Browser(), w)
    assert "<script>" not in html
    assert 'href="javascript' not in html
    assert 'rel="nofollow"' in html
