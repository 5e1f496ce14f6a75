"""Signing in, recovering, and not finding out who has an account."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from tests import world

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
NEW = "a quite different sentence"


@pytest.fixture
def person():
    cache.clear()
    return world.build().preparer


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_the_right_password_leads_to_the_desk(client, person):
    response = sign_in(client, person.email, PASSWORD)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_wrong_password_gets_a_summary_and_tells_nobody_who_has_an_account(client, person):
    known = sign_in(client, person.email, "wrong").content.decode()
    unknown = sign_in(client, "nobody@example.org", "wrong").content.decode()
    pattern = r'id="faults".*?</div>'
    assert re.search(pattern, known, re.DOTALL)[0] == re.search(pattern, unknown, re.DOTALL)[0]
    assert "<title>Error: Sign in" in known


def test_guessing_is_stopped_with_a_page_in_words(client, person):
    answers = [sign_in(client, person.email, f"wrong {number}") for number in range(12)]
    last = answers[-1].content.decode()
    assert answers[-1].status_code == 429 or "Too many" in last
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_mail(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    assert [message.to for message in mail.outbox] == [[person.email]]
    link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    assert "Choose a new password" in page.content.decode()
    address = page.redirect_chain[-1][0]
    short = client.post(address, {"password1": "short", "password2": "short"})
    assert 'id="faults"' in short.content.decode()
    client.post(address, {"password1": NEW, "password2": NEW})
    assert sign_in(client, person.email, NEW).status_code == 302


def test_a_used_link_says_so(client, person):
    html = client.get(
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "used"})
    ).content.decode()
    assert "This link no longer works" in html


def test_recovery_tells_nobody_who_has_an_account(client, person):
    known = client.post(reverse("account_reset_password"), {"email": person.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert known.status_code == unknown.status_code == 302
    assert known.url == unknown.url


def test_sign_up_is_closed(client):
    assert "Accounts are given by invitation" in client.get(reverse("account_signup")).content.decode()


def test_a_signed_in_person_can_change_the_password_and_sign_out(client, person):
    client.force_login(person)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_change_password"), form).status_code == 302
    assert "Sign out" in client.get(reverse("account_logout")).content.decode()
    client.post(reverse("account_logout"))
    assert sign_in(client, person.email, NEW).status_code == 302


def test_the_sign_in_page_lists_nobody_outside_the_demonstration(client, person):
    html = client.get(reverse("account_login")).content.decode()
    assert "Sign-ins of the demonstration" not in html
    assert person.email not in html
