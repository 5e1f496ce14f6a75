import csv
import gzip
import re
from pathlib import Path

import pytest
import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.search.english import stem

SNOWBALL = snowballstemmer.stemmer("english")
STARTS = [
    "",
    "y",
    "sky",
    "past",
    "gener",
    "commun",
    "organ",
    "inter",
    "educ",
    "nat",
    "rat",
    "hop",
    "hopp",
    "succ",
    "d",
    "e",
    "ay",
    "ayy",
    "yy",
    "even",
    "bl",
    "add",
    "ski",
    "oppos",
    "disagr",
    "cr",
    "appl",
    "analog",
    "log",
    "univers",
    "later",
]
ENDS = [
    "",
    "s",
    "es",
    "ies",
    "ied",
    "sses",
    "us",
    "ss",
    "ed",
    "eed",
    "ing",
    "edly",
    "eedly",
    "ingly",
    "y",
    "ly",
    "li",
    "tional",
    "ational",
    "ization",
    "izer",
    "ation",
    "ator",
    "alism",
    "ality",
    "fulness",
    "ously",
    "iveness",
    "bility",
    "ably",
    "ogist",
    "ogy",
    "lessly",
    "ative",
    "icate",
    "ical",
    "ful",
    "ness",
    "al",
    "ance",
    "ement",
    "ment",
    "ent",
    "ion",
    "tion",
    "sion",
    "ism",
    "ate",
    "ity",
    "ous",
    "ive",
    "ize",
    "e",
    "ll",
    "le",
]
LETTERS = st.text(alphabet="aeiouybcdglnprstvw", min_size=1, max_size=6)


@settings(max_examples=3000, deadline=None)
@given(
    st.sampled_from(STARTS) | LETTERS, st.lists(st.sampled_from(ENDS) | LETTERS, min_size=1, max_size=3).map("".join)
)
def test_stems_are_snowball_s(start: str, end: str) -> None:
    word = start + end
    assert stem(word) == SNOWBALL.stemWord(word)


@pytest.mark.parametrize("start", STARTS)
def test_stems_of_every_ending_are_snowball_s(start: str) -> None:
    words = [start + first + second for first in ENDS for second in ENDS if start + first + second]
    assert [stem(word) for word in words] == [SNOWBALL.stemWord(word) for word in words]


@pytest.mark.parametrize(
    "word",
    ["skis", "skies", "dying", "lying", "idly", "gently", "ugly", "early", "only", "singly", "sky", "news", "howe",
     "atlas", "cosmos", "bias", "andes", "inning", "outing", "canning", "herring", "earring", "evening", "proceed",
     "exceed", "succeed", "a", "is", "été", "naïve", "pasted", "pasting"],
)  # fmt: skip
def test_exceptions_are_snowball_s(word: str) -> None:
    assert stem(word) == SNOWBALL.stemWord(word)


@pytest.mark.real_data
def test_every_word_of_real_recommendations_has_snowball_s_stem(shared_data: Path) -> None:
    with gzip.open(
        shared_data / "recommendations" / "upr-info" / "recommendations.csv.gz", "rt", encoding="utf-8"
    ) as file:
        words = {word for row in csv.DictReader(file) for word in re.findall(r"[^\W_]+", row["Text"].lower())}
    assert len(words) > 5_000
    assert {word: stem(word) for word in words} == {word: SNOWBALL.stemWord(word) for word in words}
