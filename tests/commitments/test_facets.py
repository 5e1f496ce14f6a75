import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.commitments.facet_table import facets
from comity.commitments.facets import SORTS, RecommendationSearch
from comity.commitments.indexing import paragraph_key
from comity.commitments.models import Recommendation
from tests.commitments.drafts import draft, take, varied

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> None:
    take(varied())


def search(language: str = "en", **params: object) -> RecommendationSearch:
    return RecommendationSearch(params, None, language)


def keys(found: RecommendationSearch) -> list[int]:
    return [int(row.key.removeprefix("uhri:")) for row in found.rows()]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, {1, 2, 3, 4, 5, 6, 7, 8}),
        ({"state": "NOR"}, {3, 4}),
        ({"state": "norway"}, {3, 4}),
        ({"state": "SWE"}, {3}),
        ({"state": ["SVN", "NOR"]}, {1, 2, 3, 4, 6}),
        ({"state": "SVN", "position": "noted"}, {2}),
        ({"mechanism": "treaty-body"}, {4}),
        ({"body": "CRC"}, {4}),
        ({"session": "33"}, {3}),
        ({"cycle": "3"}, {3}),
        ({"theme": "right-to-education"}, {1, 3, 4, 6, 7, 8}),
        ({"theme": "A theme of nobody's"}, {5}),
        ({"group": "children"}, {4}),
        ({"sdg": "4"}, {1, 2, 4, 6, 7, 8}),
        ({"sdg": "4.1"}, {1, 2, 4, 6, 7, 8}),
        ({"sdg": "5"}, {3}),
        ({"issue": "right-to-education"}, {6}),
        ({"year": "2019"}, {3}),
        ({"kind": "pledge"}, {6}),
        ({"source": "upr-info"}, {6}),
        ({"type": "Concerns/Observations"}, {4}),
        ({"q": "torture"}, {2}),
        ({"q": "تعليم"}, {6}),
        ({"q": "教育权利"}, {7}),
        ({"q": "CRC/C/NOR/CO/5"}, {4}),
        ({"q": "education", "state": "NOR"}, {3, 4}),
        ({"q": "nothing like it"}, set()),
        ({"theme": "right-to-food"}, set()),
    ],
)
def test_a_search_finds_what_its_parameters_say(register: None, params: dict[str, object], expected: set[int]) -> None:
    assert set(keys(search(**params))) == expected


def test_a_query_string_s_mapping_will_do(register: None) -> None:
    found = RecommendationSearch(QueryDict("state=SVN&state=NOR&q=education&page=2&unknown=x"), None)
    assert found.total == 3
    assert found.notes == []
    assert found.permalink_query() == "q=education&state=NOR&state=SVN"


@pytest.mark.parametrize(
    "params",
    [{"state": "Atlantis"}, {"session": "x"}, {"year": "²"}, {"position": "maybe"}, {"theme": "?"}, {"sort": "up"},
     {"body": "Nobody"}, {"type": "x"}, {"source": "x"}, {"cycle": "-1"}, {"session": "0"}],
)  # fmt: skip
def test_what_cannot_be_understood_is_ignored_with_a_sentence(register: None, params: dict[str, str]) -> None:
    found = search(**params)
    assert found.total == 8
    assert len(found.notes) == 1
    assert next(iter(params.values())) in found.notes[0]
    assert found.permalink_query() == ""


def test_words_that_never_meet_give_most_words_and_say_so(register: None) -> None:
    found = search(q="torture hospital")
    assert keys(found) == [2]
    assert len(found.notes) == 1


@pytest.mark.parametrize("query", ["*", "!@#", "AND", "-", '"', "()"])
def test_symbols_narrow_nothing_and_say_so(register: None, query: str) -> None:
    found = search(q=query)
    assert found.total == 8
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", [3, 1, 2, 4, 7, 8, 5, 6]),
        ("oldest", [1, 2, 4, 7, 8, 3, 5, 6]),
        ("paragraph", [4, 1, 2, 3, 5, 6, 7, 8]),
    ],
)
def test_sorting(register: None, sort: str, expected: list[int]) -> None:
    assert keys(search(sort=sort)) == expected


