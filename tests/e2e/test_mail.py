"""Accounts come by invitation and passwords come back by mail: real mails, and the links in them."""

from collections.abc import Callable

import pytest

from tests.e2e.installation import Installation
from tests.e2e.mail import body, link_in
from tests.e2e.people import PASSWORD, InArabic, Who
from tests.e2e.visitor import Visitor

FIRST_WORDS, NEW_WORDS = "seven quiet rivers run north", "nine loud rivers run south"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_invited_colleague_gets_an_account_and_a_forgotten_password_back(
    visit: Callable[..., Visitor], served: Installation, language: str, *, scripts: bool
) -> None:
    address = f"colleague.{language}.{'with' if scripts else 'without'}@mission.example"
    manager = visit(language=language, scripts=scripts)
    manager.sign_in((InArabic if language == "ar" else Who).FOCAL_POINT, PASSWORD)
    manager.open("desk/organisation")
    manager.follow("Invite somebody")
    manager.write(email=address, title="Second secretary", role="SF", language=language)
    manager.save()
    invitation = served.mails.wait_for(address)
    assert FIRST_WORDS not in body(invitation)

    colleague = visit(language=language, scripts=scripts)
    colleague.open(link_in(invitation))
    colleague.write(password=FIRST_WORDS, again=FIRST_WORDS)
    colleague.save()
    colleague.write(login=address, password=FIRST_WORDS)
    colleague.save()
    assert colleague.page.url.endswith(f"/{language}/desk"), colleague.page.url

    forgetful = visit(language=language, scripts=scripts)
    forgetful.open("account/password/reset/")
    forgetful.write(email=address)
    forgetful.save()
    forgetful.open(link_in(served.mails.wait_for(address, already=len(served.mails.to(address)[:1]))))
    forgetful.write(password1=NEW_WORDS, password2=NEW_WORDS)
    forgetful.save()
    forgetful.sign_in(address, NEW_WORDS)
    assert forgetful.page.url.endswith(f"/{language}/desk"), forgetful.page.url

    late = visit(language=language, scripts=scripts)
    late.open(link_in(invitation), status=410)
    late.sees("This link opens nothing")
