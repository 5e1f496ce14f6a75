"""Two documents about one recommendation: which of them the register keeps, and in what they differ.

The thematic list and the Working Group's report have the same key for the same recommendation. The list says all that
the report says and more: themes, groups, goals, and the position as it became final. So a report that comes after the
list changes nothing, whichever is read in how often; what it says otherwise is told, not lost.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from comity.commitments.domain.preparing import Prepared
from comity.commitments.models import Recommendation
from comity.commitments.readers.draft import Problem

RICHER = {"wg-report": {"matrix"}}  # source: those that it gives way to


def gives_way(source: str, there: str) -> bool:
    """Whether a record from ``there`` stays as it is when ``source`` has it too."""
    return there in RICHER.get(source, set())


def differences(drafts: list[tuple[int, Prepared]]) -> list[Problem]:
    """What the drafts say otherwise than the records (by number) that stay."""
    records = Recommendation.objects.in_bulk([number for number, _draft in drafts])
    return [problem for number, draft in drafts for problem in _between(records[number], draft)]


def _between(record: Recommendation, draft: Prepared) -> Iterator[Problem]:
    said = draft.content
    if _words(said.text) != _words(record.text):
        message = _("The thematic list has other words for this recommendation; they were kept.")
        yield Problem(draft.row, "text", "differs-from-list", message, said.text[:200], repaired=True)
    if said.position_code not in {record.position_code, Recommendation.Position.PENDING}:
        message = _("The thematic list says “%(position)s”; that was kept.") % {"position": record.position}
        yield Problem(draft.row, "position", "differs-from-list", message, said.position, repaired=True)


def _words(text: str) -> str:
    """The words alone: lists and reports end a text with another mark, or with none."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
