"""From a text in any of the six languages to the terms under which it is found.

The same functions read documents and queries, so that whatever a text says can be asked for. Three steps:

1. :func:`normalise` – Unicode NFKC, case folded, Arabic marks and tatweel dropped, alef and ya variants and digits made
   one, possessives and elisions ("women's", "l'éducation") reduced to the word.
2. :func:`scan` – word forms in order (one per character for Chinese), and joined forms that have no place of their own:
   "follow-up" also as "followup", "4.1" and "A/HRC/28/15" whole, pairs of Chinese characters.
3. :func:`terms` – the stems of one form: Snowball's by script, and by language for the Latin script; accents stripped
   before and after stemming, so that "educacion" and "educación" meet.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

ANALYZER_VERSION = 1
LONGEST = 64  # characters of a term; what is longer is cut, on both sides alike
CACHE_LIMIT = 400_000

LATIN_LANGUAGES = {"en": "english", "es": "spanish", "fr": "french"}
_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_MARKS = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_FOLDS = str.maketrans("أإآٱىیکؤئё٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايي" + "كوي" + "е" + "0123456789" * 2)
_TYPOGRAPHY = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", " "), ("—", " "), ("\u2010", "-"), ("\u2011", "-"))
_SMALL_WORDS = re.compile(r"\b(?:[cdjlmnst]|qu)'(?=\w)|'s\b")
_COMPOUND = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
_CJK_RUN = re.compile(f"[{_CJK}]+")
_CJK_OR_WORD = re.compile(f"[{_CJK}]|[^\\W_{_CJK}]+")
_ARABIC_PREFIX = re.compile("^(?:وال|بال|كال|فال|ولل|ال|لل)(?=..)")
_HYPHENS = re.compile("[-.]")
_STAYS_WHOLE = re.compile(r"[/\d]")

_SMALL_WORD_LIST = """
a an and are as at be been by for from has have in into is it its of on or that the their these this those to was were
which will with
al con de del e el en es la las lo los o para por que se sin su sus un una y
au aux ce ces dans des du est et il les leur leurs ne ou par pas pour qui sa ses sur une
в и к на не о об от по с со у для из за что это
في من علي الي عن ان و او مع هذا هذه التي الذي ما لا
"""
# The most frequent words that carry no meaning of their own: a query asks for them only inside quotation marks.
SMALL_WORDS = frozenset(_SMALL_WORD_LIST.split())


class Scan(NamedTuple):
    """Word forms in the order of the text, and joined forms without a place."""

    words: list[str]
    joined: list[str]


# Bytes of a word stay, all others become spaces. In shapes, a word is "aaa" and what may join a compound is "-".
SPACE = ord(" ")
WORD_BYTES = bytes(byte if bytes([byte]).isalnum() else SPACE for byte in range(256))
_SHAPE_BYTES = bytes(
    ord("a") if kept != SPACE else ord("-") if byte in b"-./" else SPACE for byte, kept in enumerate(WORD_BYTES)
)


def normalise(text: str) -> str:
    """The text as it is read: see the module's first step."""
    if not text.isascii():
        for printed, typed in _TYPOGRAPHY:
            text = text.replace(printed, typed)
    text = text.lower() if text.isascii() else _normalise_further(text)
    return _SMALL_WORDS.sub(" ", text) if "'" in text else text


def _normalise_further(text: str) -> str:
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    text = _MARKS.sub("", text.casefold())
    return text.translate(_FOLDS) if _ARABIC.search(text) or "ё" in text else text


def scan(text: str) -> Scan:
    """Forms of a normalised text."""
    if text.isascii():
        return _scan_ascii(text.encode(), text)
    words = _COMPOUND.findall(text)
    joined = [word for word in words if not word.isalnum()]
    if joined:
        words = _WORD.findall(text)
        joined = [whole for whole in map(join, joined) if whole]
    if _CJK_RUN.search(text):
        words = _CJK_OR_WORD.findall(text)
        joined.extend(pair for run in _CJK_RUN.findall(text) for pair in pairs(run))
    return Scan(words, joined)


