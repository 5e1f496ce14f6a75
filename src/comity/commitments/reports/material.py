"""What reports are made of: recommendations of one State as a reader may see them, and how one is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.commitments.assessments import AssessmentOf
from comity.commitments.models import Recommendation
from comity.commitments.queries import of_state
from comity.documents.report import Note, Paragraph, Report, Table
from comity.reference.names import body_name, state_name

# A review may be in the register from several sources; the first that has it is taken, so that nothing stands twice.
BEST_FIRST = ("matrix", "wg-report", "uhri", "sheet", "upr-info")


@dataclass
class Material:
    """``user`` is the reader whose view it is; ``day`` the day on which the report is drafted."""

    state: str
    user: Any
    assessment_of: AssessmentOf
    day: date
    session: int | None = None
    counted: int = field(default=0, init=False)

    @property
    def name(self) -> str:
        return state_name(self.state, get_language() or "en")

    def recommendations(self) -> list[Recommendation]:
        """All recommendations to the State, oldest first."""
        return list(of_state(self.state, self.user).recommendations().order_by("date", "id"))

    def begun(self, title: str, subtitle: str = "") -> Report:
        """A report with its first page: the notice, the title, what it was made from and when."""
        made = _("Drafted on %(day)s from the register at %(address)s.") % {
            "day": date_format(self.day, "DATE_FORMAT"), "address": settings.SITE_URL,
        }  # fmt: skip
        return Report(
            title=title, subtitle=subtitle, language=(get_language() or "en")[:2],
            notice=_("Draft – not a United Nations document"), notes_title=_("Sources"), facts=[made],
        )  # fmt: skip

    def numbered(self, text: str, *notes: Note) -> Paragraph:
        """The next paragraph of the report."""
        self.counted += 1
        return Paragraph(text, number=str(self.counted), notes=notes)

    def told(self, row: Recommendation) -> Iterator[Paragraph]:
        """One recommendation: what was asked, by whom, with which position; then what the State says of it."""
        yield self.numbered(_asked(row), source_of(row))
        said = self.assessment_of(row).split("\n")
        texts = [text.strip() for text in said if text.strip()] or [_("No information received yet.")]
        yield from (Paragraph(text, quoted=True) for text in texts)


def source_of(row: Recommendation) -> Note:
    """Document, paragraph and permanent address of a record."""
    place = _("%(symbol)s, paragraph %(paragraph)s.") % {"symbol": row.symbol, "paragraph": row.paragraph}
    named = place if row.symbol and row.paragraph else f"{row.symbol or body_name(row.body)}."
    return Note(named, settings.SITE_URL + reverse("recommendation", args=[row.pk]))


def _asked(row: Recommendation) -> str:
    """The text and the position; the recommending States close the text already, as the report has it."""
    position = _position(row)
    return f"{row.text.rstrip()} [{position}]" if position else row.text.rstrip()


def _position(row: Recommendation) -> str:
    return row.get_position_code_display() if row.position_code else ""


def best_of(rows: Iterable[Recommendation]) -> list[Recommendation]:
    """The rows of the best source alone."""
    listed = list(rows)
    best = min((row.source for row in listed), key=rank, default="")
    return [row for row in listed if row.source == best]


def rank(source: str) -> int:
    return BEST_FIRST.index(source) if source in BEST_FIRST else len(BEST_FIRST)


def positions(rows: Iterable[Recommendation]) -> Table:
    """How many recommendations the State supports, notes, and so on; a count of its own answers, no mark."""
    listed = list(rows)
    counts = [
        (str(label), sum(row.position_code == code for row in listed))
        for code, label in Recommendation.Position.choices
    ]
    return Table(
        _("Recommendations by position of the State"), (_("Position"), _("Recommendations")),
        [line for line in counts if line[1]],
    )  # fmt: skip
