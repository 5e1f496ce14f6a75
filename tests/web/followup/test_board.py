"""The board: list, counts, doors and files come from one query object and cannot disagree."""

from datetime import date
from io import BytesIO
from itertools import product

import pytest
from python_calamine import CalamineWorkbook

from comity.commitments.board import FollowUpBoard
from comity.commitments.models import Recommendation
from tests import world
from tests.commitments.drafts import draft, take
from tests.commitments.followup.told import LATER, LAW, assessed, planned, published
from tests.web.browser import Browser


@pytest.fixture
def full(w):
    """Ten recommendations in every condition."""
    take([draft(number, mechanism="treaty-body", body="CRC", session=None) for number in range(10, 17)])
    w.more = list(Recommendation.objects.filter(state="SVN", pk__gt=w.foreign.pk))
    assessed(w, w.one, "A")
    published(w, w.two, "B")
    assessed(w, w.two, "C", on=date(2021, 1, 1), evidence=[LATER])
    assessed(w, w.more[0], "D", evidence=[])
    published(w, w.more[1], "E")
    planned(w, w.one, w.two)
    planned(w, w.more[0], title="Late", due_on=date(2024, 1, 1), lead=None, lead_name="Police academy")
    return w


def board(w, user="preparer", **params):
    return FollowUpBoard("SVN", params, world.fresh(getattr(w, user)))


def numbers(found):
    return {row.recommendation.pk for row in found.rows()}


def test_board_lists_all_that_concerns_the_state(full):
    there = board(full)
    assert there.total == 10
    assert full.foreign.pk not in numbers(there)
    assert full.shared.pk in numbers(there)


def test_filters_find_what_they_say(full):
    w = full
    assert numbers(board(w, status="A")) == {w.one.pk}
    assert numbers(board(w, status=["A", "C"])) == {w.one.pk, w.two.pk}
    assert numbers(board(w, action="with")) == {w.one.pk, w.two.pk, w.more[0].pk}
    assert numbers(board(w, action="overdue")) == {w.more[0].pk}
    assert numbers(board(w, institution="ministry")) == {w.one.pk, w.two.pk}
    assert numbers(board(w, institution="=Police academy")) == {w.more[0].pk}
    assert numbers(board(w, public="older")) == {w.two.pk}
    assert numbers(board(w, public="this")) == {w.more[1].pk}
    assert numbers(board(w, status="none", mechanism="upr")) == {w.shared.pk}
    assert board(w, status="none", action="overdue").total == 0


def test_every_count_is_the_length_of_the_list_that_it_opens(full):
    narrowings = [{}, {"status": ["A", "D"]}, {"action": "with", "mechanism": "treaty-body"}, {"public": "nothing"}]
    for params in narrowings:
        there = board(full, **params)
        for facet in there.facets():
            for value in facet.values:
                opened = board(full, **{**params, facet.name: value.value})
                assert opened.total == value.count == len(numbers(opened)), (params, facet.name, value.value)


def test_statuses_sum_to_the_total(full):
    counted = {facet.name: facet for facet in board(full).facets()}
    assert sum(value.count for value in counted["status"].values) == 10
    assert sum(value.count for value in counted["public"].values) == 10


def test_doors_open_the_lists_that_they_count(full):
    page = Browser(full.preparer)
    doors = page.get("followup").context["doors"]
    assert len(doors) > 6
    for door in doors:
        assert page.client.get(door["url"]).context["board"].total == door["number"], door["label"]


def test_permalink_gives_the_same_list(full):
    page = Browser(full.preparer)
    for status, action in product(("A", "none"), ("with", "without")):
        shown = page.get("followup", status=status, action=action).context
        again = page.client.get(f"/en/desk/followup?{shown['query']}").context
        assert again["board"].ids() == shown["board"].ids()
        assert again["query"] == shown["query"]


def test_value_that_is_not_known_is_ignored_with_a_sentence(full):
    text = Browser(full.preparer).text("followup", status="Z", institution="nobody")
    assert "“Z” is not a value of the filter “Status”" in text
    assert "10 texts" in text


def test_pages_list_every_row_once(full):
    there = board(full)
    paged = [row.recommendation.pk for number in (1, 2, 3, 4) for row in there.page(number, 3)]
    assert len(paged) == len(set(paged)) == 10


@pytest.mark.parametrize("params", [{}, {"status": "A"}, {"action": "without"}])
def test_files_hold_exactly_what_is_listed(full, params):
    page = Browser(full.preparer)
    listed = [str(row.recommendation.pk) for row in board(full, **params).rows()]
    csv = page.get("followup", format="csv", **params)
    assert [
        line.split(",")[0] for line in csv.content.decode("utf-8-sig").splitlines()[1:] if line[:1].isdigit()
    ] == listed
    book = page.get("followup", format="xlsx", **params)
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(book.streaming_content))).get_sheet_by_index(0).to_python()
    assert [str(int(row[0])) for row in rows[1:]] == listed
    assert rows[0][0] == "id"
    for answer in (csv, book):
        assert "no-store" in answer["Cache-Control"]


def test_file_says_status_evidence_and_actions(full):
    text = Browser(full.preparer).get("followup", format="csv", status="A").content.decode()
    for said in ("Largely satisfactory", "2018-06-01", "Ministry, State preparer", LAW.title, "ACT-SVN-1"):
        assert said in text, said


def test_board_of_another_state_is_empty_even_when_it_is_asked_for(full):
    for name in ("other_focal_point", "coordinator", "administrator", "nhri"):
        there = board(full, name)
        assert there.total == 0
        assert not any(value.count for facet in there.facets() for value in facet.values)


def test_person_of_two_states_chooses(full):
    from comity.kernel.roles import Role  # noqa: PLC0415
    from comity.people.models import Membership  # noqa: PLC0415

    Membership.objects.create(
        user=full.preparer, organisation=full.other_mission, role=Role.STATE_PREPARER, valid_from=date(2020, 1, 1)
    )
    page = Browser(world.fresh(full.preparer))
    assert page.get("followup", state="NOR").context["board"].state == "NOR"
    assert page.get("followup", state="SVN").context["board"].state == "SVN"
    assert page.get("followup", state="CHN").context["board"].state in ("NOR", "SVN")
