import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel.words import count_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("  \n\t ", 0),
        ("… — !", 0),
        ("one", 1),
        ("one  two\nthree", 3),
        ("State's well-being and/or e.g. 2.5", 5),
        ("l’enseignement à distance", 3),
        ("التعليم عن بعد", 3),
        ("الطِّفلِ في المَدرسةِ", 3),
        ("e\u0301cole", 1),
        ("дистанционное обучение", 2),
        ("远程教育", 4),
        ("SDG 4.c: 教师", 4),
    ],
)
def test_count_words_of_text(text, expected):
    assert count_words(text) == expected


@given(st.lists(st.sampled_from(["need", "offer", "plan", "教", "учитель"]), max_size=30))
def test_count_words_of_joined_words_is_their_number(words):
    assert count_words(" ".join(words)) == len(words)
