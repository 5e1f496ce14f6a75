"""Which way a text runs, and whether it is written in East Asian signs: by its letters, as Unicode has them."""

import unicodedata

FIRST_EAST_ASIAN = "\u2e80"


def is_rtl(text: str) -> bool:
    """By its first letter that has a direction, as Unicode lays paragraphs out."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((way for way in strong if way in {"L", "R", "AL"}), "L") != "L"


def is_east_asian(text: str) -> bool:
    """Whether any sign is Chinese, Japanese or Korean, or of their punctuation."""
    return any(sign >= FIRST_EAST_ASIAN and unicodedata.east_asian_width(sign) in {"W", "F"} for sign in text)
