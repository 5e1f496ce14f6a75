"""Making two spellings of the same name equal."""

import html
import re
import unicodedata

APOSTROPHES = re.compile("['’‘`´ʼʻ′]")
SEPARATORS = re.compile(r"[\W_]+")
ARTICLES = frozenset({"and", "the"})  # "Bahamas (the)", "Antigua & Barbuda"


def plain(text: str) -> str:
    """Without accents and marks, case-folded: "Côte" and "COTE" become "cote"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if unicodedata.category(letter) not in {"Mn", "Cf"})


def fold(text: str) -> str:
    """What is left of a name when case, space, accents, ampersands, apostrophes, asterisks and HTML entities are not.

    "St. Vincent &amp; the Grenadines" and "Saint Vincent and the Grenadines" both give "saint vincent grenadines".
    """
    loose = APOSTROPHES.sub("", plain(html.unescape(text)).replace("&", " and "))
    words = ("saint" if word == "st" else word for word in SEPARATORS.split(loose))
    return " ".join(word for word in words if word and word not in ARTICLES)
