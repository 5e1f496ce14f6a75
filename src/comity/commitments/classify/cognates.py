"""Words that the Latin-script languages share but for spelling: "vulnerabilidad" and "vulnerability" have one key."""

import re
from functools import lru_cache

LENGTH = 6
_SPELLINGS = (("ph", "f"), ("th", "t"), ("y", "i"), ("k", "c"), ("qu", "c"), ("w", "v"))
_SOFT_T = re.compile("t(?=i[aeou])")
_DOUBLE = re.compile(r"(.)\1")
_SPANISH_START = re.compile("^es(?=[ctpqm])")
_PREFIX = re.compile("^in(?=m)")


@lru_cache(maxsize=100_000)
def key(word: str) -> str | None:
    """The first six letters as all three languages would spell them; None for short words."""
    if len(word) < LENGTH - 1 or not word.isascii():
        return None
    for foreign, plain in _SPELLINGS:
        word = word.replace(foreign, plain)
    word = _DOUBLE.sub(r"\1", _SOFT_T.sub("c", word))
    word = _PREFIX.sub("im", _SPANISH_START.sub("s", word))
    return word[:LENGTH] if len(word) >= LENGTH - 1 else None
