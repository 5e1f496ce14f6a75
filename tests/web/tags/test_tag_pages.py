"""Pages of tags: side by side for everybody, decisions for those entitled, counts that open the list they count."""

import csv
import io
import re

import pytest
from django.urls import reverse

from comity.commitments.domain.tags import decide_tags
from comity.commitments.facets import RecommendationSearch
from comity.commitments.models import TagBatch, TagDecision
from tests.web.browser import Browser

STRANGERS = ("nhri", "ngo", "administrator", "officer", "academic")
TAG = re.compile(r'name="tag" value="([^"]+)" id="t-')


def listed(user, **query):
    """The tags that the desk's list shows, and the number above it."""
    text = Browser(user).text("tags", **query)
    count = re.search(r"data-announce>([\d,]+) tags?<", text)
    return TAG.findall(text), int(count[1].replace(",", ""))


def post(user, name, **data):
    return Browser(user).post(name, follow=True, **data)


def test_everybody_reads_source_suggestion_decision_and_the_terms_that_decided(w):
    decide_tags([w.one], kind="issue", value="right-to-education", verdict="confirmed", by=w.preparer)
    for user in (None, w.nhri, w.preparer):
        text = Browser(user).text("recommendation", w.one)
        assert "Tags compared" in text
        assert "yes <bdi>93 %</bdi>" in text
        assert "school, girls" in text
        assert "Ministry, State preparer" in text
        assert w.preparer.title not in re.sub(r"<header.*?</header>", "", text, flags=re.DOTALL) or user == w.preparer
        assert w.preparer.email not in text or user == w.preparer


@pytest.mark.parametrize("who", [None, *STRANGERS, "other_preparer"])
def test_buttons_are_for_those_entitled_alone(w, who):
    user = getattr(w, who) if who else None
    assert reverse("tags-decide") not in Browser(user).text("recommendation", w.one)
    assert reverse("tags-decide") in Browser(w.preparer).text("recommendation", w.one)


@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_do_not_find_the_desk_s_pages(w, who):
    page = Browser(getattr(w, who))
    for name in ("tags", "tags-agreement", "tags-export"):
        assert page.get(name).status_code == 404
    for name in ("tags-decide", "tags-undo"):
        assert page.post(name, tag=f"{w.one}:issue:detention", verdict="confirmed", batch=1).status_code == 404
    assert reverse("tags") not in page.text("desk")
    assert not TagBatch.objects.exists()


def test_visitors_are_asked_to_sign_in(w):
    for name in ("tags", "tags-agreement", "tags-export"):
        assert "/account/login/" in Browser().get(name).url


def test_the_list_shows_what_differs_for_the_person_s_states_only(w):
    tags, count = listed(w.preparer)
    assert count == len(tags)
    assert f"{w.two}:group:public-officials" in tags
    assert f"{w.three}:education:yes" in tags
    assert f"{w.one}:education:yes" not in tags, "both say it"
    assert not any(tag.startswith(f"{w.norwegian}:") for tag in tags)
    everything, _count = listed(w.coordinator)
    assert set(tags) < set(everything) | {f"{w.norwegian}:"}
    assert any(tag.startswith(f"{w.norwegian}:") for tag in everything)
    assert all(tag.startswith(f"{w.norwegian}:") for tag in listed(w.other_focal_point)[0])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "education"}, ["two:education:yes", "three:education:yes"]),
        ({"kind": "education", "standing": "found"}, ["three:education:yes"]),
        ({"kind": "education", "standing": "doubted"}, ["two:education:yes"]),
        ({"kind": "issue", "value": "detention"}, ["upr:issue:detention"]),
        ({"kind": "education", "least": "0.8"}, ["three:education:yes"]),
        ({"kind": "education", "least": "0.9"}, []),
        ({"kind": "education", "session": "21"}, []),
        ({"kind": "education", "session": "x", "least": "much"}, ["two:education:yes", "three:education:yes"]),
        ({"state": "NOR"}, []),
    ],
)  # fmt: skip
def test_filters_narrow_list_and_count(w, query, expected):
    tags, count = listed(w.preparer, **query) if expected else ([], 0)
    if not expected:
        assert "Nothing matches." in Browser(w.preparer).text("tags", **query)
    named = [f"{getattr(w, tag.split(':', 1)[0])}:{tag.split(':', 1)[1]}" for tag in expected]
    assert (tags, count) == (named, len(named))


def test_several_are_rejected_at_once_and_the_undo_button_takes_all_of_it_back(w):
    tags = [f"{w.two}:group:public-officials", f"{w.two}:education:yes"]
    page = post(w.preparer, "tags-decide", tag=tags, verdict="rejected", kind="group")
    assert page.redirect_chain[-1][0] == "/en/desk/tags?kind=group"
    text = page.content.decode()
    assert "Rejected. Decided on 2 tags." in text
    assert RecommendationSearch({"group": "public-officials"}, None).total == 0
    batch = re.search(r'name="batch" value="(\d+)"', text)[1]
    text = post(w.preparer, "tags-undo", batch=batch).content.decode()
    assert "Taken back." in text
    assert 'name="batch"' not in text
    assert RecommendationSearch({"group": "public-officials"}, None).total == 1
    assert set(tags) <= set(listed(w.preparer)[0])


