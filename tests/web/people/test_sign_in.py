"""Signing in: by address and password; guessers are slowed down, and nobody learns who has an account."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from tests import world
from tests.web.browser import Browser

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()
    yield
    cache.clear()


def sign_in(page, email, password):
    return page.post("account_login", login=email, password=password)


def test_right_password_opens_the_desk(w):
    page = Browser()
    assert sign_in(page, w.officer.email.upper(), PASSWORD).url == reverse("desk")
    assert page.get("my-account").status_code == 200


def test_wrong_password_and_unknown_address_get_the_same_answer(w):
    answers = []
    for email in (w.officer.email, "nobody@example.org"):
        response = sign_in(Browser(), email, "wrong horse battery")
        assert response.status_code == 200
        answers.append(_faults(response))
    assert answers[0] == answers[1]


def _faults(response):
    html = response.content.decode()
    return re.findall(r'<div class="faults".*?</div>', html, re.DOTALL)


def test_closed_account_cannot_sign_in(w):
    w.officer.is_active = False
    w.officer.save()
    page = Browser()
    sign_in(page, w.officer.email, PASSWORD)
    assert page.get("my-account").status_code == 302


def test_guessing_is_stopped_even_with_the_right_password_afterwards(w):
    page = Browser()
    for _attempt in range(5):
        assert sign_in(page, w.officer.email, "wrong horse battery").status_code == 200
    response = sign_in(page, w.officer.email, PASSWORD)
    assert "Too many failed login attempts" in " ".join(_faults(response))
    assert page.get("my-account").status_code == 302


def test_guessing_one_account_does_not_lock_another_out(w):
    page = Browser()
    for _attempt in range(5):
        sign_in(page, w.officer.email, "wrong horse battery")
    assert sign_in(Browser(), w.clearer.email, PASSWORD).status_code == 302


def test_guessing_an_unknown_address_is_stopped_in_the_same_words(w):
    known, unknown = Browser(), Browser()
    for _attempt in range(5):
        sign_in(known, w.officer.email, "wrong horse battery")
        sign_in(unknown, "nobody@example.org", "wrong horse battery")
    first = sign_in(known, w.officer.email, "wrong horse battery")
    second = sign_in(unknown, "nobody@example.org", "wrong horse battery")
    assert (first.status_code, _faults(first)) == (second.status_code, _faults(second))


def test_recovery_by_mail_leads_to_a_new_password(w):
    Browser().post("account_reset_password", email=w.officer.email)
    [letter] = mail.outbox
    assert letter.to == [w.officer.email]
    link = re.search(r"https?://\S+", letter.body)[0]
    page = Browser()
    asked = page.client.get(re.sub(r"^https?://[^/]+", "", link), follow=True)
    assert asked.status_code == 200
    path = asked.redirect_chain[-1][0]
    page.client.post(path, {"password1": "another good password", "password2": "another good password"})
    assert world.fresh(w.officer).check_password("another good password")
    assert sign_in(Browser(), w.officer.email, "another good password").url == reverse("desk")
    assert sign_in(Browser(), w.officer.email, PASSWORD).status_code == 200


def test_recovery_link_works_once(w):
    Browser().post("account_reset_password", email=w.officer.email)
    link = re.sub(r"^https?://[^/]+", "", re.search(r"https?://\S+", mail.outbox[0].body)[0])
    page = Browser()
    path = page.client.get(link, follow=True).redirect_chain[-1][0]
    page.client.post(path, {"password1": "another good password", "password2": "another good password"})
    later = Browser().client.get(link, follow=True)
    assert 'name="password1"' not in later.content.decode()


def test_recovery_of_an_unknown_address_answers_the_same_and_opens_nothing(w):
    known, unknown = Browser(), Browser()
    first = known.post("account_reset_password", email=w.officer.email, follow=True)
    second = unknown.post("account_reset_password", email="nobody@example.org", follow=True)
    assert first.redirect_chain == second.redirect_chain
    clean = [re.sub(r'(nonce|value)="[^"]*"', "", response.content.decode()) for response in (first, second)]
    assert clean[0] == clean[1]
    for letter in mail.outbox:
        if letter.to == ["nobody@example.org"]:
            assert "/password/reset/key/" not in letter.body


def test_nobody_can_sign_up(w):
    response = Browser().post("account_signup", email="new@example.org", password1=PASSWORD)
    assert response.status_code == 200
    assert not type(w.officer).objects.filter(email="new@example.org").exists()


def test_password_is_changed_with_the_present_one(w):
    page = Browser(w.officer)
    page.post(
        "account_change_password",
        oldpassword="wrong",
        password1="another good password",
        password2="another good password",
    )
    assert world.fresh(w.officer).check_password(PASSWORD)
    page.post(
        "account_change_password",
        oldpassword=PASSWORD,
        password1="another good password",
        password2="another good password",
    )
    assert world.fresh(w.officer).check_password("another good password")
