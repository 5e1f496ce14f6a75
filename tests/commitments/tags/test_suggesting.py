"""Suggestions: what rows they become, what they leave alone, when they go."""

import pytest

from comity.commitments.domain.tags import decide_tags, suggest_tags
from comity.commitments.facets import RecommendationSearch
from comity.commitments.models import Recommendation, TagReading, TagSuggestion
from comity.kernel.errors import NotEntitled
from comity.kernel.models import AuditEvent
from tests.commitments.drafts import draft, take
from tests.commitments.tags.conftest import SYSTEM


def rows(number):
    found = TagSuggestion.objects.filter(recommendation=number).order_by("kind", "value")
    return {(one.kind, one.value): (one.says, one.imported) for one in found}


def test_suggestions_stand_beside_what_the_source_says(w):
    assert rows(w.one) == {
        ("action_rank", "5"): (True, None),
        ("education", "yes"): (True, True),
        ("four_a", "availability"): (True, None),
        ("group", "women-girls"): (True, True),
        ("issue", "right-to-education"): (True, None),
        ("level", "primary"): (True, None),
        ("sdg_goal", "4"): (True, True),
        ("sdg_target", "4.1"): (True, True),
    }


def test_what_the_source_says_and_the_text_does_not_is_doubted(w):
    found = rows(w.two)
    assert found["education", "yes"] == (False, True)
    assert found["group", "public-officials"] == (False, True)
    assert found["sdg_goal", "16"] == (False, True)
    assert rows(w.upr)["issue", "detention"] == (False, True)


def test_what_the_source_overlooked_is_found_and_where_it_is_silent_nothing_is_held_against_it(w):
    assert rows(w.three)["education", "yes"] == (True, False)
    assert rows(w.three)["sdg_goal", "4"] == (True, None)
    assert rows(w.upr)["issue", "womens-rights"] == (True, False)
    assert ("education", "yes") not in rows(w.upr)


def test_a_group_that_the_classifier_does_not_know_is_not_doubted(w):
    take([draft(6, text="Stop torture", affected_persons=["Mercenaries", "Children"])])
    number = Recommendation.objects.get(key="uhri:6").pk
    suggest_tags([number], by=SYSTEM)
    assert [value for kind, value in rows(number) if kind == "group"] == ["children"]


def test_tags_of_the_source_and_facets_are_untouched(w):
    before = {row.pk: (row.themes, row.issues, row.sdgs, row.affected_persons) for row in Recommendation.objects.all()}
    suggest_tags(w.all, by=SYSTEM)
    for row in Recommendation.objects.all():
        assert before[row.pk] == (row.themes, row.issues, row.sdgs, row.affected_persons)
    assert RecommendationSearch({"issue": "right-to-education"}, None).total == 0, "suggested only"


def test_a_newer_reading_replaces_the_older_one(w):
    count = TagSuggestion.objects.count()
    suggest_tags(w.all, by=SYSTEM)
    assert TagSuggestion.objects.count() == count
    reading = TagReading.objects.get(pk=w.one)
    assert (reading.model, reading.why[0]) == ("fake-1", ["school", 1.25])


def test_a_decided_tag_keeps_its_row_when_the_text_is_read_anew(w):
    decide_tags([w.one], kind="issue", value="Detention", verdict="added", by=w.preparer)
    assert rows(w.one)["issue", "detention"] == (False, None)
    suggest_tags([w.one], by=SYSTEM)
    assert rows(w.one)["issue", "detention"] == (False, None)


def test_a_changed_text_loses_what_was_said_of_the_older_one(w):
    take([draft(1, text="Plant trees"), *w.said[1:]])
    assert not TagReading.objects.filter(pk=w.one).exists()
    assert rows(w.one) == {}
    assert rows(w.two)


@pytest.mark.parametrize("who", ["nhri", "ngo", "administrator", "officer", "other_preparer"])
def test_strangers_cannot_have_texts_read(w, who):
    with pytest.raises(NotEntitled):
        suggest_tags([w.one], by=getattr(w, who))


def test_each_reading_is_in_the_audit_without_content(w):
    event = AuditEvent.objects.filter(action="tags.suggest").latest("sequence")
    assert event.facts == {"texts": 5, "tags": TagSuggestion.objects.filter(says=True).count()}
