"""A mail server of the tests' own: it keeps what it is given, so that a test can follow the link in a mail."""

import re
import time
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.e2e.ports import free_port

PATIENCE = 20  # seconds until a mail must have come
LINK = re.compile(r"https?://\S+")


class Mailbox:
    """``with Mailbox() as mails``: listens on ``mails.port``; ``mails.wait_for(address)`` gives the newest mail."""

    def __init__(self) -> None:
        self.port = free_port()
        self.messages: list[tuple[list[str], Message]] = []
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        content = envelope.content or b""
        message = BytesParser(_class=EmailMessage, policy=default).parsebytes(
            content if isinstance(content, bytes) else content.encode()
        )
        self.messages.append((list(envelope.rcpt_tos), message))
        return "250 OK"

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()

    def to(self, address: str) -> list[Message]:
        return [message for recipients, message in self.messages if address in recipients]

    def wait_for(self, address: str, *, already: int = 0) -> Message:
        """The newest mail to ``address``, once there are more than ``already``."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = self.to(address)
            if len(found) > already:
                return found[-1]
            time.sleep(0.1)
        known = sorted({one for recipients, _message in self.messages for one in recipients})
        raise AssertionError(f"No mail came to {address} within {PATIENCE} seconds; mails came to: {known}.")


def body(message: Message) -> str:
    part = message.get_body(("plain",)) if isinstance(message, EmailMessage) else message
    assert part is not None, "the mail has no plain text"
    return str(part.get_content())


def link_in(message: Message) -> str:
    """The first address in the mail's text."""
    found = LINK.search(body(message))
    assert found, f"The mail holds no link: {body(message)}"
    return found.group().rstrip(".,)>")
