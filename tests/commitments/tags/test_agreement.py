"""How far suggestions hold: what counts as agreement, when there is a share, what changes it."""

import pytest

from comity.commitments.domain.tags import decide_tags, suggest_tags, undo_decisions
from comity.commitments.models import Recommendation
from comity.commitments.tag_agreement import Agreement, agreement
from comity.commitments.tags import compared, disagreements, side_by_side
from tests.commitments.drafts import draft, take
from tests.commitments.tags.conftest import SYSTEM


def counts(measured, *key):
    one = (measured.values if len(key) == 2 else measured.kinds)[key if len(key) == 2 else key[0]]
    return one.n, one.agreed


def test_right_wrong_missed_and_rightly_not_suggested(w):
    decide_tags([w.one], kind="issue", value="right-to-education", verdict="confirmed", by=w.preparer)  # right
    decide_tags([w.three], kind="issue", value="right-to-education", verdict="rejected", by=w.preparer)  # wrong
    decide_tags([w.one], kind="issue", value="development", verdict="added", by=w.preparer)  # missed
    decide_tags([w.upr], kind="issue", value="detention", verdict="rejected", by=w.preparer)  # rightly not
    measured = agreement(w.preparer)
    assert counts(measured, "issue") == (4, 2)
    assert counts(measured, "issue", "right-to-education") == (2, 1)
    assert {band: (one.n, one.agreed) for (_kind, band), one in measured.bands.items()} == {
        "high": (1, 1), "middle": (1, 0), "missed": (2, 1),
    }  # fmt: skip


def test_an_undone_or_later_decision_counts_as_what_stands(w):
    batch = decide_tags([w.one], kind="issue", value="right-to-education", verdict="rejected", by=w.preparer)
    assert counts(agreement(None), "issue") == (1, 0)
    undo_decisions(batch, by=w.preparer)
    assert agreement(None).n == 0
    decide_tags([w.one], kind="issue", value="right-to-education", verdict="rejected", by=w.preparer)
    decide_tags([w.one], kind="issue", value="right-to-education", verdict="confirmed", by=w.focal_point)
    assert counts(agreement(None), "issue") == (1, 1)


@pytest.mark.parametrize(("n", "agreed", "share"), [(0, 0, None), (19, 19, None), (20, 15, 0.75)])
def test_no_share_below_twenty_decisions(n, agreed, share):
    assert Agreement(n, agreed).share == share


def test_a_share_comes_with_the_twentieth_decision(w):
    take(draft(number, text="Build schools") for number in range(20, 40))
    numbers = list(Recommendation.objects.filter(text="Build schools", state="SVN").values_list("pk", flat=True))
    suggest_tags(numbers, by=SYSTEM)
    decide_tags(numbers, kind="issue", value="right-to-education", verdict="confirmed", by=w.preparer)
    assert agreement(None).kinds["issue"].share == 1.0
    assert agreement(None, states={"NOR"}).n == 0


def test_what_was_decided_leaves_the_open_list_and_is_listed_where_people_said_otherwise(w):
    tag = {"kind": "group", "value": "public-officials"}
    assert disagreements(None, tag).count() == 1
    decide_tags([w.two], **tag, verdict="confirmed", by=w.preparer)
    assert disagreements(None, tag).count() == 0
    assert disagreements(None, {**tag, "standing": "otherwise"}).count() == 1
    assert disagreements(None, {**tag, "standing": "agreed"}).count() == 0
    assert compared(None, {**tag, "standing": "decided"}).get().verdict == "confirmed"


def test_side_by_side_keeps_the_three_voices_apart(w):
    decide_tags([w.two], kind="group", value="public-officials", verdict="rejected", by=w.preparer)
    decide_tags([w.two], kind="theme", value="reservations", verdict="added", by=w.focal_point)
    found = side_by_side(Recommendation.objects.get(pk=w.two), None)
    (group,), (theme,) = found.rows["group"], found.rows["theme"]
    assert (group.imported, group.suggested, group.applies) == (True, False, False)
    assert (theme.imported, theme.suggested, theme.applies) == (False, None, True)
    assert str(theme.decision.batch.organisation) == "Mission"
    (education,) = found.rows["education"]
    assert (education.imported, education.suggested, education.decision) == (True, False, None)
    assert (found.model, found.why) == ("fake-1", [["torture", 1.25]])