def test_states_sort_by_their_name_in_the_reader_s_language(register: None) -> None:
    states = [row.state for row in search(sort="state", state=["CHN", "ESP", "NOR", "SVN"]).rows()]
    assert list(dict.fromkeys(states)) == ["CHN", "NOR", "SVN", "ESP"]
    states = [row.state for row in search("fr", sort="state", state=["CHN", "ESP", "NOR", "SVN"]).rows()]
    assert list(dict.fromkeys(states)) == ["CHN", "ESP", "NOR", "SVN"]


def test_words_side_by_side_come_first_in_best_match() -> None:
    take([draft(1, text="Education is a right"), draft(2, text="The right to education")])
    assert keys(search(q="right to education")) == [2, 1]
    assert keys(search(q="right to education", sort="oldest")) == [1, 2]


def test_paragraphs_sort_like_numbers() -> None:
    numbers = ["79", "79(a)", "79(b)", "137.2", "137.12", "140"]
    assert sorted(numbers, key=paragraph_key) == numbers


PARAMS = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(
            ["education", "torture OR right", "-torture", '"right to education"', "教育", "right zzz"]
        ),
        "state": st.lists(st.sampled_from(["SVN", "NOR", "SWE", "CHN"]), max_size=3),
        "position": st.sampled_from(["supported", "noted"]),
        "theme": st.sampled_from(["right-to-education", "A theme of nobody's"]),
        "sdg": st.sampled_from(["4", "5"]),
        "year": st.sampled_from(["2015", "2019"]),
        "sort": st.sampled_from(list(SORTS)),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(params=PARAMS, size=st.integers(1, 5))
def test_list_total_facets_and_export_agree(register: None, params: dict[str, object], size: int) -> None:
    found = RecommendationSearch(params, None)
    exported = [row.pk for row in found.rows()]
    paged = [row.pk for number in range(1, found.pages(size) + 1) for row in found.page(number, size)]
    assert exported == paged
    assert len(exported) == found.total == len(found.ids())
    assert set(exported) == set(found.ids())
    assert found.page(found.pages(size) + 1, size) == []
    for facet in found.facets():
        for value in facet.values:
            alone = dict(params) | {facet.name: value.value}
            assert RecommendationSearch(alone, None).total == value.count, (facet.name, value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(
    params=st.dictionaries(
        st.sampled_from(["q", "sort", *facets()]), st.text(max_size=30) | st.lists(st.text(max_size=9))
    )
)
def test_any_parameters_answer(register: None, params: dict[str, object]) -> None:
    found = RecommendationSearch(params, None, "ar")
    assert len(found.page(1)) == min(25, found.total)
    assert [facet.name for facet in found.facets()] == list(facets())


def test_the_permalink_repeats_the_search(register: None) -> None:
    found = search(q="right  to education", state=["SVN", "Norway"], sort="oldest")
    again = RecommendationSearch(QueryDict(found.permalink_query()), None)
    assert found.permalink_query() == "q=right+to+education&state=NOR&state=SVN&sort=oldest"
    assert again.permalink_query() == found.permalink_query()
    assert keys(again) == keys(found)


def test_a_selected_value_without_hits_is_still_shown(register: None) -> None:
    found = search(q="torture", year="2019")
    year = {facet.name: facet for facet in found.facets()}["year"]
    assert [(value.value, value.count, value.selected) for value in year.values] == [
        ("2019", 0, True),
        ("2015", 1, False),
    ]


def test_states_are_listed_by_name_and_never_ranked(register: None) -> None:
    state = search().facets()[0]
    labels = [value.label for value in state.values if len(value.label) > 3]
    assert labels == sorted(labels)


def test_only_what_the_reader_may_see_is_counted(register: None, monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed = Recommendation.objects.filter(state="NOR")
    monkeypatch.setattr(type(Recommendation.objects.all()), "visible_to", lambda self, user: narrowed)
    found = search()
    assert set(keys(found)) == {3, 4}
    assert found.total == 2
    assert sum(value.count for value in found.facets()[0].values if value.value == "SVN") == 0


def test_a_page_asks_the_database_equally_often_for_one_row_and_for_three() -> None:
    def asked() -> int:
        search(q="education", theme="right-to-education").facets()
        with CaptureQueriesContext(connection) as queries:
            found = search(q="education", theme="right-to-education")
            found.page(1)
            found.facets()
        return len(queries)

    take([draft(1)])
    one = asked()
    take([draft(2), draft(3)])
    assert asked() == one <= 5
