"""The pages of follow-up, as the State's people use them without JavaScript."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from comity.commitments.domain.followup_progress import drop_action
from comity.commitments.domain.followup_status import correct_status
from comity.commitments.followup import latest
from comity.commitments.models import ImplementationAction, StatusEntry
from tests.commitments.drafts import draft, take
from tests.commitments.followup.told import LATER, LAW, assessed, planned, published
from tests.web.browser import Browser

SOURCE = {
    "sources-TOTAL_FORMS": "1", "sources-INITIAL_FORMS": "0", "sources-0-title": "Gazette",
    "sources-0-source": "https://gazette.example/1", "sources-0-dated": "2018-05-04", "sources-0-shows": "In force.",
}  # fmt: skip
NO_SOURCE = {"sources-TOTAL_FORMS": "1", "sources-INITIAL_FORMS": "0"}
STATUS = {"grade": "B", "on": "2018-06-01", "note": "A law."}


@pytest.fixture
def preparer(w):
    return Browser(w.preparer)


@pytest.fixture
def focal(w):
    return Browser(w.focal_point)


def test_every_page_opens_for_the_states_people(w, preparer):
    entry, action = assessed(w, w.one), planned(w, w.one)
    pages = [
        ("followup",), ("followup-handover",), ("followup-pictures",), ("followup-actions",),
        ("followup-recommendation", w.one.pk), ("followup-recommendation", w.two.pk), ("followup-status", w.one.pk),
        ("followup-correct", entry.pk), ("followup-unpublish", entry.pk), ("followup-action-new",),
        ("followup-action", action.pk), ("followup-action-edit", action.pk), ("followup-action-smart", action.pk),
        ("followup-action-report", action.pk), ("followup-action-step", action.pk, "drop"),
    ]  # fmt: skip
    for name, *arguments in pages:
        assert "<h1>" in preparer.text(name, *arguments), name
    assert preparer.get("followup-action-step", action.pk, "burn").status_code == 404


def test_desk_has_a_door_to_follow_up_for_the_states_people_only(w, preparer):
    assert "/en/desk/followup" in preparer.text("desk")
    for other in (w.coordinator, w.officer, w.nhri, w.administrator):
        assert "/en/desk/followup" not in Browser(other).text("desk")


def test_assessment_is_recorded_and_shown_with_who_and_on_what(w, preparer):
    answer = preparer.post("followup-status", w.one.pk, **STATUS, **SOURCE, follow=True)
    text = answer.content.decode()
    for said in ("B – Partly satisfactory", "Ministry, State preparer", "Gazette", "A law.", "stands", "rank 5 of 5"):
        assert said in text, said
    assert StatusEntry.objects.get().recommendation == w.one


def test_refused_assessment_keeps_what_was_typed_and_says_why(w, preparer):
    answer = preparer.post("followup-status", w.one.pk, **STATUS, **NO_SOURCE)
    assert answer.status_code == 409
    assert "Name at least one source" in answer.content.decode()
    assert "A law." in answer.content.decode()
    old = {**SOURCE, "sources-0-dated": "2015-03-01"}
    assert "is not later than" in preparer.post("followup-status", w.one.pk, **STATUS, **old).content.decode()
    half = {**SOURCE, "sources-0-title": ""}
    answer = preparer.post("followup-status", w.one.pk, **STATUS, **half)
    assert "Fill this in: Title of the source." in answer.content.decode()
    assert not StatusEntry.objects.exists()


def test_another_source_is_a_button_and_loses_nothing(w, preparer):
    text = preparer.post("followup-status", w.one.pk, **STATUS, **SOURCE, add="sources").content.decode()
    assert "Source 2" in text
    assert "In force." in text
    assert 'value="B"' in text.split("checked")[0][-200:]
    assert not StatusEntry.objects.exists()


def test_correction_asks_for_the_reason_and_keeps_both(w, preparer):
    wrong = assessed(w, w.one, "A")
    text = preparer.post("followup-correct", wrong.pk, **STATUS, **SOURCE).content.decode()
    assert "What was wrong" in text
    told = {**STATUS, **SOURCE, "reason": "Another law."}
    text = preparer.post("followup-correct", wrong.pk, **told, follow=True).content.decode()
    assert "corrected" in text
    assert "Another law." in text
    assert latest([w.one.pk], user=w.preparer)[w.one.pk].grade == "B"


def test_one_status_for_several_that_were_ticked(w, preparer):
    assessed(w, w.one, "E", on=date(2019, 1, 1))
    page = preparer.text("followup-roll-down", r=[w.one.pk, w.two.pk])
    assert "2 recommendations" in page
    assert "own assessment is as recent" in page
    told = {**STATUS, **SOURCE, "reason": "The same law.", "r": [w.one.pk, w.two.pk]}
    text = preparer.post("followup-roll-down", **told, follow=True).content.decode()
    assert "for 1 recommendation. 1 keeps its own assessment" in text
    assert preparer.get("followup-roll-down").status_code == 302
    assert preparer.get("followup-roll-down", r=[w.foreign.pk]).status_code == 404


def test_focal_point_publishes_what_is_shown_and_takes_it_back(w, focal):
    entry = assessed(w, w.one)
    page = focal.text("followup-publish", r=w.one.pk)
    for said in ("What publishing means", "cannot be recalled", "Actions are not published", "Let everybody read it"):
        assert said in page
    focal.post("followup-publish", r=w.one.pk, entry=entry.pk)
    assert StatusEntry.objects.public().get() == entry
    assert "Take it back" in focal.text("followup-recommendation", w.one.pk)
    focal.post("followup-unpublish", entry.pk)
    assert not StatusEntry.objects.public().exists()


def test_what_changed_since_it_was_shown_is_not_published(w, focal):
    entry = assessed(w, w.one)
    correct_status(entry, grade="C", on=entry.on, reason="No.", evidence=[LAW], by=w.preparer)
    answer = focal.post("followup-publish", r=w.one.pk, entry=entry.pk)
    assert answer.status_code == 409
    assert "Somebody changed this record" in answer.content.decode()
    assert not StatusEntry.objects.public().exists()


def test_preparer_cannot_publish_by_any_way(w, preparer):
    entry, public = assessed(w, w.one), published(w, w.two)
    assert "Publish the assessment" not in preparer.text("followup")
    assert "Publish the assessment" not in preparer.text("followup-recommendation", w.one.pk)
    assert preparer.post("followup-publish", r=w.one.pk, entry=entry.pk).status_code == 302
    assert preparer.post("followup-unpublish", public.pk).status_code == 403
    assert StatusEntry.objects.public().get() == public


ACTION = {"title": "Write the School Act anew", "description": "A bill goes to parliament.", "due_on": "2027-12-31"}


def test_action_is_planned_changed_reported_dropped_and_taken_up(w, preparer):
    told = {**ACTION, "lead": w.ministry.pk, "contributors": [w.institution.pk], "r": [w.one.pk, w.two.pk]}
    text = preparer.post("followup-action-new", **told, follow=True).content.decode()
    assert "Planned as ACT-SVN-1." in text
    action = ImplementationAction.objects.get()
    assert set(action.recommendations.all()) == {w.one, w.two}
    changed = {**told, "title": "Adopt the School Act", "expected": 1}
    assert "Adopt the School Act" in preparer.post("followup-action-edit", action.pk, **changed, follow=True).text
    assert preparer.post("followup-action-edit", action.pk, **changed).status_code == 409
    report = {"status": "under-way", "on": "2026-01-05", "done": "Zebra bill.", "expected": 2}
    assert "Zebra bill." in preparer.post("followup-action-report", action.pk, **report, follow=True).text
    text = preparer.post("followup-action-step", action.pk, "drop", reason="", follow=True).text
    assert "Fill this in: Reasons." in text
    text = preparer.post("followup-action-step", action.pk, "drop", reason="No majority.", follow=True).text
    assert "No majority." in text
    assert "Planned" in preparer.post("followup-action-step", action.pk, "resume", follow=True).text


def test_checklist_shows_what_the_record_says_and_keeps_answers(w, preparer):
    action = planned(w, w.one)
    page = preparer.text("followup-action-smart", action.pk)
    assert "From the record: yes. There are an indicator and a target." in page
    text = preparer.post("followup-action-smart", action.pk, measurable="no", expected=1).content.decode()
    assert "Give a sentence with the answer" in text
    told = {"measurable": "no", "measurable_why": "Nobody counts.", "expected": 1}
    assert "Nobody counts." in preparer.post("followup-action-smart", action.pk, **told, follow=True).text


def test_action_is_linked_and_taken_off_on_the_pages(w, preparer):
    action = planned(w, w.one)
    text = preparer.post("followup-recommendation", w.two.pk, action=action.pk, follow=True).text
    assert "Linked to ACT-SVN-1." in text
    preparer.post("followup-action", action.pk, remove=w.one.pk)
    assert list(action.recommendations.all()) == [w.two]
    assert "Choose an action" in preparer.post("followup-recommendation", w.two.pk, action="x", follow=True).text


def test_text_survives_the_end_of_the_session(w, preparer):
    page = preparer.text("followup-status", w.one.pk)
    writer = page.split('name="writer" value="')[1].split('"')[0]
    preparer.client.logout()
    preparer.post("followup-status", w.one.pk, **STATUS, **SOURCE, writer=writer)
    session = preparer.client.session
    session.save()
    preparer.client.post("/en/account/login/", {"login": w.preparer.email, "password": "correct horse battery"})
    text = preparer.text("followup-status", w.one.pk)
    assert "what you had typed" in text
    assert "In force." in text


def test_overdue_names_the_duty_holder_and_no_blame(w, preparer):
    action = planned(w, w.one, due_on=date(2024, 1, 31))
    for text in (preparer.text("followup-action", action.pk), preparer.text("followup-handover")):
        assert "the last day was 31 January 2024" in text
        assert "Ministry" in text
    assert "Waiting for: Ministry" in preparer.text("followup-action", action.pk)


def test_board_costs_the_same_for_three_and_for_twelve(w, preparer):
    def queries():
        preparer.get("followup")
        with CaptureQueriesContext(connection) as seen:
            assert preparer.get("followup").status_code == 200
        return len(seen)

    assessed(w, w.one)
    planned(w, w.one)
    few = queries()
    take([draft(number) for number in range(10, 19)])
    for found in type(w.one).objects.filter(state="SVN", pk__gt=w.foreign.pk):
        assessed(w, found)
        planned(w, found, title=f"Action {found.pk}")
    assert queries() == few
    assert few <= 40


def test_dropped_action_is_no_longer_on_the_board(w, preparer):
    action = planned(w, w.one)
    assert action.code in preparer.text("followup")
    drop_action(action, reason="So.", by=w.preparer)
    assert action.code not in preparer.text("followup")


def test_handover_says_functions_and_never_persons(w, preparer):
    assessed(w, w.one, on=date(2021, 1, 1), evidence=[LATER])
    planned(w, w.one)
    for text in (preparer.text("followup-handover"), preparer.text("followup-handover", format="html")):
        for said in ("Ministry", "State preparer", "State focal point", "ACT-SVN-1", "Next due", "What is open"):
            assert said in text, said
        assert "example.org" not in text
    answer = preparer.get("followup-handover", format="html")
    assert 'filename="hand-over-SVN-' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_workbook_of_the_handover_has_all_that_is_open_and_the_facts_as_notes(w, preparer):
    assessed(w, w.one, "A")
    planned(w, w.two, due_on=date(2024, 1, 1))
    answer = preparer.get("followup-handover", format="xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert [int(row[0]) for row in rows[1:]] == [w.two.pk, w.shared.pk], "overdue first; what is done is not open"
    notes = "\n".join(str(row[0]) for row in book.get_sheet_by_index(1).to_python())
    for said in ("Hand-over pack of Slovenia", "ACT-SVN-1 is overdue since", "Ministry: 1 / 1", "Mission, State focal"):
        assert said in notes, said


def test_pictures_split_by_status_and_open_their_lists(w, preparer):
    assessed(w, w.one)
    planned(w, w.one, due_on=date(2024, 1, 1))
    page = preparer.text("followup-pictures")
    for said in ("Status by mechanism", "Status by theme", "Status at the end of each year", "Actions by institution"):
        assert said in page
    charts = {chart["id"]: chart for chart in preparer.get("followup-pictures").context["charts"]}
    upr = charts["by-mechanism"]["rows"][0]
    assert upr["counts"] == [0, 1, 0, 1]
    for count, url in zip(upr["counts"], upr["urls"], strict=True):
        assert preparer.client.get(url).context["board"].total == count
    assert charts["over-time"]["rows"][-1]["counts"] == [0, 1, 0, 2]
    assert charts["by-institution"]["rows"][0]["counts"] == [1, 0, 0]
    assert [row["counts"] for row in charts["coverage"]["rows"]] == [[1, 1], [0, 1]]