def test_all_that_the_list_finds_are_the_person_s_own_alone(w):
    post(w.preparer, "tags-decide", all="1", verdict="rejected")
    assert TagDecision.objects.exists()
    assert not TagDecision.objects.filter(recommendation=w.norwegian).exists()
    assert "Nothing differs." in Browser(w.preparer).text("tags")


def test_on_a_recommendation_s_page_the_act_leads_back_to_it(w):
    page = post(w.preparer, "tags-decide", tag=f"{w.one}:issue:detention", verdict="added", on=w.one)
    assert page.redirect_chain[-1][0] == f"/en/recommendations/{w.one}#compared"
    text = page.content.decode()
    assert "Added" in text
    assert "Take back your last decision" in text
    assert "what was decided here stands beside them" in text


@pytest.mark.parametrize("tag", ["", "x", "1:2", "999999:issue:detention", "1:cheese:x", "²:issue:x", "1:issue:"])
def test_a_form_that_somebody_changed_is_a_sentence(w, tag):
    page = post(w.preparer, "tags-decide", tag=tag, verdict="confirmed")
    assert 'class="error"' in page.content.decode()
    assert not TagBatch.objects.exists()


def test_another_state_s_tag_is_refused_with_a_sentence(w):
    page = post(w.preparer, "tags-decide", tag=f"{w.norwegian}:issue:detention", verdict="confirmed")
    assert "Only the State that is addressed" in page.content.decode()
    theirs = decide_tags([w.norwegian], kind="issue", value="detention", verdict="added", by=w.other_preparer)
    post(w.preparer, "tags-undo", batch=theirs.pk)
    assert not TagBatch.objects.filter(lifts__isnull=False).exists()


def test_every_count_of_the_agreement_opens_a_list_of_that_length(w):
    decide_tags([w.one, w.three], kind="issue", value="right-to-education", verdict="confirmed", by=w.preparer)
    decide_tags([w.upr], kind="issue", value="detention", verdict="confirmed", by=w.preparer)
    decide_tags([w.two], kind="education", value="yes", verdict="rejected", by=w.preparer)
    decide_tags([w.one], kind="education", value="yes", verdict="rejected", by=w.preparer)
    decide_tags([w.norwegian], kind="education", value="yes", verdict="rejected", by=w.coordinator)
    for user in (w.preparer, w.coordinator):
        text = Browser(user).text("tags-agreement")
        links = set(re.findall(r'<a href="(/en/desk/tags\?[^"]+)">([\d,]+)</a>', text))
        assert len(links) > 8
        for address, number in links:
            shown = Browser(user).client.get(address.replace("&amp;", "&")).content.decode()
            assert f">{number} tag" in shown, address


def test_shares_wait_for_enough_decisions(w):
    decide_tags([w.one], kind="issue", value="right-to-education", verdict="confirmed", by=w.preparer)
    text = Browser(w.preparer).text("tags-agreement")
    assert "too few" in text
    assert "100 %" not in text
    assert "Nothing is decided yet." in Browser(w.other_preparer).text("tags-agreement")


def test_decisions_as_csv_hold_the_person_s_states_alone(w):
    decide_tags([w.upr], kind="issue", value="womens-rights", verdict="confirmed", by=w.preparer)
    decide_tags([w.upr], kind="action_rank", value="5", verdict="added", by=w.preparer)
    decide_tags([w.two], kind="education", value="yes", verdict="rejected", by=w.preparer)
    decide_tags([w.norwegian], kind="sdg_goal", value="4", verdict="confirmed", by=w.coordinator)
    rows = _rows(Browser(w.coordinator).get("tags-export"))
    assert rows == [
        {"text": "Stop torture", "education": "no", "state": "SVN", "language": "en"},
        {"text": "Build schools", "sdg": "4", "label": "yes", "state": "NOR", "language": "en"},
        {"text": "Stop torture of women", "issues": "Detention|Torture and other CID treatment|Women's rights",
         "action_rank": "5", "state": "SVN", "language": "en"},
    ]  # fmt: skip
    assert {row["state"] for row in _rows(Browser(w.preparer).get("tags-export"))} == {"SVN"}


def _rows(response):
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(io.StringIO(content))]


def test_the_file_is_one_that_training_reads(w, tmp_path):
    rows = pytest.importorskip("comity.commitments.classify.rows")
    decide_tags([w.upr], kind="issue", value="womens-rights", verdict="confirmed", by=w.preparer)
    path = tmp_path / "tags.csv"
    path.write_bytes(b"".join(Browser(w.preparer).get("tags-export").streaming_content))
    (row,) = rows.read(path)
    assert "Women's rights" in row.issues