def _scan_ascii(code: bytes, text: str) -> Scan:
    """The same with tables of bytes instead of patterns: several times as fast, and most texts are like this."""
    words = code.translate(WORD_BYTES).decode().split()
    return Scan(words, [form for _place, form in joined_ascii(code, text)])


def joined_ascii(code: bytes, text: str) -> Iterator[tuple[int, str]]:
    """Joined forms of a normalised text in ASCII, each with a place within it; ``code`` is the text as bytes."""
    shape = code.translate(_SHAPE_BYTES)
    end = 0
    while (inside := shape.find(b"a-a", end)) >= 0:
        end = shape.find(b" ", inside)
        end = len(shape) if end < 0 else end
        for form in _joined_in(text[shape.rfind(b" ", 0, inside) + 1 : end]):
            yield inside, form


@lru_cache(maxsize=50_000)
def _joined_in(piece: str) -> tuple[str, ...]:
    return tuple(join(word) for word in _COMPOUND.findall(piece) if not word.isalnum())


def join(compound: str) -> str:
    """ "follow-up" → "followup"; what holds a digit or a slash stays as it is: "4.1", "a/hrc/28/15"."""
    return compound if _STAYS_WHOLE.search(compound) else _HYPHENS.sub("", compound)


def pairs(run: str) -> list[str]:
    """Neighbouring characters of a Chinese run, two by two; a single character has none."""
    return [run[index : index + 2] for index in range(len(run) - 1)]


def is_cjk(form: str) -> bool:
    return bool(_CJK_RUN.match(form))


def tokens(text: str, language: str = "") -> list[str]:
    """All terms under which ``text`` is found; ``language`` decides the stems of words in the Latin script."""
    found = scan(normalise(text))
    return [term for form in (*found.words, *found.joined) for term in terms(form, language)]


def terms(form: str, language: str = "") -> tuple[str, ...]:
    """The one or two terms of a normalised form; the second where accents or an Arabic article make a difference."""
    latin = language if language in LATIN_LANGUAGES else "en"
    cache = _CACHES[latin]
    known = cache.get(form)
    if known is None:
        if len(cache) > CACHE_LIMIT:
            cache.clear()
        found = dict.fromkeys(term[:LONGEST] for term in _terms(form, latin) if term)
        known = cache[form] = tuple(found) or (form[:LONGEST],)
    return known


_CACHES: dict[str, dict[str, tuple[str, ...]]] = {language: {} for language in LATIN_LANGUAGES}
_STEMMERS = {name: snowballstemmer.stemmer(name) for name in ("arabic", "english", "french", "russian", "spanish")}
_STEMMING = threading.Lock()  # Snowball's objects keep their word inside, and web servers use threads


def _stem(name: str, form: str) -> str:
    with _STEMMING:
        return str(_STEMMERS[name].stemWord(form))


def _terms(form: str, latin: str) -> tuple[str, ...]:
    first = form[0]
    if not form.isalpha() or is_cjk(form):
        return (form,)
    if form.isascii():
        return (_stem(LATIN_LANGUAGES[latin], _singular(form, latin)),)
    if first < "\u0250":
        bare = strip_accents(form)
        return (
            strip_accents(_stem(LATIN_LANGUAGES[latin], _singular(form, latin))),
            _stem(LATIN_LANGUAGES[latin], _singular(bare, latin)),
        )
    if "\u0400" <= first <= "\u052f":
        return (_stem("russian", form),)
    if _ARABIC.match(first):
        return _stem("arabic", _ARABIC_PREFIX.sub("", form)), _stem("arabic", form)
    return (form,)


def strip_accents(form: str) -> str:
    if form.isascii():
        return form
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def _singular(form: str, latin: str) -> str:
    """English plurals that Snowball leaves alone: women, schoolchildren, men."""
    if latin == "en":
        if form.endswith("women"):
            return form[:-2] + "an"
        if form.endswith("children"):
            return form[:-3]
        if form == "men":
            return "man"
    return form
