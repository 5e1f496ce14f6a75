import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.search.parsing import All, Either, Not, Phrase, Word, parse


def test_words_are_all_wanted() -> None:
    assert parse("girls school") == All((Word("girls"), Word("school")))


def test_or_binds_less_closely_than_and() -> None:
    assert parse("a b OR c") == Either((All((Word("a"), Word("b"))), Word("c")))


def test_parentheses_group() -> None:
    assert parse("(a OR b) c") == All((Either((Word("a"), Word("b"))), Word("c")))


@pytest.mark.parametrize("query", ["school -fees", "school NOT fees", "school AND NOT fees"])
def test_minus_and_not_exclude(query: str) -> None:
    tree = parse(query)
    assert isinstance(tree, All)
    assert isinstance(tree.parts[1], Not)


def test_not_twice_is_not_once() -> None:
    assert parse("NOT -fees") == Word("-fees")


def test_quotation_marks_of_any_kind_make_a_phrase() -> None:
    for query in ('"right to education"', "“right to education”", "«right to education»"):
        assert isinstance(parse(query), Phrase)


@pytest.mark.parametrize(
    "query", ["", " ", "*", "!@#", "-", "AND", "OR", "NOT", "AND OR NOT", '"', '""', "()", "((((", "-(", "%", "—"]
)
def test_a_query_without_words_asks_for_nothing(query: str) -> None:
    assert parse(query) is None


def test_an_operator_without_operand_is_ignored() -> None:
    assert parse("AND school OR") == Word("school")


def test_stray_marks_do_not_hide_the_words() -> None:
    assert parse('"school (fees') == All((Word("school"), Word("fees")))


@given(st.text(alphabet='ab"()-«» ORANDT教', max_size=200) | st.text())
def test_any_string_is_a_query(query: str) -> None:
    tree = parse(query)
    assert tree is None or isinstance(tree, Word | Phrase | Not | All | Either)


def test_a_thousand_parentheses_are_read() -> None:
    assert parse("(" * 400 + "school" + ")" * 400) == Word("school")
