"""What is weighed of a text: its words and phrases, the letters inside each word, and how it opens.

Three blocks, each brought to length one: words with phrases, letters, opening. A word counts once, however often it
stands there. Letters are taken inside words only, so that all a word adds is known from the word itself: it is added up
once and kept, which is what makes scoring fast.
"""

from collections.abc import Iterator
from itertools import pairwise

LETTERS = (2, 5)  # shortest and longest run of letters
OPENING = 14  # words in which the action asked for is looked for
LETTER_SIGN, OPENING_SIGN = "#", "^"


def phrases(words: list[str], longest: int) -> set[str]:
    """Two words that stand together, and three where ``longest`` says so."""
    found = {f"{first} {second}" for first, second in pairwise(words)}
    if longest > 2:  # noqa: PLR2004 - three words
        found.update(
            f"{first} {second} {third}" for first, second, third in zip(words, words[1:], words[2:], strict=False)
        )
    return found


def letters(word: str) -> list[str]:
    """Runs of letters of one word with its ends marked by spaces, each once."""
    padded = f" {word} "
    shortest, longest = LETTERS
    runs = {
        padded[start : start + length]
        for length in range(shortest, longest + 1)
        for start in range(len(padded) - length + 1)
    }
    return [LETTER_SIGN + run for run in runs]


def opening(words: list[str]) -> Iterator[str]:
    """The first words with their places, and pairs near the beginning: the verb decides the rank of the action."""
    start = words[:OPENING]
    for place, word in enumerate(start[:5]):
        yield f"{OPENING_SIGN}{place} {word}"
    for length in range(1, 5):
        yield f"{OPENING_SIGN}= {' '.join(start[:length])}"
    for first, second in pairwise(start):
        yield f"{OPENING_SIGN}{first} {second}"
