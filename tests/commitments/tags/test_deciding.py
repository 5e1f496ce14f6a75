"""Decisions: who, what becomes of them in the search, and how they are taken back."""

import pytest

from comity.commitments.domain.reindex import rebuild_index
from comity.commitments.domain.tags import Tag, decide_several, decide_tags, undo_decisions
from comity.commitments.facets import RecommendationSearch
from comity.commitments.models import Recommendation, TagBatch, TagDecision
from comity.kernel.audit import verify
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.search.models import Posting
from comity.search.places import read
from tests.commitments.drafts import draft, take


def found(**facets):
    return sorted(RecommendationSearch(facets, None).ids())


def postings():
    rows = Posting.objects.values_list("field", "value", "block", "bitmap", "places")
    return {row[:3]: (read(row[3]), read(row[4])) for row in rows}


def same_as_rebuilt():
    before = postings()
    rebuild_index()
    return postings() == before


def test_confirmed_tags_are_found_and_rejected_ones_no_longer(w):
    assert found(issue="right-to-education") == []
    decide_tags([w.one, w.three], kind="issue", value="right-to-education", verdict="confirmed", by=w.preparer)
    assert found(issue="right-to-education") == [w.one, w.three]
    assert found(theme="right-to-education") == [w.one, w.two, w.norwegian]
    decide_tags([w.two], kind="education", value="yes", verdict="rejected", by=w.preparer)
    decide_tags([w.three], kind="education", value="yes", verdict="confirmed", by=w.preparer)
    decide_tags([w.three], kind="theme", value="Reservations", verdict="rejected", by=w.preparer)
    decide_tags([w.two], kind="group", value="public-officials", verdict="rejected", by=w.preparer)
    assert found(theme="right-to-education") == [w.one, w.three, w.norwegian]
    assert found(theme="reservations") == []
    assert found(group="public-officials") == []
    assert same_as_rebuilt()


def test_a_rejected_goal_takes_its_targets_along_and_a_rejected_target_leaves_its_goal(w):
    decide_tags([w.norwegian], kind="sdg_target", value="4.2", verdict="rejected", by=w.coordinator)
    assert w.norwegian in found(sdg="4")
    assert found(sdg="4.2") == []
    assert found(sdg="4.1") == [w.one, w.norwegian]
    decide_tags([w.norwegian], kind="sdg_goal", value="4", verdict="rejected", by=w.coordinator)
    decide_tags([w.two], kind="sdg_target", value="16.3", verdict="added", by=w.coordinator)
    assert (found(sdg="4.1"), found(sdg="16.3"), found(sdg="4")) == ([w.one], [w.two], [w.one])
    assert same_as_rebuilt()


def test_undo_is_a_further_row_and_brings_back_what_stood_before(w):
    before = postings()
    first = decide_tags([w.one], kind="issue", value="detention", verdict="added", by=w.preparer)
    second = decide_tags([w.one], kind="issue", value="detention", verdict="rejected", by=w.focal_point)
    assert found(issue="detention") == [w.upr]
    undo_decisions(second, by=w.preparer)
    assert found(issue="detention") == [w.one, w.upr], "the earlier decision stands again"
    undo_decisions(first.pk, by=w.preparer)
    assert found(issue="detention") == [w.upr]
    assert postings() == before
    assert (TagBatch.objects.count(), TagDecision.objects.count()) == (4, 2)
    with pytest.raises(NotPossible, match="already"):
        undo_decisions(first, by=w.preparer)
    assert verify().faults == ()


def test_decisions_outlive_an_import_that_changes_the_record(w):
    decide_tags([w.one], kind="issue", value="detention", verdict="added", by=w.preparer)
    decide_tags([w.one], kind="education", value="yes", verdict="rejected", by=w.preparer)
    take([draft(1, text="Plant trees everywhere", issues=["Environment"])])
    assert w.one in found(issue="detention")
    assert w.one not in found(theme="right-to-education")
    take([draft(1, text="Plantar árboles", language="es"), draft(1, text="unused", language="fr")])
    take([draft(1, text="Plantar más árboles", language="es")])
    assert w.one in found(issue="detention")
    assert same_as_rebuilt()


