"""The rank of the action by the verb that opens the text, for languages without labelled texts."""

from functools import cache

from comity.commitments.classify.lexicon import Lexicon, rows

OPENS_WITHIN = 6  # words before the verb at most
OPENS_WITHIN_ZH = 12  # characters
GENERAL = 4  # where no verb is known: the most frequent rank


@cache
def _verbs(language: str) -> Lexicon:
    return Lexicon(language, tuple(rows("actions.txt")))


def rank_by_verb(text: str, words: list[str], language: str) -> int:
    """1 to 5. Where two verbs open the text ("continue and strengthen"), the first decides unless it only continues."""
    limit = OPENS_WITHIN_ZH if language == "zh" else OPENS_WITHIN
    hits = sorted((place, number + 1) for number, place in _verbs(language).find(text, words) if place < limit)
    return hits[0][1] if hits else GENERAL
