"""The words by which a report of the UPR Working Group can be found one's way in: English, French, Spanish, Arabic.

Texts are compared without case and accents (:func:`plain`).
"""

import datetime as dt
import re

from comity.commitments.readers.ordinals import ordinal
from comity.reference.folding import plain
from comity.reference.names import state_code

LONGEST_HEADING, LONGEST_INTRODUCTION = 90, 900
PARTLY, NOTED, PENDING, SUPPORTED = "Supported/Noted", "Noted", "Under consideration", "Supported"

HEADING = re.compile(  # behind a number at most: a sentence may have these words too
    r"\W*(?:[a-z]{1,4}|\d|[^\W\da-z]{1,8})?\W*(?:conclusions? (?:and/or|and|et/ou|et) recomm|"
    r"conclusiones y/?o? recomend|الاستنتاجات و/?او التوصيات)"
)
NAMES_RECOMMENDATIONS = re.compile(r"recomm?[ea]nda|توصي")
CLOSING = re.compile(
    r"all (?:the )?(?:conclusions|recommendations)|toutes les (?:conclusions|recommandations)|"
    r"todas las (?:conclusiones|recomendaciones)|جميع (?:الاستنتاجات|التوصيات)|"
    r"(?:[iv]+\.?\s*)?(?:voluntary (?:pledges|commitments)|engagements volontaires|"
    r"promesas (?:y compromisos )?voluntari)|"
    r"annex(?:e|o)?\b|المرفق"
)
# In this order: "does not enjoy the support" also has the words of support.
POSITIONS = {
    PENDING: r"will (?:be )?(?:examin|consider|provid|respon|giv)|in due course|seront examin|examinera|repondra|"
    r"en temps voulu|seran? examinad|examinara|dara respuesta|a su debido tiempo|ستنظر|ستدرس|ستبحث|ستقدم|سترد",
    PARTLY: r"partially|partly|in part\b|partiellement|en partie|parcialmente|جزئيا",
    NOTED: r"\bnoted\b|takes? note|took note|taken note|not enjoy|not support|cannot|could not|not accept|reject|"
    r"pris note|prend note|\bnotees?\b|n.ont pas|n.appui|ne souscri|ne recueill|ne peu|rejet|toma(?:do)? nota|"
    r"tomo nota|no (?:cuentan|gozan|puede|cont)|rechaz|احاط|لا تحظي|لا تحظى|لم تحظ|لا تويد",
    SUPPORTED: r"support|accept|souscri|adhesion|appui|agree|cuentan con|gozan d|apoya|acepta|تحظي|تحظى|تويد|ايد",
}
_POSITIONS = [(position, re.compile(words)) for position, words in POSITIONS.items()]
REVIEWED = re.compile(
    r"review of (?:the )?(?P<en>.{3,60}?) was held|"
    r"examen (?:concernant|de) (?:l['’]|la |le |les )?(?P<fr>.{3,60}?) a eu lieu|"
    r"examen (?:de|del|relativo a) (?:la |los )?(?P<es>.{3,60}?) se (?:celebr|llev)",
    re.IGNORECASE,
)
SESSION = re.compile(
    r"held its (?P<en>[\w\- ]{2,30}?) session|a tenu sa (?P<fr>[\w\- ]{2,40}?) session|"
    r"celebró su (?P<es>[\wº\- .]{2,40}?) período de sesiones",
    re.IGNORECASE,
)
MONTHS = (
    "january janvier enero", "february fevrier febrero", "march mars marzo", "april avril abril", "may mai mayo",
    "june juin junio", "july juillet julio", "august aout agosto", "september septembre septiembre",
    "october octobre octubre", "november novembre noviembre", "december decembre diciembre",
)  # fmt: skip
MONTH_OF = {word: month for month, words in enumerate(MONTHS, start=1) for word in words.split()}
DATED = re.compile(r"(?:general|generale)\s+(\d{1,2})(?:er)?\s+(?:de\s+)?([a-z]+)\s+(?:de\s+)?(\d{4})")
LANGUAGES = {"recommandation": "fr", "recomendacion": "es", "توصي": "ar"}


def is_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and HEADING.match(plain(text)) is not None


def is_closing(text: str) -> bool:
    return CLOSING.match(plain(text)) is not None


def position_in(text: str) -> str | None:
    """The position that a sentence gives to the list it introduces; None where the sentence introduces none."""
    words = plain(text)
    if len(text) > LONGEST_INTRODUCTION or not NAMES_RECOMMENDATIONS.search(words):
        return None
    return next((position for position, known in _POSITIONS if known.search(words)), None)


def language_in(introduction: str) -> str:
    words = plain(introduction)
    return next((language for word, language in LANGUAGES.items() if word in words), "en")


def state_reviewed(text: str) -> str | None:
    """Code of the State whose review the report says it is of; None where it does not say or nobody knows it."""
    found = REVIEWED.search(text)
    return next((state_code(name) for name in found.groups() if name), None) if found else None


def session_held(text: str) -> int | None:
    """Of the Working Group; the session of the Council, which the cover names too, is another one."""
    found = SESSION.search(text)
    return next((ordinal(words.strip()) for words in found.groups() if words), None) if found else None


def published_on(cover: str) -> dt.date | None:
    """The day of distribution that the cover names."""
    found = DATED.search(" ".join(plain(cover).split()))
    month = MONTH_OF.get(found.group(2)) if found else None
    if not found or not month:
        return None
    try:
        return dt.date(int(found.group(3)), month, int(found.group(1)))
    except ValueError:
        return None
