"""What can be wrong with an act, each as a sentence that a page can show."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _


class ActError(Exception):
    """An act that was refused. ``sentences`` say why; nothing was written."""

    def __init__(self, *sentences: object) -> None:
        self.sentences: Sequence[object] = sentences
        super().__init__(*sentences)

    def __str__(self) -> str:
        return " ".join(str(sentence) for sentence in self.sentences)


class NotEntitled(ActError):  # noqa: N818  # a state of affairs that pages name, not a fault of the program
    """The person may not do this, whatever the state of the record."""


class NotPossible(ActError):  # noqa: N818
    """The state of the record does not allow this, whoever asks."""


class Incomplete(NotPossible):
    """Something that the act needs is missing; each sentence names one missing thing."""


class Outdated(ActError):  # noqa: N818
    """Somebody else changed the record after the person's page was made."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody changed this record while you were reading it. Look at it again, then decide; "
                "nothing was saved."
            )
        )
