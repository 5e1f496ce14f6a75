"""Counting words, as a limit on a form means them."""

import re

_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # accents and Arabic vowel marks stand inside words
)
_WORD = re.compile(rf"[぀-ヿ㐀-鿿]|(?:[^\W_][{_MARKS}]*)+(?:['’.\-/](?:[^\W_][{_MARKS}]*)+)*")


def count_words(text: str) -> int:
    """Words in ``text``: letters and digits joined by hyphen, apostrophe, stop or slash; a Chinese character is one."""
    return len(_WORD.findall(text))
