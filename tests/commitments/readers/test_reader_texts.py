import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.readers.paragraphs import paragraph_of
from comity.commitments.readers.texts import MESSAGES, clean, squeezed


@pytest.mark.parametrize(
    ("raw", "text", "codes"),
    [
        ("Open schools", "Open schools", ()),
        ("Two\n\nparagraphs", "Two\n\nparagraphs", ()),
        (" Open schools\n", "Open schools", ("stray-space",)),
        ("A &amp; B", "A & B", ("entity-unescaped",)),
        ("A &amp;amp; B", "A & B", ("entity-unescaped",)),
        ("AT&T &copy &foo;", "AT&T &copy &foo;", ()),
        ("<p>One</p><p>two</p>", "One\ntwo", ("html-removed",)),
        ("&lt;p&gt;One&lt;/p&gt;", "One", ("entity-unescaped", "html-removed")),
        ("<script>alert(1)</script>Words", "Words", ("html-removed",)),
        ("Children < 5 years and > 2", "Children < 5 years and > 2", ()),
        ("Under <five years <b>old</b>", "Under <five years old", ("html-removed",)),
        ("<Article 5> of the law", "<Article 5> of the law", ()),
        ("One\r\ntwo\x00", "One\ntwo", ("control-character",)),
        ("A lone \ud800 surrogate", "A lone  surrogate", ("control-character",)),
    ],
)
def test_text_is_cleaned_and_says_how(raw, text, codes):
    assert clean(raw) == (text, codes)


@settings(deadline=None)
@given(st.text())
def test_cleaned_text_is_fit_and_stays_as_it_is(raw):
    text, codes = clean(raw)
    text.encode("utf-8")
    assert text == text.strip()
    assert "\x00" not in text
    assert set(codes) <= MESSAGES.keys()


def test_squeezed_is_one_line():
    assert squeezed(" one \n two&nbsp; three ") == "one two three"


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("137.197 Improve schools", "137.197"),
        ("137.197. Improve schools", "137.197"),
        ("6.12.3 Improve schools", "6.12.3"),
        ("67. To continue", "67"),
        ("67) Continue", "67"),
        ("49.The Committee notes", "49"),
        ("79(a). Open schools", "79(a)"),
        ("137.197 改善学校", "137.197"),
        ("12. ينبغي", "12"),
        ("12. «Ouvrir» des écoles", "12"),
        ("Recommendation No. 41, para. 81: 41. Open", "81.41"),
        ("Recommendations contained in para. 79(a): 79(a). Open", "79(a)"),
        ("paragraph 28: 28. Open", "28"),
        ("Rural women 49.The Committee notes with concern", "49"),
        ("Domestic application of the Covenant\n7. Reiterating", "7"),
        ("B.Positive aspects\n3.The Committee welcomes", "3"),
        ("Force during the protests of 2021 and autumn 2022 8.The Committee notes", "8"),
        ("2030 Agenda: open schools", ""),
        ("2030. Agenda", ""),
        ("1.5 million children", ""),
        ("12 schools were opened", ""),
        ("The Committee recalls its resolution 45. The State party", ""),
        ("The Committee is concerned. See 12. The State", ""),
        ("Open schools", ""),
        ("", ""),
        ("7", ""),
    ],
)
def test_paragraph_number_of_a_text(text, paragraph):
    assert paragraph_of(text) == paragraph


@settings(deadline=None)
@given(st.text())
def test_paragraph_of_any_text_is_short(text):
    assert len(paragraph_of(text)) <= 40
