"""Nothing in confidence, and nobody behind an unnamed voice, comes out anywhere (rules R1, R10, R13)."""

import logging
import re
from io import BytesIO

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from comity.commitments.domain import contacts, submissions, voices
from comity.commitments.domain.receipts import code_for
from comity.kernel.tasks import mail_notifications
from tests import world
from tests.commitments.voices.speaking import MARKER, published, submitted
from tests.commitments.voices.test_voices import ALL

CODE = code_for("leaks")


def opened(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(world.fresh(user))
    return client


def text_of(response) -> str:
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:2] == b"PK":
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        return "\n".join(str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return raw.decode()


def surfaces(w, voice_ids=(), submission_ids=(), access_ids=()) -> list[str]:
    found = [
        "/en/", "/en/recommendations", "/en/recommendations?q=saw", "/en/recommendations?format=csv",
        "/en/recommendations?format=json", "/en/recommendations?format=xlsx", f"/en/recommendations/{w.first.pk}",
        f"/ar/recommendations/{w.first.pk}", f"/en/recommendations/{w.first.pk}/tell", "/en/receipt", "/en/states/svn",
        "/en/states/svn/obligations", "/en/states/svn/obligations?format=csv", "/en/states/svn/obligations?format=xlsx",
        "/en/requests", "/en/requests/feed", "/en/desk", "/en/desk/inbox", "/en/desk/notes", "/en/desk/voices",
        "/en/desk/safeguarding", "/en/desk/obligations", "/en/desk/organisations", "/en/desk/audit",
        "/en/desk/audit?verify", "/en/desk/audit?subject=voice", "/en/desk/users", "/en/data", "/en/privacy",
        f"/en/desk/voices/new?recommendation={w.first.pk}",
    ]  # fmt: skip
    for pk in voice_ids:
        found += [f"/en/desk/voices/{pk}", f"/en/desk/voices/{pk}/edit", f"/en/desk/voices/{pk}/publish",
                  f"/en/desk/voices/{pk}/withdraw"]  # fmt: skip
    found += [f"/en/desk/safeguarding/{pk}" for pk in submission_ids]
    return found + [f"/en/desk/safeguarding/contact/{pk}" for pk in access_ids]


def said(client, addresses) -> dict[str, str]:
    return {address: text_of(client.get(address)) for address in addresses}


def in_confidence(w):
    """Two voices in confidence, a submission with contact, and a question about it."""
    mine = [submitted(w, "ngo", "confidence"), submitted(w, "facilitator", "confidence")]
    row = submissions.receive_submission(
        recommendation=w.first, receipt=CODE, text=f"{MARKER}told", sources=f"{MARKER}law", concern=True,
        contact=f"{MARKER}contact",
    )  # fmt: skip
    submissions.triage_submission(row, finding="care", answer=f"{MARKER}answer", by=w.safeguarding)
    access = contacts.ask_for_contact(row, reason="danger", by=w.safeguarding)
    return surfaces(w, [voice.pk for voice in mine], [row.pk], [access.pk])


@pytest.mark.parametrize("name", [None, *(name for name in ALL if name not in ("ngo", "facilitator", "safeguarding"))])
def test_nothing_in_confidence_comes_out_on_any_page(w, name):
    client = opened(getattr(w, name) if name else None)
    before = said(client, surfaces(w))
    addresses = in_confidence(w)
    after = said(client, addresses)
    assert not [address for address, text in after.items() if MARKER in text], name
    if name != "coordinator":  # who may be the second person, and sees that there is a question
        changed = [address for address, text in before.items() if _plain(text) != _plain(after[address])]
        assert not [address for address in changed if "audit?verify" not in address], (name, changed)
    mail_notifications.func()
    assert all(MARKER not in f"{one.subject} {one.body}" for one in mail.outbox)


def _plain(text: str) -> str:
    """Without what differs from one answer to the next anyway."""
    changing = ("csrf", "nonce", "PK", 'name="stamp"', 'name="writer"')
    kept = [line for line in text.splitlines() if not any(word in line for word in changing)]
    return re.sub(r"<updated>[^<]*</updated>|<lastBuildDate>[^<]*</lastBuildDate>", "", "\n".join(kept))


def test_safeguarding_reads_what_is_for_it_and_the_body_its_own(w):
    addresses = in_confidence(w)
    desk = said(opened(w.safeguarding), addresses)["/en/desk/safeguarding"]
    for marked in ("ngo", "facilitator", "told"):
        assert MARKER + marked in desk
    assert MARKER + "contact" not in "".join(said(opened(w.safeguarding), addresses).values())
    own = said(opened(w.ngo), addresses)
    assert MARKER + "ngo" in own["/en/desk/voices"]
    assert MARKER + "told" not in "".join(own.values())


@pytest.mark.parametrize("name", [name for name in ALL if name != "ngo"])
def test_refused_posts_change_nothing_and_say_nothing(w, name):
    voice = published(w, "ngo")
    hidden = submitted(w, "ngo", "confidence")
    row = submissions.receive_submission(recommendation=w.first, receipt=CODE, text=f"{MARKER}told", may_publish=True)
    client = opened(getattr(w, name))
    for pk in (voice.pk, hidden.pk):
        for act in ("submit", "reopen", "publish", "withdraw"):
            response = client.post(f"/en/desk/voices/{pk}/{act}", {"version": 9})
            assert (response.status_code, MARKER in response.text) == (404, False), (name, act)
        response = client.post(f"/en/desk/voices/{pk}/edit", {"text": "Mine", "rule": "named", "language": "en"})
        assert (response.status_code, MARKER in response.text) == (404, False), name
    if name != "safeguarding":
        for act in ("weigh", "publish", "ask"):
            answer = client.post(f"/en/desk/safeguarding/{row.pk}", {"act": act, "finding": "usable"})
            assert (answer.status_code, MARKER in answer.text) == (404, False), (name, act)
        row.refresh_from_db()
        assert row.status == "received"
    voice.refresh_from_db()
    assert (voice.status, MARKER in voice.text) == ("published", True)


@pytest.mark.parametrize("name", [None, *(name for name in ALL if name not in ("ngo", "facilitator"))])
def test_the_body_behind_an_unnamed_voice_is_named_nowhere(w, name):
    w.society.names = {"en": f"{MARKER}society", "ar": f"{MARKER}society"}
    w.society.save()
    voice = published(w, "ngo", "unnamed", text="Schools are closed")
    client = opened(getattr(w, name) if name else None)
    addresses = [one for one in surfaces(w, [voice.pk]) if "organisations" not in one and "users" not in one]
    texts = said(client, addresses)
    assert "Schools are closed" in texts[f"/en/recommendations/{w.first.pk}"]
    assert not [address for address, text in texts.items() if f"{MARKER}society" in text]


@pytest.mark.parametrize(
    ("rule", "readers"), [("named", set(ALL)), ("follow-up", {"focal_point", "nhri", "mechanism"})]
)
def test_withdrawn_is_gone_from_every_page_at_once(w, rule, readers):
    voice = published(w, "ngo", rule)
    page = f"/en/recommendations/{w.first.pk}"
    for name in ("focal_point", "nhri", "mechanism", "other_focal_point", "steward"):
        assert (f"{MARKER}ngo" in opened(getattr(w, name)).get(page).text) == (name in readers), name
    voices.withdraw_voice(voice, by=world.fresh(w.ngo))
    for name in (*ALL, None):
        texts = said(opened(getattr(w, name) if name else None), surfaces(w, [voice.pk]))
        assert not [address for address, text in texts.items() if MARKER in text], name


class Kept(logging.Handler):
    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(f"{record.getMessage()} {record.exc_text or ''}")


def test_who_sends_is_kept_in_no_table_no_log_and_no_mail(w, client, time_machine):
    time_machine.move_to(timezone.now(), tick=True)
    handler = Kept()
    logging.getLogger().addHandler(handler)
    address, agent = "203.0.113.77", "NightjarBrowser/9.1"
    given = {"REMOTE_ADDR": address, "HTTP_USER_AGENT": agent, "HTTP_X_FORWARDED_FOR": address}
    url = f"/en/recommendations/{w.first.pk}/tell"
    form = client.get(url, **given)
    time_machine.move_to(timezone.now() + timezone.timedelta(seconds=20), tick=True)
    data = {"stamp": form.context["stamp"], "text": "They closed it", "language": "en", "may_publish": "no"}
    sent = client.post(url, data, **given)
    assert sent.context["code"] in sent.text
    client.post(url, {**data, "stamp": "forged"}, **given)
    client.post("/en/receipt", {"code": sent.context["code"]}, **given)
    client.get(f"/en/recommendations/{w.first.pk}/telll", **given)
    logging.getLogger().removeHandler(handler)
    mail_notifications.func()
    tables = str([list(model._base_manager.values()) for model in apps.get_models()])
    told = tables + "\n".join(handler.lines) + str([f"{one.subject}{one.body}" for one in mail.outbox])
    for trace in (address, agent, sent.context["code"], sent.context["code"].replace("-", "")):
        assert trace not in told
    assert address not in str(caches["memory"]._cache.keys()) + str(caches["default"]._cache.keys())
    assert set(client.cookies) <= {"comity_csrf"}
