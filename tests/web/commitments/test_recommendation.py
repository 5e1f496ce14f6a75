"""One recommendation's page."""

import re

import pytest
from django.urls import reverse

from comity.assistance.domain import requests
from comity.assistance.models import CommitmentLink
from comity.commitments.models import Recommendation
from tests import world
from tests.commitments.drafts import draft, take, varied

pytestmark = pytest.mark.django_db


def page(client, found, language="en"):
    return client.get(f"/{language}/recommendations/{found.pk}").content.decode()


def test_the_page_says_what_by_whom_to_whom_and_where(client):
    world.state("SVN", "Slovenia")
    take([draft(1, action_rank=4)])
    html = page(client, Recommendation.objects.get())
    for said in ("Guarantee the right to education", "Slovenia", "Croatia", "session 20", "115.1", "2015",
                 "Universal Human Rights Index", "Supported", "4 on UPR Info"):  # fmt: skip
        assert said in html, said
    assert 'href="https://docs.un.org/A/HRC/28/15"' in html


def test_the_text_carries_its_own_language_and_direction(client):
    take(varied())
    pledge = Recommendation.objects.get(kind="pledge")
    html = page(client, pledge)
    assert '<blockquote class="text" lang="ar" dir="rtl">' in html
    assert '<html lang="en" dir="ltr">' in html
    english = Recommendation.objects.filter(language="en").first()
    html = page(client, english, "ar")
    assert '<blockquote class="text" lang="en" dir="ltr">' in html
    assert '<html lang="ar" dir="rtl">' in html


def test_tags_are_shown_as_imported_and_open_all_that_share_them(client):
    take(varied())
    for found in Recommendation.objects.all():
        html = page(client, found)
        assert "Tags are as imported" in html or not found.themes
        links = re.findall(r'<li><a href="(/en/recommendations\?\w+=[^"]+)">([^<]+)</a></li>', html.split("<aside")[1])
        assert len(links) == len(found.themes + found.affected_persons + found.sdgs + found.issues)
        for link, _label in links:
            assert f"/recommendations/{found.pk}" in client.get(link).content.decode()


def test_neighbours_are_those_of_the_same_state(client):
    take(varied())
    ours = list(Recommendation.objects.filter(state="SVN").order_by("pk"))
    html = page(client, ours[1])
    assert f'rel="prev" href="{reverse("recommendation", args=[ours[0].pk])}"' in html
    assert f'rel="next" href="{reverse("recommendation", args=[ours[2].pk])}"' in html
    assert 'rel="prev"' not in page(client, ours[0])


def test_a_page_that_is_not_there_is_not_found(client):
    assert client.get(reverse("recommendation", args=[123456])).status_code == 404


@pytest.mark.parametrize("symbol", ["", "javascript:alert(1)", "see report", "http://example.org"])
def test_only_a_symbol_becomes_a_link(client, symbol):
    take([draft(1, symbol=symbol)])
    assert "docs.un.org" not in page(client, Recommendation.objects.get())


@pytest.mark.parametrize(("extent", "shown"), [("summary", True), ("title-area", False), ("nothing", False)])
def test_a_request_that_serves_it_is_shown_only_as_far_as_consent_goes(client, extent, shown):
    w = world.build()
    take([draft(1)])
    found = Recommendation.objects.get()
    request = world.draft(w, extent=extent)
    link = CommitmentLink(kind="recommendation", recommendation=found)
    requests.save_part(request, link, by=w.preparer)
    requests.endorse_request(request, by=w.focal_point)
    requests.submit_request(type(request).objects.get(pk=request.pk), by=w.focal_point)
    assert ("Requests that serve this" in page(client, found)) == shown
    client.force_login(world.fresh(w.preparer))
    assert "Requests that serve this" in page(client, found)
