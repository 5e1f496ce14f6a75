"""Counting words, as a limit on a form means them."""

import re

_WORD = re.compile(r"[぀-ヿ㐀-鿿]|[^\W_]+(?:['’.\-/][^\W_]+)*")


def count_words(text: str) -> int:
    """Words in ``text``: letters and digits joined by hyphen, apostrophe, stop or slash; a Chinese character is one."""
    return len(_WORD.findall(text))
