import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.search.analysis import normalise, scan, terms, tokens


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("الطفل", "حماية الطِّفلِ من العنف"),
        ("تعليم", "ضمان التعليم للجميع"),
        ("التعليم", "توفير تعليم جيد"),
        ("تعليم", "الحق في التـعـلـيم"),
        ("مدرسة", "والمدرسة"),
        ("احترام", "ضمان اِحترام الحقوق"),
        ("على", "علي"),
        ("儿童", "保护儿童的权利"),
        ("权", "教育权"),
        ("education", "l'éducation inclusive"),
        ("éducation", "Right to education"),
        ("educacion", "la educación pública"),
        ("ребенок", "ребёнок"),
        ("дети", "ДЕТИ"),
        ("woman", "rights of women"),
        ("women's", "woman"),
        ("children", "every child"),
        ("schoolchildren", "a schoolchild"),
        ("schools", "SCHOOL"),
        ("followup", "follow-up"),
        ("follow", "follow-up"),
        ("4.1", "SDG target 4.1."),
        ("4.a", "target 4.a,"),
        ("A/HRC/28/15", "see a/hrc/28/15"),
        ("ﬁnance", "finance"),
        ("12", "article ١٢"),
    ],
)
def test_a_word_is_found_as_readers_write_it(asked: str, written: str) -> None:
    assert set(tokens(asked)) & set(tokens(written))


@pytest.mark.parametrize(
    ("asked", "written", "language"),
    [
        ("niños", "el niño", "es"),
        ("escuela", "las escuelas", "es"),
        ("écoles", "école", "fr"),
        ("наций", "нация", "ru"),
    ],
)
def test_a_word_is_found_by_the_stem_of_its_language(asked: str, written: str, language: str) -> None:
    assert set(tokens(asked, language)) & set(tokens(written, language))


def test_different_words_stay_apart() -> None:
    assert not set(tokens("torture")) & set(tokens("education"))
    assert "4.1" not in tokens("4, 1")


def test_numbers_and_symbols_keep_their_parts_and_their_whole() -> None:
    assert tokens("4.1 A/HRC/28/15") == ["4", "1", "a", "hrc", "28", "15", "4.1", "a/hrc/28/15"]


def test_chinese_gives_each_character_a_place_and_pairs_none() -> None:
    assert scan(normalise("教育的权利")).words == list("教育的权利")
    assert scan(normalise("教育的权利")).joined == ["教育", "育的", "的权", "权利"]


def test_a_very_long_word_is_cut_alike_on_both_sides() -> None:
    assert terms("x" * 500) == terms("x" * 600)


@given(st.text())
def test_any_text_has_tokens_that_fit_the_index(text: str) -> None:
    assert all(0 < len(token) <= 64 for token in tokens(text))


@given(st.text())
def test_analysing_a_normalised_text_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert set(scan(normalise(once)).words) <= set(scan(once).words) | {""}


def test_sixty_word_texts_are_analysed_by_the_thousand_each_second() -> None:
    text = "The State should ensure that every child, whatever her situation, finishes primary school. " * 5
    scan(normalise(text))
    begun = time.perf_counter()
    for _ in range(1000):
        [terms(form, "en") for form in scan(normalise(text)).words]
    assert time.perf_counter() - begun < 1
