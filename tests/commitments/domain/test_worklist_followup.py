"""A worklist over the real follow-up: what a ministry changes is what its people could have written."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from comity.commitments import followup
from comity.commitments.assessments import assessment_for
from comity.commitments.domain.worklist_followup import FollowUpStore
from comity.commitments.domain.worklists import apply_worklist, compare_worklist, open_worklist
from comity.commitments.models import ImplementationAction, StatusEntry
from comity.commitments.worklist_store import rows_of, store
from comity.kernel.errors import NotPossible
from tests.commitments.followup import told
from tests.commitments.worklists import filled, sent

pytestmark = pytest.mark.django_db
SOURCE = {"evidence_title": "Yearbook", "evidence_source": "https://stat.example/1", "evidence_date": "2020-03-01",
          "evidence_shows": "All pupils."}  # fmt: skip


@pytest.fixture
def w() -> SimpleNamespace:
    return told.build()


def taken(tmp_path: Path, w: SimpleNamespace, edits: dict[int, dict[str, object]]) -> int:
    rows = rows_of([w.one, w.two, w.shared, w.foreign], user=w.preparer)
    sheet = open_worklist(filled(sent(tmp_path, rows), edits))
    diff = compare_worklist(sheet, by=w.preparer)
    return apply_worklist(sheet, by=w.preparer, seen=diff.mark)[1]


def test_the_follow_up_is_connected() -> None:
    assert isinstance(store(), FollowUpStore)
    assert [letter for letter, _meaning in store().statuses()] == ["A", "B", "C", "D", "E"]


def test_rows_show_what_stands_to_the_states_own_people_alone(w: SimpleNamespace) -> None:
    told.assessed(w, w.one, evidence=[told.LAW, told.LATER], on=date(2020, 3, 1))
    told.planned(w, w.one)
    (row,) = rows_of([w.one], user=w.preparer)
    assert row.answers == {
        "status": "B", "done": "A law.", "evidence_title": "Report of the inspectorate",
        "evidence_source": "INS/2020/4", "evidence_date": "2020-02-01", "evidence_shows": "All schools keep to it.",
        "institution": w.ministry.name, "indicator": "Articles in force", "due": "2027-12-31",
    }  # fmt: skip
    assert rows_of([w.one], user=w.coordinator)[0].answers == {}
    assert rows_of([w.one], user=w.other_preparer)[0].answers == {}


def test_a_new_assessment_keeps_the_earlier_sources(tmp_path: Path, w: SimpleNamespace) -> None:
    told.assessed(w, w.one, evidence=[told.LAW, told.LATER], on=date(2020, 3, 1))
    assert taken(tmp_path, w, {w.one.pk: {"status": "A", **SOURCE}}) == 1
    entry = followup.latest([w.one.pk], user=w.preparer)[w.one.pk]
    assert (entry.grade, entry.note, entry.by) == ("A", "A law.", w.preparer)
    assert [one.title for one in entry.evidence.all()] == ["Official gazette 12/2018", "Yearbook"]
    assert StatusEntry.objects.filter(recommendation=w.one).count() == 2


def test_an_action_is_changed_or_planned(tmp_path: Path, w: SimpleNamespace) -> None:
    action = told.planned(w, w.one)
    edits = {w.one.pk: {"due": "2028-06-30"}, w.two.pk: {"institution": "Office of Statistics", "indicator": "Pupils"}}
    assert taken(tmp_path, w, edits) == 2
    action.refresh_from_db()
    assert (action.due_on, action.lead, action.row_version) == (date(2028, 6, 30), w.ministry, 2)
    new = ImplementationAction.objects.exclude(pk=action.pk).get()
    assert (new.lead_name, new.indicator, list(new.recommendations.all())) == (
        "Office of Statistics",
        "Pupils",
        [w.two],
    )


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"done": "Much"}, "Choose a status"),
        ({"status": "B"}, "Name at least one source"),
        ({"status": "B", **SOURCE, "evidence_date": ""}, "Give the date of the source"),
        ({"status": "B", **SOURCE, "evidence_date": "2014-01-01"}, "is not later than"),
    ],
)
def test_the_rules_of_follow_up_hold_and_name_the_row(
    tmp_path: Path, w: SimpleNamespace, edit: dict[str, object], says: str
) -> None:
    with pytest.raises(NotPossible, match=rf"Row 3 .*{says}"):
        taken(tmp_path, w, {w.one.pk: edit, w.two.pk: {"status": "D"}})
    assert not StatusEntry.objects.exists()


def test_several_actions_are_not_changed_through_one_row(tmp_path: Path, w: SimpleNamespace) -> None:
    told.planned(w, w.one)
    told.planned(w, w.one, title="A second one")
    with pytest.raises(NotPossible, match="Several actions"):
        taken(tmp_path, w, {w.one.pk: {"due": "2028-06-30"}})


def test_lists_and_reports_say_what_their_reader_may_read(w: SimpleNamespace) -> None:
    told.assessed(w, w.one)
    assert "A law." in assessment_for(w.preparer)(w.one)
    assert assessment_for(w.coordinator)(w.one) == ""
