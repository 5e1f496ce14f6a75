"""Groups of recommendations that ask for the same thing.

The most alike pairs are joined first. Two groups are joined only while all their members are alike enough on average,
and no two of them too unlike: a chain of near misses cannot glue a whole theme together. The outcome depends on
the texts alone, not on their order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from comity.commitments.clustering.candidates import candidates
from comity.commitments.clustering.explaining import Why, common_ask, label_of, why_together
from comity.commitments.clustering.reading import Ask, Wording, plain, read
from comity.commitments.clustering.scoring import Profile, Weights, likeness, profile

ALIKE = 0.45  # on average, between all members of two groups that are joined
NEVER_BELOW = 0.38  # between any two members of a group


@dataclass(frozen=True, slots=True)
class Group:
    members: tuple[int, ...]  # ids, ascending
    label: str
    common_ask: int  # id of the member that says best what all ask
    why: Why


@dataclass(slots=True)
class _Kind:
    """Recommendations that read alike to us; compared once."""

    first: Wording
    ask: Ask
    profile: Profile
    ids: list[int] = field(default_factory=list)
    wordings: int = 0


def group(wordings: Iterable[Wording]) -> list[Group]:
    """The groups of two and more, largest first; what stands alone is left out."""
    kinds = _kinds(wordings)
    joined = [[kinds[number] for number in numbers] for numbers in _join([kind.profile for kind in kinds])]
    found = [_group(members) for members in joined if sum(len(kind.ids) for kind in members) > 1]
    return sorted(found, key=lambda one: (-len(one.members), one.members))


def _kinds(wordings: Iterable[Wording]) -> list[_Kind]:
    by_text: dict[tuple[str, str], list[Wording]] = defaultdict(list)
    for wording in wordings:
        if text := plain(wording.text):
            by_text[text, wording.language or "en"].append(wording)
    asks = {key: read(min(same).text, key[1]) for key, same in sorted(by_text.items())}
    weights = Weights(asks.values())
    kinds: dict[object, _Kind] = {}
    for key, ask in asks.items():
        weighed = profile(ask, weights)
        kind = kinds.setdefault(_mark(weighed) or key, _Kind(min(by_text[key]), ask, weighed))
        kind.ids.extend(wording.id for wording in by_text[key])
        kind.wordings += 1
    return list(kinds.values())


def _mark(one: Profile) -> object:
    """What two profiles share that cannot be told apart; nothing where a text holds no word that tells."""
    parts = (one.vector, one.actions, one.groups)
    return tuple(frozenset(part.items()) for part in parts) if one.vector else None


def _join(profiles: Sequence[Profile]) -> list[list[int]]:
    @cache
    def alike(one: int, other: int) -> float:
        return likeness(profiles[one], profiles[other])

    pairs = []
    for one, other in candidates(profiles, ALIKE):
        if (value := likeness(profiles[one], profiles[other], ALIKE)) >= ALIKE:
            pairs.append((-value, one, other))
    group_of = {number: [number] for number in range(len(profiles))}
    for _value, one, other in sorted(pairs):
        first, second = group_of[one], group_of[other]
        if first is not second and _belong(first, second, alike):
            first.extend(second)
            group_of.update(dict.fromkeys(second, first))
    return list({id(numbers): numbers for numbers in group_of.values()}.values())


def _belong(first: Sequence[int], second: Sequence[int], alike: Callable[[int, int], float]) -> bool:
    total = 0.0
    for one, other in product(first, second):
        value = alike(min(one, other), max(one, other))
        if value < NEVER_BELOW:
            return False
        total += value
    return total >= ALIKE * len(first) * len(second)


def _group(kinds: Sequence[_Kind]) -> Group:
    asks = [kind.ask for kind in kinds for _id in kind.ids]
    why = why_together(asks, same_words=len(kinds) == kinds[0].wordings == 1)
    chosen = kinds[common_ask([(kind.profile, kind.first.text) for kind in kinds])]
    return Group(
        members=tuple(sorted(number for kind in kinds for number in kind.ids)),
        label=label_of(why, chosen.first.text),
        common_ask=chosen.first.id,
        why=why,
    )
