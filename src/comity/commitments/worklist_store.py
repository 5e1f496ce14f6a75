"""Where the answers of worklists live. The one place to connect: worklists know a store by this protocol alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from comity.commitments.models import Recommendation
from comity.commitments.worklist import WorklistRow
from comity.kernel.errors import NotPossible
from comity.kernel.roles import Person

SEPARATOR = "; "


class WorklistStore(Protocol):
    def statuses(self) -> Sequence[tuple[str, str]]:
        """The steps of the scale: letter, and what it means in the reader's language."""
        ...

    def answers(
        self, recommendations: Iterable[Recommendation], *, user: Any
    ) -> Mapping[int, tuple[dict[str, str], str]]:
        """By number: the answers that ``user`` may read (names of ``worklist.ANSWERS``), and their version."""
        ...

    def apply(self, recommendation: Recommendation, answers: Mapping[str, str], *, version: str, by: Person) -> None:
        """Write the changed ``answers`` of one recommendation as ``by``, inside the transaction that is open.

        Raises an error of :mod:`comity.kernel.errors` where that is refused, and Outdated where ``version`` is old.
        """
        ...


class NoStore:
    """As long as no follow-up is kept: worklists can be sent, with nothing filled in, and nothing can be written."""

    def statuses(self) -> Sequence[tuple[str, str]]:
        return (
            ("A", _("largely done")),
            ("B", _("done in part")),
            ("C", _("begun, not enough")),
            ("D", _("no information")),
            ("E", _("the opposite was done")),
        )

    def answers(
        self, recommendations: Iterable[Recommendation], *, user: Any
    ) -> Mapping[int, tuple[dict[str, str], str]]:
        del user
        return {row.pk: ({}, "") for row in recommendations}

    def apply(self, recommendation: Recommendation, answers: Mapping[str, str], *, version: str, by: Person) -> None:
        del recommendation, answers, version, by
        raise NotPossible(_("This installation keeps no follow-up yet, so the answers have no place."))


_connected: WorklistStore = NoStore()


def connect(store: WorklistStore) -> WorklistStore:
    """Let worklists use ``store`` from now on; gives the one before. Called once, when the application starts."""
    global _connected
    before, _connected = _connected, store
    return before


def store() -> WorklistStore:
    return _connected


def rows_of(recommendations: Iterable[Recommendation], *, user: Any) -> list[WorklistRow]:
    """The recommendations as rows of a worklist, with what ``user`` may read of their follow-up."""
    listed = list(recommendations)
    answers = store().answers(listed, user=user)
    return [WorklistRow(row.pk, _fixed(row), *answers.get(row.pk, ({}, ""))) for row in listed]


def _fixed(row: Recommendation) -> dict[str, str]:
    return {
        "symbol": row.symbol,
        "paragraph": row.paragraph,
        "text": row.text,
        "position": row.position,
        "themes": SEPARATOR.join(row.themes),
    }