def test_the_source_s_tags_stay_on_the_record(w):
    decide_tags([w.two], kind="group", value="public-officials", verdict="rejected", by=w.preparer)
    assert Recommendation.objects.get(pk=w.two).affected_persons == ["Public officials"]


def test_whether_confirmed_or_added_follows_from_who_had_it(w):
    batch = decide_several(
        [Tag(w.one, "issue", "Right to education"), Tag(w.one, "issue", "detention")],
        verdict="confirmed",
        by=w.preparer,
    )
    assert dict(batch.decisions.values_list("value", "verdict")) == {
        "right-to-education": "confirmed", "detention": "added",
    }  # fmt: skip
    assert (batch.role, batch.organisation, batch.by) == ("SP", w.ministry, w.preparer)


@pytest.mark.parametrize("who", ["coordinator", "steward"])
def test_coordinator_and_data_steward_decide_for_all_states(w, who):
    decide_tags([w.one, w.norwegian], kind="group", value="children", verdict="added", by=getattr(w, who))
    assert found(group="children") == [w.one, w.norwegian]


@pytest.mark.parametrize("who", ["nhri", "ngo", "administrator", "officer", "safeguarding", "academic", "editor"])
def test_others_decide_on_nothing(w, who):
    with pytest.raises(NotEntitled):
        decide_tags([w.one], kind="group", value="children", verdict="added", by=getattr(w, who))
    assert not TagBatch.objects.exists()


def test_a_state_decides_on_its_own_recommendations_only_and_all_or_nothing(w):
    before = postings()
    for numbers, who in (([w.one, w.norwegian], w.focal_point), ([w.norwegian, w.one], w.other_focal_point)):
        with pytest.raises(NotEntitled):
            decide_tags(numbers, kind="group", value="children", verdict="added", by=who)
    batch = decide_tags([w.one], kind="group", value="children", verdict="added", by=w.focal_point)
    with pytest.raises(NotEntitled):
        undo_decisions(batch, by=w.other_focal_point)
    undo_decisions(batch, by=w.alternate)
    assert postings() == before


@pytest.mark.parametrize(
    ("kind", "value"),
    [("issue", "Cheese"), ("sdg_goal", "18"), ("sdg_goal", "4.1"), ("sdg_target", "4"), ("nothing", "x"),
     ("action_rank", "9"), ("education", "no"), ("theme", "Right to education"), ("level", "kitchen")],
)  # fmt: skip
def test_what_no_vocabulary_holds_is_refused(w, kind, value):
    with pytest.raises(NotPossible):
        decide_tags([w.one], kind=kind, value=value, verdict="confirmed", by=w.preparer)
    assert not TagBatch.objects.exists()


def test_a_tag_of_the_source_s_own_can_be_rejected(w):
    take([draft(7, themes=["A theme of nobody's"])])
    number = Recommendation.objects.get(key="uhri:7").pk
    assert found(theme="A theme of nobody's") == [number]
    decide_tags([number], kind="theme", value="A theme of nobody's", verdict="rejected", by=w.preparer)
    assert "A theme of nobody's" not in {value for field, value, _block in postings() if field == "theme"}


def test_nothing_chosen_and_unknown_records_are_sentences(w):
    with pytest.raises(Incomplete, match="at least one"):
        decide_several([], verdict="confirmed", by=w.preparer)
    with pytest.raises(NotPossible, match="no such recommendation"):
        decide_tags([10**9], kind="issue", value="detention", verdict="confirmed", by=w.preparer)
    with pytest.raises(NotPossible):
        decide_tags([w.one], kind="issue", value="detention", verdict="perhaps", by=w.preparer)
    with pytest.raises(NotPossible, match="no such decision"):
        undo_decisions(10**9, by=w.preparer)
