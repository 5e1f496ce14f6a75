"""The language of a text: by its script, and among English, Spanish and French by their small words."""

from comity.commitments.classify.words import tokens
from comity.commitments.readers.scripts import language_of

LATIN = ("en", "es", "fr")
SAMPLE = 60  # words looked at
# Small words of one language only, or much more frequent in it; "de", "la" and "y" alone decide nothing.
SMALL_WORDS = {
    "en": "the and of to in for with on by its that from as all be is are their not this which have has",
    "es": "el los las y del para con por una que en su sus al como o se mas no lo entre sobre es son de la a",
    "fr": "le les des et du pour avec par une que dans sur au aux ce ces est sont qui ou en son ses leur d l de la a",
}
ENDINGS = {"es": ("ar", "os", "as", "ión", "ion", "dad"), "fr": ("er", "eux", "ment", "ments", "té", "te", "tés")}
_WEIGHT: dict[str, tuple[tuple[str, float], ...]] = {}
for _language, _words in SMALL_WORDS.items():
    for _word in _words.split():
        _others = sum(_word in other.split() for other in SMALL_WORDS.values())
        _WEIGHT[_word] = (*_WEIGHT.get(_word, ()), (_language, 1 / _others))


def detect(text: str, declared: str | None = None) -> str:
    """The declared language unless the script belies it; without one, the likeliest of the six."""
    by_script = language_of(text, declared or "")
    if by_script:
        return by_script
    score = dict.fromkeys(LATIN, 0.0)
    for word in tokens(text)[:SAMPLE]:
        for language, weight in _WEIGHT.get(word, ()):
            score[language] += weight
    best = max(score.values())
    likeliest = [language for language in LATIN if score[language] == best]
    if likeliest == ["es", "fr"]:  # small words that both have: the endings of the others tell
        likeliest.sort(key=lambda language: -sum(word.endswith(ENDINGS[language]) for word in tokens(text)[:SAMPLE]))
    return likeliest[0]
