"""Mail through a real SMTP server: the code and an address, no content of the record, no secret (rule R18)."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from comity.kernel.models import Notification
from comity.kernel.notices import mark_read, notify
from comity.kernel.tasks import mail_notifications
from tests import world


class Letterbox:
    """Keeps every message that a real SMTP conversation delivered."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name that aiosmtpd calls
        self.mails.append((list(envelope.rcpt_tos), message_from_bytes(envelope.content, policy=policy.default)))
        return "250 kept"


@pytest.fixture
def letterbox(settings):
    box = Letterbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SITE_URL = "https://comity.example"
    yield box
    controller.stop()


def text(mail):
    return f"{mail['Subject']}\n{mail.get_content()}"


def test_mail_of_a_submission_holds_code_and_address_and_nothing_of_the_request(w, letterbox):
    request = world.submitted(w, marker="ZANZARA")
    Notification.objects.exclude(kind="request.submit").delete()
    sent = mail_notifications.call()
    readers = {w.preparer.email, w.alternate.email, w.coordinator.email}
    assert sent == len(letterbox.mails) == len(readers)
    assert {to for addresses, _mail in letterbox.mails for to in addresses} == readers
    for _addresses, mail in letterbox.mails:
        assert "ZANZARA" not in mail.as_string()
        assert "Teachers" not in mail.as_string()
        assert request.code in mail["Subject"] or "Draft request" in mail["Subject"]
        assert f"https://comity.example/en/desk/requests/{request.pk}/" in text(mail)
        for secret in ("token", "password", "sessionid", "key="):
            assert secret not in mail.as_string().lower()


def test_mail_speaks_the_language_of_its_reader(w, letterbox):
    w.coordinator.language = "ar"
    w.coordinator.save()
    notify([w.coordinator.pk], "request.submit", "REQ-SVN-2026-1", "/desk/requests/1/")
    mail_notifications.call()
    [(_addresses, mail)] = letterbox.mails
    assert "https://comity.example/ar/desk/requests/1/" in text(mail)


def test_every_notice_is_mailed_once(w, letterbox):
    notify([w.coordinator.pk, w.officer.pk], "plan.propose", "REQ-SVN-2026-1", "/desk/plans/1/")
    assert mail_notifications.call() == 2
    assert mail_notifications.call() == 0
    assert len(letterbox.mails) == 2
    assert not Notification.objects.filter(mailed_at__isnull=True).exists()


def test_nobody_in_particular_gets_no_notice(w):
    notify([None], "plan.propose", "REQ-SVN-2026-1", "/desk/plans/1/")
    notify([], "plan.propose", "REQ-SVN-2026-1", "/desk/plans/1/")
    assert not Notification.objects.exists()


def test_mark_read_counts_only_ones_own_new_notices(w):
    notify([w.coordinator.pk, w.officer.pk], "plan.propose", "REQ-SVN-2026-1", "/desk/plans/1/")
    assert mark_read(w.coordinator.pk) == 1
    assert mark_read(w.coordinator.pk) == 0
    assert Notification.objects.filter(read_at__isnull=True).get().recipient == w.officer
