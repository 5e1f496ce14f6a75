"""The rule on evidence: a status, unless it is that nothing was received, rests on sources later than the ask."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.commitments.grades import grades, no_information
from comity.commitments.models import Evidence, Recommendation, StatusEntry
from comity.kernel.errors import Incomplete, NotPossible


@dataclass(frozen=True)
class Source:
    """One piece of evidence as given: ``source`` is an address or a document symbol; ``shows``: what it shows."""

    title: str
    source: str
    dated: date
    shows: str


def check_grade(grade: str, on: date, evidence: Sequence[Source]) -> None:
    """The part of the rule that is the same for every recommendation."""
    if grade not in grades():
        raise NotPossible(_("Choose one of the steps of the scale, from A to E."))
    if on > timezone.localdate():
        raise NotPossible(_("A status is of a day that has passed; choose today or earlier."))
    if grade != no_information() and not evidence:
        raise Incomplete(
            _("Name at least one source. Only “%(words)s” needs none.") % {"words": grades()[no_information()].name}
        )
    for one in evidence:
        if not all(text.strip() for text in (one.title, one.source, one.shows)):
            raise Incomplete(_("Each source needs a title, an address or document symbol, and what it shows."))
        if one.dated > on:
            raise NotPossible(
                _("“%(title)s” is dated after the day of the status. A status rests on what was known on its day.")
                % {"title": one.title}
            )


def check_dates(recommendation: Recommendation, on: date, evidence: Iterable[Source]) -> None:
    """The part that depends on the recommendation's own day; where that is not known, it is not asked."""
    said = recommendation.date
    if said is None:
        return
    words = {"day": date_format(said, "DATE_FORMAT"), "name": named(recommendation)}
    if on < said:
        raise NotPossible(_("%(name)s is of %(day)s; it has no status before that day.") % words)
    for one in evidence:
        if one.dated <= said:
            raise NotPossible(
                _("“%(title)s” is not later than %(name)s of %(day)s, so it cannot show what followed from it.")
                % {**words, "title": one.title}
            )


def named(recommendation: Recommendation) -> str:
    """How a sentence names a recommendation."""
    if recommendation.symbol and recommendation.paragraph:
        return _("%(symbol)s, paragraph %(paragraph)s") % {
            "symbol": recommendation.symbol, "paragraph": recommendation.paragraph,
        }  # fmt: skip
    return recommendation.symbol or _("the recommendation")


def attach(entry: StatusEntry, evidence: Iterable[Source]) -> None:
    Evidence.objects.bulk_create(Evidence(entry=entry, **asdict(one)) for one in evidence)


def same_evidence(entry: StatusEntry, evidence: Iterable[Source]) -> bool:
    there = {(row.title, row.source, row.dated, row.shows) for row in entry.evidence.all()}
    return there == {(one.title, one.source, one.dated, one.shows) for one in evidence}
