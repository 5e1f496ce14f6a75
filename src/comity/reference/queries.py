"""Ready questions about the reference data."""

from collections.abc import Iterable

from comity.reference.folding import plain
from comity.reference.models import State


def alphabetical(states: Iterable[State]) -> list[State]:
    """The States by name in the reader's language: accents and case do not count, Arabic and Chinese by code point."""
    return sorted(states, key=lambda state: (plain(state.name), state.code))
