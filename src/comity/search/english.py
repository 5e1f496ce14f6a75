"""Snowball's English stemmer (Porter's second algorithm), written with tables instead of characters.

Same stems as ``snowballstemmer``, to which a test compares it word by word, at a fraction of the time: an import of
the Universal Human Rights Index meets some 300,000 different words, nearly all of them English.
Algorithm: https://snowballstem.org/algorithms/english/stemmer.html
"""

import re
from collections.abc import Mapping

_VOWELS = frozenset("aeiouy")
_NO_SHORT_END = frozenset("aeiouywxY")
_VOWEL = re.compile("[aeiouy]")
_CONSONANT_Y = re.compile("^y|(?<=[aeiou])y")
_REGIONS = re.compile(
    "(arsen|commun|emerg|gener|inter|later|organ|past|univers|[^aeiouy]*[aeiouy]+[^aeiouy])"
    "([^aeiouy]*[aeiouy]+[^aeiouy])?"
)
_WHOLE = {
    "skis": "ski", "skies": "sky", "idly": "idl", "gently": "gentl", "singly": "singl", "ugly": "ugli",
    "early": "earli", "only": "onli", "sky": "sky", "news": "news", "howe": "howe", "atlas": "atlas",
    "cosmos": "cosmos", "bias": "bias", "andes": "andes",
}  # fmt: skip
_DOUBLES = frozenset(letter * 2 for letter in "bdfgmnprt")
_ING_STAYS = frozenset({"even", "cann", "inn", "earr", "herr", "out"})
_EED_STAYS = frozenset({"succ", "proc", "exc"})
_BEFORE_LI = frozenset("cdeghkmnrt")
_STEP_2 = {
    "tional": "tion", "enci": "ence", "anci": "ance", "abli": "able", "entli": "ent", "izer": "ize", "ization": "ize",
    "ational": "ate", "ation": "ate", "ator": "ate", "alism": "al", "aliti": "al", "alli": "al", "fulness": "ful",
    "fulli": "ful", "ousli": "ous", "ousness": "ous", "iveness": "ive", "iviti": "ive", "biliti": "ble", "bli": "ble",
    "ogi": "og", "ogist": "og", "lessli": "less", "li": "",
}  # fmt: skip
_STEP_3 = {
    "tional": "tion", "ational": "ate", "alize": "al", "icate": "ic", "iciti": "ic", "ical": "ic", "ful": "",
    "ness": "", "ative": "",
}  # fmt: skip
_STEP_4 = dict.fromkeys(
    ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate", "iti", "ous",
     "ive", "ize", "ion"], ""
)  # fmt: skip
_SHORTEST, _SHORT = 3, 2


def stem(word: str) -> str:
    """The stem of a lower-case word without apostrophes."""
    if len(word) < _SHORTEST:
        return word
    if word in _WHOLE:
        return _WHOLE[word]
    has_y = "y" in word
    if has_y:
        word = _mark_consonant_y(word)
    found = _REGIONS.match(word)
    first = found.end(1) if found else len(word)
    second = found.end(2) if found and found[2] else len(word)
    word = _past_and_gerund(_plural(word), first)
    if word[-1] in "yY" and len(word) > _SHORT and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    word = _longer_endings(word, first, second)
    word = _last_letter(word, first, second)
    return word.replace("Y", "y") if has_y else word


def _mark_consonant_y(word: str) -> str:
    """ "y" at the beginning or after a vowel is a consonant, written Y; each mark counts for the letters after it."""
    if "yy" not in word:
        return _CONSONANT_Y.sub("Y", word)
    letters = list(word)
    for index, letter in enumerate(letters):
        if letter == "y" and (index == 0 or letters[index - 1] in _VOWELS):
            letters[index] = "Y"
    return "".join(letters)


def _plural(word: str) -> str:
    if word[-1] == "s":
        if word.endswith("sses"):
            return word[:-2]
        if word.endswith("ies"):
            return word[:-2] if len(word) > _SHORTEST + 1 else word[:-1]
        if word[-2] not in "su" and _VOWEL.search(word, 0, len(word) - 2):
            return word[:-1]
    elif word.endswith("ied"):
        return word[:-2] if len(word) > _SHORTEST + 1 else word[:-1]
    return word


def _past_and_gerund(word: str, first: int) -> str:
    if word.endswith(("eed", "eedly")):
        start = len(word) - (3 if word[-1] == "d" else 5)
        return word[:start] + "ee" if first <= start and word[:start] not in _EED_STAYS else word
    if word.endswith("ing"):
        rest = word[:-3]
        if rest in _ING_STAYS:
            return word
        if len(rest) == _SHORT and rest[1] == "y" and rest[0] not in _VOWELS:
            return rest[0] + "ie"
    elif word.endswith("ed"):
        rest = word[:-2]
    elif word.endswith("edly"):
        rest = word[:-4]
    elif word.endswith("ingly"):
        rest = word[:-5]
    else:
        return word
    return _mended(rest, first) if _VOWEL.search(rest) else word


def _mended(rest: str, first: int) -> str:
    """What stays after "ed" or "ing", with the "e" given back or the doubled letter made single."""
    end = rest[-2:]
    if end in {"at", "bl", "iz"}:
        return rest + "e"
    if end in _DOUBLES:
        return rest if len(rest) == _SHORTEST and rest[0] in "aeo" else rest[:-1]
    return rest + "e" if len(rest) == first and _is_short(rest) else rest


def _is_short(word: str) -> bool:
    """Whether the word ends in a short syllable."""
    if len(word) > _SHORT:
        if word[-1] not in _NO_SHORT_END and word[-2] in _VOWELS and word[-3] not in _VOWELS:
            return True
        return word.endswith("past")
    return len(word) == _SHORT and word[1] not in _VOWELS and word[0] in _VOWELS


def _ending(word: str, table: Mapping[str, str], longest: int, shortest: int) -> str:
    """The longest ending of ``word`` that ``table`` knows, or nothing."""
    for length in range(min(longest, len(word)), shortest - 1, -1):
        if word[-length:] in table:
            return word[-length:]
    return ""


def _longer_endings(word: str, first: int, second: int) -> str:
    if word[-1] in "ilmnrst":
        end = _ending(word, _STEP_2, 7, 2)
        start = len(word) - len(end)
        before = word[start - 1 : start]
        if end and first <= start and (end != "ogi" or before == "l") and (end != "li" or before in _BEFORE_LI):
            word = word[:start] + _STEP_2[end]
    if word[-1] in "eils":
        end = _ending(word, _STEP_3, 7, 3)
        start = len(word) - len(end)
        if end and (second if end == "ative" else first) <= start:
            word = word[:start] + _STEP_3[end]
    if word[-1] in "ceilmnrst":
        end = _ending(word, _STEP_4, 5, 2)
        start = len(word) - len(end)
        if end and second <= start and (end != "ion" or word[start - 1 : start] in ("s", "t")):
            word = word[:start]
    return word


def _last_letter(word: str, first: int, second: int) -> str:
    start = len(word) - 1
    if word[-1] == "e":
        if second <= start or (first <= start and not _is_short(word[:-1])):
            return word[:-1]
    elif second <= start and word.endswith("ll"):
        return word[:-1]
    return word
