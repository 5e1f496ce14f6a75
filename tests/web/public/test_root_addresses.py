"""Addresses above the languages, the six languages, and sign-in addresses that must not exist."""

import pytest

from comity.people.models import User


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_language_has_its_first_page(client, db, language):
    answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    direction = "rtl" if language == "ar" else "ltr"
    assert f'lang="{language}" dir="{direction}"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/robots.txt", "/.well-known/security.txt"])
def test_root_files_are_text(client, db, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, "text/plain")


@pytest.mark.parametrize("path", ["email/", "password/set/", "confirm-email/x/", "login/code/confirm/"])
def test_nobody_changes_the_address_of_an_account(client, db, path):
    assert client.get(f"/en/account/{path}").status_code == 404


def test_sign_up_is_closed(client, db):
    answer = client.post("/en/account/signup/", {"email": "new@example.org", "password1": "correct horse battery"})
    assert "Accounts are given by invitation" in answer.content.decode()
    assert not User.objects.exists()
