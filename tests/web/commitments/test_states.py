"""The list of States and one page a State."""

import html as escapes
import re

import pytest
from django.urls import reverse

from comity.reference.domain.load import load_reference
from comity.reference.models import State
from tests import world
from tests.commitments.drafts import draft, take, varied

pytestmark = pytest.mark.django_db


@pytest.fixture
def states():
    load_reference()


def names(client, address):
    html = client.get(address).content.decode().split("<main")[1]
    return [escapes.unescape(name) for name in re.findall(r'<a href="/\w+/states/\w{3}">([^<]+)</a>', html)]


@pytest.mark.usefixtures("states")
def test_all_states_stand_in_the_alphabet_of_the_reader(client):
    english = names(client, "/en/states")
    assert len(english) == 195
    assert english[:2] == ["Afghanistan", "Albania"]
    assert english.index("Costa Rica") < english.index("Côte d'Ivoire") < english.index("Croatia")
    french = names(client, "/fr/states")
    assert french.index("Égypte") < french.index("El Salvador")


@pytest.mark.usefixtures("states")
def test_by_group_every_state_stands_once(client):
    grouped = names(client, "/en/states?by=group")
    assert sorted(grouped) == sorted(names(client, "/en/states"))
    html = client.get("/en/states?by=group").content.decode()
    assert html.index("African States") < html.index("Asia-Pacific States")


@pytest.mark.usefixtures("states")
def test_a_state_has_its_names_groups_and_treaties(client):
    html = client.get(reverse("state", args=["npl"])).content.decode()
    assert "نيبال" in html
    assert "尼泊尔" in html
    assert "Least developed countries" in html
    assert "Convention on the Rights of the Child" in html
    assert "no information received" in html


@pytest.mark.usefixtures("states")
def test_every_figure_of_a_state_opens_the_list_that_it_counts(client):
    take(
        [
            *varied(),
            draft(9, position="Noted"),
            draft(10, position="Supported/Noted"),
            draft(11, themes=["Right to food"]),
        ]
    )
    html = client.get(reverse("state", args=["svn"])).content.decode()
    pairs = re.findall(r'<li><a href="([^"]+)"><bdi>[^<]+</bdi></a> <b>(\d+)</b></li>', html)
    pairs += re.findall(r'<td[^>]*><a href="([^"]+)">(\d+)</a></td>', html)
    assert len(pairs) > 8
    for link, number in pairs:
        found = client.get(link.replace("&amp;", "&")).content.decode()
        assert re.search(rf"{number} texts?<", found), link


@pytest.mark.usefixtures("states")
def test_the_rows_of_the_picture_add_up(client):
    take([draft(1), draft(2, position="Noted"), draft(3, position="Under consideration")])
    html = client.get(reverse("state", args=["svn"])).content.decode()
    row = re.search(r'<th scope="row"[^>]*><a[^>]+>Right to education</a></th>(.*?)</tr>', html, re.DOTALL)[1]
    assert [int(n) for n in re.findall(r">(\d+)<", row)] == [1, 0, 1, 1]


@pytest.mark.usefixtures("states")
def test_a_state_without_recommendations_is_not_blamed(client):
    html = client.get(reverse("state", args=["tuv"])).content.decode()
    assert "That says nothing about the State" in html
    assert '<svg class="chart"' not in html


def test_a_fictional_state_is_marked(client):
    State.objects.create(code="XAA", iso2="XA", names={"en": "Aravia"}, kind="member", fictional=True)
    assert "This State is fictional" in client.get(reverse("state", args=["xaa"])).content.decode()
    assert "(fictional)" in client.get(reverse("states")).content.decode()


@pytest.mark.parametrize("code", ["zzz", "s", "svn1"])
def test_an_unknown_state_is_not_found(client, code):
    assert client.get(f"/en/states/{code}").status_code == 404


def test_requests_of_a_state_show_as_far_as_consent_goes(client):
    w = world.build()
    world.opened(w, marker="zanzibar", extent="nothing")
    html = client.get(reverse("state", args=["svn"])).content.decode()
    assert "zanzibar" not in html
    assert "no request of this State that you may read" in html
    client.force_login(world.fresh(w.focal_point))
    assert "zanzibar" in client.get(reverse("state", args=["svn"])).content.decode()


def test_a_fictional_state_is_called_by_its_name_in_lists_and_filters(client):
    State.objects.create(code="XAA", iso2="XA", names={"en": "Aravia"}, kind="other", fictional=True)
    take([draft(1, states=["XAA"]), draft(2)])
    html = client.get("/en/recommendations?state=XAA&all=state").content.decode()
    assert "<strong>Aravia</strong>" in html
    assert "State: Aravia" in html
    assert ">XAA<" not in html
