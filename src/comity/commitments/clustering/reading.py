"""From the text of a recommendation to what it asks: named things and words with their weight, actions, groups."""

from dataclasses import dataclass, field
from typing import NamedTuple

from comity.commitments.clustering.passages import FURTHER_CLAUSE, LEADING, Passage, clauses, passages
from comity.commitments.clustering.vocabulary import (
    GROUP,
    INSTRUMENT,
    SMALL,
    SUBJECT,
    Mention,
    Word,
    vocabulary,
    words_of,
)
from comity.search.analysis import SMALL_WORDS

INSIDE = 0.4  # what a word counts that is part of a named thing
LISTED = 0.45  # what one item of an enumeration counts
A_LIST = 3  # items that make one
NUMBERED = frozenset({"articl", "goal", "target", "paragraph"})


class Wording(NamedTuple):
    """One recommendation as it is given to the grouping."""

    id: int
    text: str
    language: str = "en"


@dataclass(slots=True)
class Ask:
    """What a text asks. ``terms``: "i:CED" an instrument, "c:…" a subject, "g:…" a group, else a stem."""

    language: str
    terms: dict[str, float] = field(default_factory=dict)
    actions: dict[str, float] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)  # a stem's word, as written

    @property
    def groups(self) -> dict[str, float]:
        return {term: weight for term, weight in self.terms.items() if term[:2] == f"{GROUP}:"}


def read(text: str, language: str = "en") -> Ask:
    ask = Ask(language)
    opened: set[int] = set()
    for passage in passages(text):
        # "Take further steps with a view to …" asks nothing before its purpose, so the purpose leads.
        weight = passage.weight if passage.clause in opened else LEADING
        if _read_passage(ask, passage, weight * (FURTHER_CLAUSE if passage.clause else 1.0)):
            opened.add(passage.clause)
    _gather_lists(ask)
    return ask


def plain(text: str) -> str:
    """The text as it counts where two are compared letter by letter."""
    return "; ".join(clauses(text)).casefold().rstrip(" .")


def _read_passage(ask: Ask, passage: Passage, weight: float) -> bool:
    words = words_of(passage.text, ask.language)
    free: list[Word] = []  # of names of instruments: "Programme of Action" asks for no programme
    says_something, treaty = False, ""
    for mention in vocabulary().named.mentions(words):
        inside = words[mention.start : mention.end]
        if mention.names:
            says_something = True
            treaty = _instrument(mention) or treaty
            _note_named(ask, mention, inside, weight)
        else:
            says_something |= _note_word(ask, words, mention.start, weight, treaty)
        if not _instrument(mention):
            free.extend(inside)
    for mention in vocabulary().actions.mentions(free):
        for name in filter(None, mention.names):
            _put(ask.actions, name, weight)
    return says_something


def _instrument(mention: Mention) -> str:
    return next((name[2:] for name in mention.names if name[:2] == f"{INSTRUMENT}:"), "")


def _note_named(ask: Ask, mention: Mention, inside: list[Word], weight: float) -> None:
    for name in mention.names:
        for said in (name, *vocabulary().implies.get(name, ())):
            _put(ask.terms, said, weight)
    for word in inside:
        if not is_empty(word):
            _put(ask.terms, _term(ask, word), weight * INSIDE)


def _note_word(ask: Ask, words: list[Word], index: int, weight: float, treaty: str) -> bool:
    """Note a word that names nothing by itself; say whether it tells what is asked."""
    word, before = words[index], words[index - 1] if index else Word("", "")
    if word.stem == "protocol" and before.stem == "option" and treaty in vocabulary().protocols:
        _put(ask.terms, f"{INSTRUMENT}:{vocabulary().protocols[treaty]}", weight)
        return True
    if word.form.isdigit():
        if before.stem in NUMBERED:
            _put(ask.terms, f"{before.stem} {word.form}", weight)
        return False
    if is_empty(word):
        return False
    _put(ask.terms, _term(ask, word), weight)
    return True


def is_empty(word: Word) -> bool:
    return word.stem in vocabulary().weak or word.form in SMALL or word.form in SMALL_WORDS or len(word.form) == 1


def _term(ask: Ask, word: Word) -> str:
    term = word.stem if ask.language == "en" else f"{ask.language}:{word.stem}"
    ask.forms.setdefault(term, word.form)
    return term


def _put(weights: dict[str, float], name: str, weight: float) -> None:
    weights[name] = max(weight, weights.get(name, 0.0))


def _gather_lists(ask: Ask) -> None:
    """Housing, water, education, work …: which of them a list names matters less than that it is such a list."""
    for name, members in vocabulary().enumerations.items():
        named = [f"{SUBJECT}:{member}" for member in members if f"{SUBJECT}:{member}" in ask.terms]
        if len(named) >= A_LIST:
            ask.terms[f"{SUBJECT}:{name}"] = max(ask.terms[term] for term in named)
            for term in named:
                ask.terms[term] *= LISTED
