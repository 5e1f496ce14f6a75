"""From a text to the words that the classifier weighs: no numbering before it, no "(State)" behind it, no accents."""

import re
import unicodedata

_NUMBER = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3}){0,2}[.)]?\s+|\(?[a-z]\)\s+)", re.IGNORECASE)
_STATES = re.compile(r"\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)\s*[;.,]?\s*)$")
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]+")
_ARABIC_FOLDS = str.maketrans("أإآٱىةیکؤئ", "ااااي" + "هيكوي")
_ARABIC_PREFIX = re.compile("^(?:[وفبك]?ال|ولل|لل|و(?=.{3}))(?=..)")
_SHORTEST_LEFT = 12  # characters: what is in parentheses at the end stays where nothing else would


def bare(text: str) -> str:
    """The text without its number and without the recommending States in final parentheses."""
    text = _NUMBER.sub("", text, count=1)
    if text.rstrip(" ;.,").endswith(")"):
        shorter = _STATES.sub("", text)
        if len(shorter) >= _SHORTEST_LEFT:
            return shorter
    return text


def folded(text: str) -> str:
    """Small letters without accents; the forms of alef, ya and ta marbuta as one."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.lower()))
    return unicodedata.normalize("NFC", plain).translate(_ARABIC_FOLDS)


def tokens(text: str, language: str = "en") -> list[str]:
    """Words in order; in Arabic without the article and the particles written as one with it."""
    words = _WORD.findall(folded(text))
    if language == "ar":
        return [_ARABIC_PREFIX.sub("", word) for word in words]
    return words
