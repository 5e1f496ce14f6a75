"""Which States the pages list, and the names of those that only a demonstration has."""

from django.db.models import Q

from comity.reference.models import State
from comity.reference.models.state import StateQuerySet
from comity.reference.vocabulary import StateKind


def listed_states() -> StateQuerySet:
    """Member and observer States, and in a demonstration its fictional ones, which are marked."""
    return State.objects.filter(Q(kind__in=[StateKind.MEMBER, StateKind.OBSERVER]) | Q(fictional=True))


def fictional_names() -> dict[str, str]:
    """Names, in the reader's language, of States that the shipped names do not know."""
    return {state.code: state.name for state in State.objects.filter(fictional=True)}
