import re

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from comity.search.index import Index
from comity.search.indexer import Indexer
from comity.search.models import IndexState, Posting
from comity.search.places import PLACES, read
from tests.search.conftest import TEXTS, date, fields, write

EVERY = set(TEXTS)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("education", {1, 2, 4, 65540}),
        ("éducation", {1, 2, 4, 65540}),
        ("educacion", {1, 2, 4, 65540}),
        ("right to education", {1, 2}),
        ('"right to education"', {1}),
        ('"to the right"', set()),
        ("torture OR Convention", {3, 65536}),
        ("torture -Convention", {65536}),
        ("torture NOT Convention", {65536}),
        ("-torture", EVERY - {3, 65536}),
        ("(girl OR torture) AND education", {1}),
        ("4.1", {2}),
        ("a/hrc/28/15", {2}),
        ("A/HRC/28", {2}),
        ("followup", {2}),
        ("follow-up", {2}),
        ('"follow up"', {2}),
        ("تعليم", {5}),
        ("طفل", set()),
        ("أطفال", {5}),
        ("教育权利", {6}),
        ("教", {6}),
        ("儿童", {6}),
        ('"教育的权利"', {6}),
        ('"教育权利"', set()),
        ("дети", {200000}),
        ("образования", {200000}),
        ("the", {1, 3, 65536}),
        ("zzz", set()),
    ],
)
def test_a_query_finds_what_its_words_say(things: Index, query: str, found: set[int]) -> None:
    assert set(things.match(query, "en").ids) == found


@pytest.mark.parametrize("query", ["", "*", "!@#", "AND", "-", "((", '"'])
def test_a_query_without_words_narrows_nothing_and_says_so(things: Index, query: str) -> None:
    hits = things.match(query)
    assert set(hits.ids) == EVERY
    assert hits.empty


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    query=st.text(max_size=60)
    | st.lists(st.sampled_from(["a", "torture", "OR", "-", '"', "(", ")", "教育", "*"])).map(" ".join)
)
def test_any_string_answers(things: Index, query: str) -> None:
    hits = things.match(query, "ar")
    assert hits.ids.issubset(things.all())
    assert sum(map(len, hits.levels())) == len(hits.ids)


def test_words_that_never_meet_fall_back_to_most_words(things: Index) -> None:
    hits = things.match("ratify education girl -inclusive")
    assert hits.fallback
    assert 4 not in hits.ids
    assert set(hits.levels()[0]) == {1}


def test_words_side_by_side_rank_first(things: Index) -> None:
    assert [set(level) for level in things.match("right to education").levels()] == [{1}, {2}]


def test_an_empty_index_answers(db: None) -> None:
    index = Index("nothing")
    assert not index.all()
    assert not index.match("education").ids
    assert index.field("state") == {}
    assert index.page(index.all(), "date", offset=0, limit=25) == []


def test_counts_are_those_of_the_sets(things: Index) -> None:
    within = things.match("education").ids
    assert things.count_by("language", within) == {"en": 2, "fr": 1, "es": 1}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(offset=st.integers(0, 12), limit=st.integers(0, 12), descending=st.booleans())
def test_a_page_is_a_part_of_the_sorted_whole(things: Index, offset: int, limit: int, descending: bool) -> None:
    within = things.all() - BitMap([7])
    dates = {number: date(number) for number in within}
    whole = sorted(within)
    whole.sort(key=dates.__getitem__, reverse=descending)
    page = things.page(within, "date", offset=offset, limit=limit, descending=descending)
    assert page == whole[offset : offset + limit]


def test_records_without_a_value_come_last(things: Index) -> None:
    page = things.page(things.all(), "even", offset=0, limit=99)
    assert page == [*sorted(n for n in EVERY if n % 2 == 0), *sorted(n for n in EVERY if n % 2)]


def test_a_given_order_of_values_is_kept(things: Index) -> None:
    assert things.page(things.all(), "language", order=["zh", "ar"], offset=0, limit=4) == [6, 7, 5, 1]


def test_a_removed_record_is_found_no_more(things: Index) -> None:
    with transaction.atomic():
        indexer = Indexer("things")
        for number in (1, 65536):
            indexer.remove(number, fields(number, TEXTS[number][0]), [TEXTS[number]])
        indexer.flush()
    now = Index("things")
    assert set(now.all()) == EVERY - {1, 65536}
    assert set(now.match("education").ids) == {2, 4, 65540}
    assert not now.match('"right to education"').ids
    assert not Posting.objects.filter(value="girl").exists()


