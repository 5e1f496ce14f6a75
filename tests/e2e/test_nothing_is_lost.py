"""Double clicks, ended sessions, lost lines: nothing happens twice, and nothing typed is lost."""

import re
from collections.abc import Callable

from comity.assistance.enums import RequestStatus
from tests.e2e.people import PASSWORD, Who
from tests.e2e.visitor import Visitor


def begin(visitor: Visitor) -> str:
    """A new draft's address, without the language."""
    visitor.open("desk/requests/new")
    visitor.save()
    found = re.search(r"desk/requests/\d+/", visitor.page.url)
    assert found, visitor.page.url
    return found.group()


def test_session_that_ends_while_writing_loses_nothing(visit: Callable[..., Visitor]) -> None:
    preparer = visit()
    preparer.sign_in(Who.PREPARER, PASSWORD)
    draft = begin(preparer)
    preparer.open(f"{draft}form/situation")
    preparer.write(title="Kept across the end of a session", situation="Typed for an hour.", reason_girls="They left.")
    preparer.context.clear_cookies(name="comity_session")
    preparer.save()
    assert "/account/login/" in preparer.page.url
    preparer.write(login=Who.PREPARER, password=PASSWORD)
    preparer.save()
    assert preparer.page.url.endswith("form/situation"), preparer.page.url
    preparer.sees("You were signed out meanwhile. This is what you had typed; it is not saved yet.")
    assert preparer.page.locator('[name="situation"]').input_value() == "Typed for an hour."
    preparer.save()
    preparer.open(f"{draft}form/situation")
    assert preparer.page.locator('[name="title"]').input_value() == "Kept across the end of a session"
    assert preparer.page.locator('[name="reason_girls"]').input_value() == "They left."


def test_double_click_begins_one_request(visit: Callable[..., Visitor]) -> None:
    preparer = visit()
    preparer.sign_in(Who.PREPARER, PASSWORD)
    before = _drafts(preparer)
    preparer.open("desk/requests/new")
    with preparer.arriving():
        preparer.page.locator("main form button.first").dblclick()
    assert _drafts(preparer) == before + 1


def test_double_click_on_a_step_has_one_effect(visit: Callable[..., Visitor]) -> None:
    coordinator = visit()
    coordinator.sign_in(Who.COORDINATOR, PASSWORD)
    coordinator.open("requests?status=submitted")
    with coordinator.arriving():
        coordinator.page.locator("main .results a").first.click()
    coordinator.follow("Acknowledge")
    with coordinator.arriving():
        coordinator.page.locator("main form button.first").dblclick()
    coordinator.sees_label(RequestStatus.ACKNOWLEDGED.label)
    steps = coordinator.page.locator(".timeline li", has_text=coordinator.say("Acknowledged"))
    assert steps.count() == 1


def _drafts(visitor: Visitor) -> int:
    visitor.open("requests?status=draft")
    return visitor.page.locator("main .results li").count()
