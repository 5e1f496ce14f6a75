"""Public pages, in five languages, as a browser asks for them."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from django.views.defaults import bad_request, permission_denied, server_error

from comity.commitments.models import Recommendation
from comity.reference.models import State
from comity.web.public import root_urls
from comity.web.public.cycle import ring, steps
from tests import world
from tests.commitments.drafts import take, varied

pytestmark = pytest.mark.django_db
PAGES = ["home", "about", "accessibility", "privacy", "data", "states", "recommendations", "account_login"]


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_in_every_language(client, name, language):
    with override(language):
        response = client.get(reverse(name))
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
    assert html.count("<h1") == 1
    assert "This software is not an official United Nations system." in html or language != "en"
    assert 'href="#main"' in html


@pytest.mark.parametrize("name", [name for name in PAGES if name != "account_login"])
def test_public_pages_set_no_cookie_and_allow_nothing_foreign(client, name):
    response = client.get(reverse(name))
    policy = response["Content-Security-Policy"]
    assert not response.cookies
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    nonce = re.search(r"'nonce-([^']+)'", policy)[1]
    assert response.content.decode().count(f'nonce="{nonce}"') == response.content.decode().count("<script")


def test_the_same_page_is_linked_in_the_other_languages(client):
    html = client.get("/en/recommendations?q=school").content.decode()
    for code in ("ar", "es", "fr", "ru"):
        assert f'href="/{code}/recommendations?q=school"' in html
    assert 'lang="ar" dir="rtl" hreflang="ar"' in html


def test_the_figures_of_the_first_page_are_doors_to_what_they_count(client):
    take(varied())
    world.state("SVN", "Slovenia")
    State.objects.update(kind="member")
    html = client.get(reverse("home")).content.decode()
    for name, number in (("recommendations", Recommendation.objects.count()), ("states", State.objects.count())):
        door = re.search(rf'<a class="door" href="{reverse(name)}"><b>(\d+)</b>', html)
        assert int(door[1]) == number
    assert "8 texts" in client.get(reverse("recommendations")).content.decode()


def test_the_first_page_shows_what_a_state_published_and_nothing_else(client):
    w = world.build()
    world.opened(w, marker="zanzibar", extent="title-area")
    html = client.get(reverse("home")).content.decode()
    assert "Teachers for distant schools" in html
    assert "zanzibarsummary" not in html.replace(" ", "")
    hidden = world.opened(w, marker="quagga", extent="nothing")
    html = client.get(reverse("home")).content.decode()
    assert "quagga" not in html
    assert hidden.code not in html


def test_the_ring_turns_with_the_direction_of_reading():
    ltr, rtl = ring(6), ring(6, rtl=True)
    assert len(ltr) == len(steps())
    assert ltr[0].x == rtl[0].x == "160.0"
    assert float(ltr[1].x) > 160 > float(rtl[1].x)


def test_the_choice_of_a_language_is_kept_and_shows_the_same_page(client):
    answer = client.post(reverse("choose-language"), {"language": "fr", "next": "/en/states?by=group"})
    assert answer.url == "/fr/states?by=group"
    assert client.cookies["comity_language"].value == "fr"
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/fr/"


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org/x", "javascript:alert(1)", "", "/\\example.org"]
)
def test_the_choice_of_a_language_never_leads_elsewhere(client, target):
    assert client.post(reverse("choose-language"), {"language": "es", "next": target}).url == "/es/"


def test_an_unknown_language_is_not_kept(client):
    client.post(reverse("choose-language"), {"language": "tlh", "next": "/en/"})
    assert client.cookies["comity_language"].value == settings.LANGUAGE_CODE
    assert client.get(reverse("choose-language")).status_code == 405


def test_a_wrong_address_gets_sentences_and_ways_on(client):
    response = client.get("/en/no-such-page")
    assert response.status_code == 404
    html = response.content.decode()
    assert "There is no such page" in html
    assert reverse("recommendations") in html


def test_every_fault_has_a_page_in_words():
    request = RequestFactory().get("/en/")
    assert "could not be understood" in bad_request(request, None).content.decode()
    assert "not open to you" in permission_denied(request, PermissionError()).content.decode()
    assert "failed on our side" in server_error(request).content.decode()
    assert "Too many attempts" in render_to_string("429.html", request=request)


def test_a_forged_form_gets_a_sentence():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("account_login"), {"login": "a@example.org", "password": "x"})
    assert response.status_code == 403
    assert "The page was open too long" in response.content.decode()


def test_health_and_readiness_answer(client):
    assert client.get(reverse("healthz")).json() == {"status": "alive"}
    assert client.get(reverse("readyz")).json() == {"status": "ready"}


def test_crawlers_and_finders_of_weaknesses_get_their_files():
    answers = {
        pattern.name: pattern.callback(RequestFactory().get("/")).content.decode() for pattern in root_urls.urlpatterns
    }
    assert "Disallow: /ar/recommendations?" in answers["robots"]
    assert "Contact: mailto:comity@localhost" in answers["security"]
    assert re.search(r"Expires: \d{4}-\d\d-\d\dT00:00:00Z", answers["security"])


def test_the_data_page_counts_each_source(client):
    take(varied())
    html = client.get(reverse("data")).content.decode()
    assert "Universal Human Rights Index" in html
    assert f'<a href="{reverse("recommendations")}?source=uhri">7</a>' in html
    assert "file.json" not in html
