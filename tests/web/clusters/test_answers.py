"""What of the State's plan and of its requests answers a cluster: shown to the State's own people alone."""

import re

import pytest

from comity.assistance.domain import requests
from comity.assistance.models import CommitmentLink, SupportRequest
from comity.commitments.domain import clusters as verbs
from comity.commitments.domain.followup_actions import plan_action
from tests import world
from tests.web.browser import Browser

TITLE = "An action of which nobody else knows"


@pytest.fixture
def answered(w):
    """One of three recommendations on migrant workers has an action; both on trafficking are in a request."""
    verbs.confirm_cluster(w.migrants, by=w.preparer)
    verbs.publish_clusters("SVN", by=w.focal_point)
    plan_action(
        state=w.slovenia, fields={"title": TITLE}, by=w.preparer, recommendations=[w.recommendations[0].pk]
    )  # fmt: skip
    request = world.draft(w)
    for one in w.recommendations[3:5]:
        requests.save_part(request, CommitmentLink(kind="recommendation", recommendation=one), by=w.preparer)
    return w


def found(text):
    return [int(pk) for pk in re.findall(r'<h3><a href="/en/clusters/(\d+)"', text)]


def numbers(address, text):
    """The recommendations that the link to ``address`` takes along."""
    (query,) = re.findall(rf'{address}\?state=SVN((?:&amp;r=\d+)+)"', text)
    return set(map(int, re.findall(r"\d+", query)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"plan": "some"}, ["migrants"]),
        ({"plan": "none"}, ["trafficking"]),
        ({"plan": "all"}, []),
        ({"assistance": "all"}, ["trafficking"]),
        ({"assistance": "none"}, ["migrants"]),
        ({"plan": "<b>"}, ["migrants", "trafficking"]),
    ],
)
def test_the_list_is_narrowed_by_what_answers_the_members(answered, query, expected):
    text = Browser(answered.preparer).text("clusters", **query)
    assert found(text) == [getattr(answered, name).pk for name in expected]


def test_a_request_that_ended_answers_nothing(answered):
    request = SupportRequest.objects.get()
    requests.endorse_request(request, by=answered.focal_point)
    requests.submit_request(SupportRequest.objects.get(), by=answered.focal_point)
    requests.withdraw_request(SupportRequest.objects.get(), by=answered.focal_point)
    assert found(Browser(answered.preparer).text("clusters", assistance="all")) == []


def test_the_page_names_members_without_an_action_and_leads_to_planning_one_for_them(answered):
    text = Browser(answered.preparer).text("cluster", answered.migrants.pk)
    assert "1 of 3 are answered by an action of the plan." in text
    first, second, third = (one.pk for one in answered.recommendations[:3])
    assert f"/desk/followup/{second}?state=SVN" in text
    assert f"/desk/followup/{first}?state=SVN" not in text
    assert numbers("/desk/followup/actions/new", text) == {second, third}
    assert numbers("/desk/followup/several", text) == {first, second, third}


def test_planning_for_the_rest_leaves_no_member_without_an_action(answered):
    browser = Browser(answered.preparer)
    rest = [one.pk for one in answered.recommendations[1:3]]
    plan_action(state=answered.slovenia, fields={"title": "Accede"}, by=answered.preparer, recommendations=rest)
    text = browser.text("cluster", answered.migrants.pk)
    assert "3 of 3 are answered by an action of the plan." in text
    assert "Without an action so far:" not in text
    assert found(browser.text("clusters", plan="all")) == [answered.migrants.pk]


@pytest.mark.parametrize("name", [None, "coordinator", "administrator", "other_focal_point", "nhri", "ngo", "officer"])
def test_nobody_else_learns_what_the_plan_answers(answered, name):
    browser = Browser(getattr(answered, name) if name else None)
    for text in (
        browser.text("state-clusters", "svn"),
        browser.text("state-clusters", "svn", plan="some"),
        browser.text("cluster", answered.migrants.pk),
    ):
        assert TITLE not in text
        assert "Answered by the plan" not in text
        assert "are answered by an action" not in text
        assert "In a request for assistance" not in text
    assert found(browser.text("state-clusters", "svn", plan="none")) == [answered.migrants.pk], "no filter for others"


def test_the_picture_counts_what_the_list_shows(answered):
    text = Browser(answered.preparer).text("followup-pictures")
    assert "Clusters and what answers them" in text
    for name, share in (("plan", "some"), ("plan", "none"), ("assistance", "all"), ("assistance", "none")):
        assert f"?state=SVN&amp;{name}={share}" in text
