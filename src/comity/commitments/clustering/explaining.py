"""Why some recommendations stand together, in the terms that they share, and how the group may be called."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from comity.commitments.clustering.passages import clauses
from comity.commitments.clustering.reading import Ask
from comity.commitments.clustering.scoring import Profile, likeness
from comity.commitments.clustering.vocabulary import read

MOST = 0.6  # of the members that must hold what is named as shared
AT_MOST = 4  # words named
TELLING = 0.3  # weight of a term that is named
LONGEST = 120  # characters of a label


@dataclass(frozen=True, slots=True)
class Why:
    """What most members share: kinds of action, instruments, subjects, groups of persons, words."""

    actions: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    same_words: bool = False  # all say it in the same words

    def as_data(self) -> dict[str, object]:
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    def sentence(self) -> str:
        """In words, in English."""
        if self.same_words:
            return "They say the same in the same words."
        parts = [
            f"{begin} {', '.join(names)}"
            for begin, names in (
                ("the same action:", self.actions),
                ("the same instrument:", self.instruments),
                ("the same subject:", self.subjects),
                ("the same persons:", self.groups),
                ("the same words:", self.words),
            )
            if names
        ]
        return f"They share {'; '.join(parts)}." if parts else "They are worded alike."


def why_together(asks: Sequence[Ask], *, same_words: bool) -> Why:
    needed = MOST * len(asks)
    terms = _shared([ask.terms for ask in asks], needed)
    actions = _shared([ask.actions for ask in asks], needed)
    forms = {term: form for ask in asks for term, form in ask.forms.items()}
    inside = {part for term in terms if term[1:2] == ":" for part in _own_words(asks, term)}
    words = [forms[term] for term in terms if term in forms and term not in inside]
    return Why(
        actions=tuple(actions),
        instruments=tuple(term[2:] for term in terms if term[:2] == "i:"),
        subjects=tuple(term[2:] for term in terms if term[:2] == "c:"),
        groups=tuple(term[2:] for term in terms if term[:2] == "g:"),
        words=tuple(dict.fromkeys(words[:AT_MOST])),
        same_words=same_words,
    )


def _shared(weighed: Sequence[dict[str, float]], needed: float) -> list[str]:
    count: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for weights in weighed:
        for name, weight in weights.items():
            if name and weight >= TELLING:
                count[name] += 1
                sums[name] += int(weight * 100)
    return sorted((name for name in count if count[name] >= needed), key=lambda name: (-sums[name], name))


def _own_words(asks: Sequence[Ask], term: str) -> set[str]:
    """Stems that occur in the asks only inside a named thing; they add nothing to its name."""
    named = [ask for ask in asks if term in ask.terms]
    return {part for ask in named for part, weight in ask.terms.items() if part[1:2] != ":" and weight <= TELLING}


def common_ask(members: Sequence[tuple[Profile, str]]) -> int:
    """Which member says best what all ask: the most like the others, the shorter the better."""

    def worth(number: int) -> tuple[float, int, str]:
        one, text = members[number]
        near = sum(likeness(one, other) for other, _text in members)
        return (-round(near / len(members), 1), len(text), text)

    return min(range(len(members)), key=worth)


def label_of(why: Why, text: str) -> str:
    names = read("vocabulary")["titles"]
    if "ratify" in why.actions and why.instruments:
        return _cut("Ratify: " + "; ".join(names.get(code, code) for code in why.instruments[:2]))
    first = clauses(text)[0].strip(" .")
    return _cut(first[:1].upper() + first[1:])


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST else label[:LONGEST].rsplit(" ", 1)[0] + " …"
