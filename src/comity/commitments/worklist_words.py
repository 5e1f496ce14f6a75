"""The words of a worklist in the reader's language."""

from django.utils.translation import gettext as _

from comity.commitments.worklist_store import store
from comity.commitments.writers.worklist import Words


def headings() -> dict[str, str]:
    """What each column is called, by the names of ``worklist.FIXED`` and ``worklist.ANSWERS``."""
    return {
        "symbol": _("Document"),
        "paragraph": _("Paragraph"),
        "text": _("Recommendation"),
        "position": _("Position of the State"),
        "themes": _("Themes"),
        "status": _("Status"),
        "done": _("What was done, and what is missing"),
        "institution": _("Responsible institution"),
        "indicator": _("Indicator"),
        "due": _("To be done by"),
        "evidence_title": _("Evidence: title of the source"),
        "evidence_source": _("Evidence: address or document symbol"),
        "evidence_date": _("Evidence: date of the source"),
        "evidence_shows": _("Evidence: what it shows"),
    }


def worklist_words(state: str) -> Words:
    """All words of a worklist on recommendations to ``state`` (its name)."""
    return Words(
        title=_("Worklist"),
        headings=headings(),
        to_fill="✎",
        instructions_title=_("How to fill in this worklist"),
        instructions=[
            _("This worklist holds recommendations to %(state)s. Fill in the columns whose headings have a pencil (✎).")
            % {"state": state},
            _("Leave a cell as it is where you have nothing to say. To take an answer back, empty its cell."),
            _("Choose the status from the list in its cell. Write dates as year-month-day, for example 2026-12-31."),
            _("Evidence is a source that others can look up, dated after the recommendation."),
            _("Write no names of children and nothing by which a child could be known."),
            _("Do not delete the hidden first row and columns; the answers find their way back by them."),
            _("You may sort, filter and delete rows. Nothing is changed before the person who sent you this worklist "
              "has read every change."),
            _("What the letters of the status mean:"),
        ],
        statuses=store().statuses(),
        bad_status=_("Choose a status from the list."),
        bad_date=_("Write a date as year-month-day, for example 2026-12-31."),
        too_long=_("At most %(number)s characters fit."),
    )  # fmt: skip
