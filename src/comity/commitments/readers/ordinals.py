"""Sessions spelled out: "forty-second", "quarante-deuxième", "42nd", "42º" are 42."""

import re
from functools import cache

from comity.reference.folding import fold

DIGITS = re.compile(r"\d{1,2}")

ENGLISH = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth
"""
ENGLISH_TENS = "twenty thirty forty fifty"
FRENCH = """
    premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme
    treizieme quatorzieme quinzieme seizieme dixseptieme dixhuitieme dixneuvieme
"""
FRENCH_TENS = "vingt trente quarante cinquante"
SPANISH = """
    primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo undecimo duodecimo decimotercer
    decimocuarto decimoquinto decimosexto decimoseptimo decimoctavo decimonoveno
"""
SPANISH_TENS = "vigesimo trigesimo cuadragesimo quincuagesimo"


def ordinal(words: str) -> int | None:
    """The number that ``words`` spell in English, French or Spanish, or begin with in digits; None for others."""
    digits = DIGITS.match(words)
    return int(digits.group()) if digits else _spelled().get(_squeezed(words))


@cache
def _spelled() -> dict[str, int]:
    found = {word: number for words in (ENGLISH, FRENCH, SPANISH) for number, word in enumerate(words.split(), start=1)}
    for place, tens in enumerate(ENGLISH_TENS.split(), start=2):
        found[tens.removesuffix("y") + "ieth"] = place * 10
        found |= {tens + unit: place * 10 + one for one, unit in _units(ENGLISH)}
    for place, tens in enumerate(FRENCH_TENS.split(), start=2):
        found[tens.removesuffix("e") + "ieme"] = place * 10
        found[f"{tens}etunieme"] = place * 10 + 1
        found |= {tens + unit: place * 10 + one for one, unit in _units(FRENCH)}
    for place, tens in enumerate(SPANISH_TENS.split(), start=2):
        found[tens] = place * 10
        found |= {tens + unit: place * 10 + one for one, unit in _units(SPANISH)}
    return found


def _units(words: str) -> list[tuple[int, str]]:
    return list(enumerate(words.split()[:9], start=1))


def _squeezed(words: str) -> str:
    return "".join(sign for sign in fold(words) if sign.isalpha())
