"""Pages of clusters: what each shows, what each form does, and what strangers do not find."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.commitments import clusters as questions
from comity.commitments.domain import clusters as verbs
from comity.commitments.models import Cluster
from tests.commitments.cluster_world import everything, members
from tests.commitments.drafts import draft, take
from tests.web.browser import Browser

STRANGERS = ("coordinator", "administrator", "other_focal_point", "nhri", "ngo", "officer", "steward")


def number(w, place):
    return w.recommendations[place - 1].pk


def found(text):
    return re.findall(r'<h3><a href="/en/clusters/(\d+)"', text)


def act(w, cluster, name, *, user=None, **given):
    cluster.refresh_from_db()
    return Browser(user or w.preparer).post("cluster-act", cluster.pk, name, **given)


def test_the_list_names_size_kind_mechanism_position_and_session(w):
    text = Browser(w.preparer).text("clusters")
    assert "2 clusters" in text
    assert "3 recommendations" in text
    assert "Suggested" in text
    assert "Universal Periodic Review, session 20" in text
    assert "Supported" in text
    assert found(text) == [str(w.migrants.pk), str(w.trafficking.pk)], "the largest first"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "confirmed"}, ["migrants"]),
        ({"kind": "suggested"}, ["trafficking"]),
        ({"q": "human trafficking"}, ["trafficking"]),
        ({"q": "Migrant Workers"}, ["migrants"]),
        ({"session": "20"}, ["migrants", "trafficking"]),
        ({"session": "33"}, []),
        ({"position": "supported", "mechanism": "upr"}, ["migrants", "trafficking"]),
        ({"mechanism": "<script>", "session": "９x"}, ["migrants", "trafficking"]),
    ],
)
def test_filters_and_words_narrow_the_list_and_its_count(w, query, expected):
    verbs.confirm_cluster(w.migrants, by=w.preparer)
    text = Browser(w.preparer).text("clusters", **query)
    assert found(text) == [str(getattr(w, name).pk) for name in expected]
    assert ("Nothing matches." in text) == (not expected)


def test_the_list_leads_to_recommendations_in_no_cluster(w):
    browser = Browser(w.preparer)
    assert 'href="/en/desk/clusters/alone"' in browser.text("clusters")
    text = browser.text("clusters-alone")
    assert "cadastre of caves" in text
    assert "Ratify ICRMW" not in re.sub(r"<select.*?</select>", "", text, flags=re.DOTALL)
    assert "Nothing matches." in browser.text("clusters-alone", q="trafficking")


def test_the_queries_of_the_list_do_not_grow_with_the_clusters(w):
    browser = Browser(w.preparer)
    browser.text("clusters")
    with CaptureQueriesContext(
        connection,
    ) as before:
        browser.text("clusters")
    for place in range(20, 40, 2):
        take([draft(place, text=f"Mend bridge {place}x"), draft(place + 1, text=f"Mend bridge {place}x")])
    Browser(w.preparer).post("clusters-act", "suggest")
    assert Cluster.objects.count() > 3
    with CaptureQueriesContext(connection) as after:
        browser.text("clusters")
    assert len(after) <= len(before)


def test_the_page_marks_what_differs_and_says_why_they_stand_together(w):
    text = Browser(w.preparer).text("cluster", w.migrants.pk)
    assert "<mark>Consider</mark>" not in text, "how firmly it is said makes no difference"
    assert "ratify or join a treaty" in text
    assert "convention on the rights of migrant workers (ICRMW)" in text
    text = Browser(w.preparer).text("cluster", w.trafficking.pk)
    assert "<mark>women</mark>" in text
    assert "trafficking in persons" in text


def test_each_form_of_the_page_does_what_it_says(w):
    seen = w.migrants.row_version
    assert act(w, w.migrants, "confirm", expected=seen).status_code == 302
    act(
        w, w.migrants, "rename", **{"name-expected": seen + 1, "name-label": "Migrants", "name-common_ask": "Ratify it"}
    )
    one = number(w, 1)
    note = f"note{one}"
    act(w, w.migrants, "note", of=one,
        **{f"{note}-expected": seen + 2, f"{note}-recommendation": one, f"{note}-text": "Only signed"})  # fmt: skip
    text = Browser(w.preparer).text("cluster", w.migrants.pk)
    assert all(said in text for said in ("Migrants", "Ratify it", "Only signed", "Confirmed"))
    act(w, w.migrants, "split", **{"split-expected": seen + 3, "split-label": "Part", "split-recommendations": [one]})
    part = Cluster.objects.get(label="Part")
    assert (members(part), members(w.migrants)) == ([1], [2, 3])
    act(w, part, "move", **{"move-expected": 2, "move-recommendation": one, "move-to": w.trafficking.pk})
    assert members(w.trafficking) == [1, 4, 5]
    w.trafficking.refresh_from_db()
    act(w, w.trafficking, "remove", expected=w.trafficking.row_version, recommendation=one)
    w.migrants.refresh_from_db()
    act(w, w.migrants, "merge", **{"merge-expected": w.migrants.row_version, "merge-other": w.trafficking.pk})
    assert members(w.migrants) == [2, 3, 4, 5]


def test_the_last_change_is_taken_back_from_the_page(w):
    before = everything()
    verbs.merge(w.migrants, other=w.trafficking, by=w.preparer)
    browser = Browser(w.focal_point)
    assert "Take back the last change" in browser.text("cluster", w.migrants.pk)
    last = questions.last_change("SVN", w.focal_point)
    response = browser.post("clusters-act", "undo", follow=True, change=last.pk, cluster=w.migrants.pk)
    assert "Taken back." in response.content.decode()
    assert everything() == before
    assert "Take back the last change" not in browser.text("clusters")


def test_a_refused_act_shows_its_reasons_and_what_was_typed(w):
    verbs.confirm_cluster(w.migrants, by=w.preparer)
    response = act(w, w.migrants, "rename", **{"name-expected": 1, "name-label": "My title"})
    assert response.status_code == 409
    text = response.content.decode()
    assert "Somebody changed this record" in text
    assert "My title" in text
    response = act(w, w.migrants, "rename", **{"name-expected": 2, "name-label": ""})
    assert response.status_code == 400
    assert "Fill this in: Title." in response.content.decode()


@pytest.mark.parametrize("given", [{"split-recommendations": ["x"]}, {"split-recommendations": ["99999"]}, {}])
def test_forged_members_are_refused_in_sentences(w, given):
    response = act(w, w.migrants, "split", **{"split-expected": 1, "split-label": "Part", **given})
    assert response.status_code == 400
    assert "Members of the new cluster" in response.content.decode()
    assert members(w.migrants) == [1, 2, 3]


def test_recommendations_in_no_cluster_are_put_into_one(w):
    browser = Browser(w.preparer)
    alone = number(w, 6)
    response = browser.post("clusters-alone", recommendations=[alone])
    assert response.status_code == 400
    assert "Choose a cluster, or write the title of a new one." in response.content.decode()
    assert browser.post("clusters-alone", recommendations=[alone], label="Caves").status_code == 302
    assert members(Cluster.objects.get(label="Caves")) == [6]
    verbs.undo_last("SVN", by=w.preparer)
    assert browser.post("clusters-alone", recommendations=[alone], to=w.migrants.pk).status_code == 302
    assert members(w.migrants) == [1, 2, 3, 6]


def test_what_came_in_since_is_proposed_and_added(w):
    verbs.confirm_cluster(w.migrants, by=w.preparer)
    take([draft(7, text="Accede to the Migrant Workers Convention")])
    browser = Browser(w.preparer)
    browser.post("clusters-act", "suggest")
    text = browser.text("cluster", w.migrants.pk)
    assert "May belong here too" in text
    assert "1 more proposed" in browser.text("clusters")
    w.migrants.refresh_from_db()
    act(w, w.migrants, "add", expected=w.migrants.row_version, recommendation=w.migrants.proposed[0])
    assert "May belong here too" not in browser.text("cluster", w.migrants.pk)
    assert len(members(w.migrants)) == 4


@pytest.mark.parametrize("name", STRANGERS)
def test_others_find_no_page_of_working_material_and_change_nothing(w, name):
    verbs.confirm_cluster(w.migrants, by=w.preparer)
    before, browser = everything(), Browser(getattr(w, name))
    assert browser.get("clusters", state="SVN").status_code == 404
    assert w.trafficking.label not in browser.get("clusters").content.decode()
    assert browser.get("cluster", w.migrants.pk).status_code == 404
    assert browser.get("state-clusters", "svn").status_code == 404
    assert browser.post("cluster-act", w.migrants.pk, "confirm", expected=2).status_code == 404
    assert browser.post("clusters-act", "publish", state="SVN").status_code == 404
    browser.post("clusters-act", "undo", state="SVN")
    browser.post("clusters-alone", state="SVN", recommendations=[number(w, 6)], label="Mine")
    assert everything() == before
    assert not questions.is_published("SVN")
    assert not questions.is_published("NOR")


def test_visitors_are_asked_to_sign_in(w):
    for name in ("clusters", "clusters-alone"):
        assert Browser().get(name).url.startswith("/en/account/login/")
    assert Browser().get("cluster", w.migrants.pk).status_code == 404


def test_a_published_list_shows_confirmed_clusters_without_tools_or_suggestions(w):
    verbs.confirm_cluster(w.migrants, by=w.preparer)
    verbs.rename(w.migrants, label="Migrants' convention", by=w.preparer)
    assert Browser(w.focal_point).post("clusters-act", "publish").status_code == 302
    for browser in (Browser(), Browser(w.ngo), Browser(w.other_focal_point)):
        text = browser.text("state-clusters", "svn")
        assert found(text) == [str(w.migrants.pk)]
        assert "Suggest clusters anew" not in text
        assert "in no cluster" not in text
        text = browser.text("cluster", w.migrants.pk)
        assert "Change the cluster" not in text
        assert "Take back" not in text
        assert browser.get("cluster", w.trafficking.pk).status_code == 404
        assert browser.post("cluster-act", w.migrants.pk, "confirm", expected=3).status_code in (302, 404)
    w.migrants.refresh_from_db()
    assert w.migrants.row_version == 3


def test_only_the_focal_point_is_offered_publishing(w):
    assert "Publish the confirmed clusters" in Browser(w.focal_point).text("clusters")
    assert "Publish the confirmed clusters" not in Browser(w.preparer).text("clusters")
    Browser(w.preparer).post("clusters-act", "publish")
    assert not questions.is_published("SVN")


def test_a_state_without_clusters_is_told_what_to_do(w):
    Cluster.objects.all().delete()
    assert "No cluster yet" in Browser(w.preparer).text("clusters")


def test_texts_are_shown_as_text(w):
    take([draft(7, text="Ratify <b>ICRMW</b> & more"), draft(8, text="Ratify <b>ICRMW</b> & more")])
    Browser(w.preparer).post("clusters-act", "suggest")
    cluster = Cluster.objects.filter(members__recommendation__text__contains="<b>").first()
    text = Browser(w.preparer).text("cluster", cluster.pk)
    assert "<b>ICRMW" not in text
    assert "&lt;b&gt;" in text