def test_a_changed_record_is_found_by_its_new_words_alone(things: Index) -> None:
    with transaction.atomic():
        indexer = Indexer("things")
        indexer.remove(1, fields(1, "en"), [TEXTS[1]])
        indexer.add(1, fields(1, "en"), [("en", "Education of the right kind")])
        indexer.flush()
    now = Index("things")
    assert set(now.match("girl").ids) == set()
    assert set(now.match('"right to education"').ids) == set()
    assert set(now.match('"the right kind"').ids) == {1}


def _postings() -> dict[tuple[str, str, int], tuple[BitMap, BitMap]]:
    rows = Posting.objects.values_list("field", "value", "block", "bitmap", "places")
    return {(field, value, block): (read(records), read(places)) for field, value, block, records, places in rows}


def test_writing_again_in_another_order_gives_the_same_index(things: Index) -> None:
    first = _postings()
    with transaction.atomic():
        indexer = Indexer("things")
        indexer.clear()
        indexer.flush()
    assert not Posting.objects.exists()
    for number, text in reversed(TEXTS.items()):
        write({number: text})
    assert _postings() == first


def test_a_phrase_far_into_a_long_text_is_checked_on_the_text(db: None) -> None:
    texts = {1: "word " * (PLACES - 1) + "right to education", 2: "education " * PLACES + "to right"}
    write({number: ("en", text) for number, text in texts.items()})
    index = Index("things", lambda wanted: [(number, texts[number]) for number in wanted])
    assert set(index.match('"right to education"').ids) == {1}
    assert set(index.match("education right").ids) == {1, 2}


def test_a_second_language_is_searched_too_and_makes_no_phrase_with_the_first(db: None) -> None:
    texts = {1: ["first word", "palabra segunda"]}
    with transaction.atomic():
        indexer = Indexer("things")
        indexer.add(1, [(("language", ("en", "es")),)], [("en", texts[1][0]), ("es", texts[1][1])])
        indexer.flush()
    index = Index("things", lambda wanted: [(number, text) for number in wanted for text in texts[number]])
    assert set(index.match("palabras word").ids) == {1}
    assert set(index.match('"palabra segunda"').ids) == {1}
    assert not index.match('"first palabra"').ids


def test_a_roll_back_leaves_no_trace_in_the_cache(transactional_db: None) -> None:
    write({1: ("en", "first")})

    def fail() -> None:
        with transaction.atomic():
            indexer = Indexer("things")
            indexer.add(2, [], [("en", "second")])
            indexer.flush()
            assert set(Index("things").all()) == {1, 2}
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert set(Index("things").all()) == {1}


def test_the_index_is_written_inside_a_transaction(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        Indexer("things")


def test_an_index_without_changes_keeps_its_generation(things: Index) -> None:
    with transaction.atomic():
        Indexer("things").flush()
    assert IndexState.objects.get(pk="things").generation == things.generation


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(
    texts=st.dictionaries(
        st.integers(1, 200_000),
        st.lists(st.sampled_from(["red", "green", "blue", "up-hill", "4.1"]), max_size=6).map(" ".join),
        max_size=12,
    ),
    removed=st.sets(st.integers(0, 11)),
    words=st.lists(st.sampled_from(["red", "green", "blue"]), min_size=1, max_size=2, unique=True),
)
def test_the_index_equals_reading_every_text(
    db: None, texts: dict[int, str], removed: set[int], words: list[str]
) -> None:
    with transaction.atomic():
        indexer = Indexer("brute")
        indexer.clear()
        for number, text in texts.items():
            indexer.add(number, [(("first", tuple(text.split()[:1])),)], [("en", text)])
        indexer.flush()
        gone = [number for place, number in enumerate(texts) if place in removed]
        for number in gone:
            indexer.remove(number, [(("first", tuple(texts[number].split()[:1])),)], [("en", texts[number])])
        indexer.flush()
    left = {number: text for number, text in texts.items() if number not in gone}
    index = Index("brute")
    phrase = " ".join(words)
    assert set(index.all()) == set(left)
    assert set(index.match(f'"{phrase}"').ids) == {n for n, t in left.items() if re.search(rf"\b{phrase}\b", t)}
    assert set(index.match(words[0]).ids) == {n for n, t in left.items() if words[0] in t.split()}
    firsts = [text.split()[0] for text in left.values() if text.split()]
    assert index.count_by("first", index.all()) == {word: firsts.count(word) for word in firsts}
