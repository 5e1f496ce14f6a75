"""Pairs worth comparing, found through the terms they share; never all pairs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from comity.commitments.clustering.scoring import Profile


def candidates(profiles: Sequence[Profile], least: float) -> Iterator[tuple[int, int]]:
    """Numbers of profiles whose shared terms can reach ``least``, each pair once, smaller number first.

    A profile is looked up under its rarest terms only, as many as hold all but ``least`` of its length: two that share
    none of those are less alike than ``least``, whatever else they share (Cauchy and Schwarz).
    """
    index: dict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for term in profile.vector:
            index[term].append(number)
    often = {term: len(numbers) for term, numbers in index.items()}
    looked_up = [_enough(profile, often, least) for profile in profiles]
    for number, profile in enumerate(profiles):
        met: set[int] = set()
        for term in looked_up[number]:
            met.update(index[term])
        for other in sorted(met):
            # A smaller number that looks this one up itself has given the pair already.
            if other > number or (other < number and looked_up[other].isdisjoint(profile.vector)):
                yield min(number, other), max(number, other)


def _enough(profile: Profile, often: dict[str, int], least: float) -> frozenset[str]:
    enough: set[str] = set()
    remaining, unimportant = profile.length**2, (least * profile.length) ** 2
    for term in sorted(profile.vector, key=lambda term: (often[term], term)):
        if remaining < unimportant:
            break
        enough.add(term)
        remaining -= profile.vector[term] ** 2
    return frozenset(enough)
