"""Named questions about follow-up, for every other part of the product. Each begins with what the reader may see.

``user`` is always named: the State's people read everything of their State, everybody else what focal points published.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.commitments.models import ActionReport, ImplementationAction, Recommendation, StatusEntry
from comity.commitments.models.followup import StatusQuerySet
from comity.commitments.models.visibility import states_of


def entries(user: Any, state: str = "") -> StatusQuerySet:
    """Entries that stand for this reader, the one that counts first: of the own State what was not corrected,
    of others what is public. ``state``: whose assessment; without it, that of each recommendation's first State.
    """
    visible = StatusEntry.objects.visible_to(user).filter(state=state or F("recommendation__state"))
    own = states_of(user)
    return visible.exclude(state__in=own, corrected_by__isnull=False)


def latest(recommendation_ids: Iterable[int], *, user: Any, state: str = "") -> dict[int, StatusEntry]:
    """By recommendation, the assessment that stands for this reader; without one, the recommendation is not in it."""
    rows = entries(user, state).filter(recommendation__in=list(recommendation_ids))
    return first_of_each(rows.select_related("organisation").prefetch_related("evidence"))


def first_of_each(rows: Iterable[StatusEntry]) -> dict[int, StatusEntry]:
    found: dict[int, StatusEntry] = {}
    for row in rows:
        found.setdefault(row.recommendation_id, row)
    return found


def history(recommendation: Recommendation, *, user: Any, state: str = "") -> list[StatusEntry]:
    """All that this reader may read of how its status was assessed, latest first; corrected entries included."""
    rows = StatusEntry.objects.visible_to(user).filter(
        recommendation=recommendation, state=state or recommendation.state
    )
    return list(rows.select_related("organisation", "corrected_by").prefetch_related("evidence"))


def actions_of(recommendation: Recommendation, *, user: Any, state: str = "") -> list[ImplementationAction]:
    """The actions that answer it, with their latest report first among ``reports``; of the reader's own State only."""
    rows = ImplementationAction.objects.visible_to(user).filter(recommendations=recommendation)
    rows = rows.filter(state=state or recommendation.state)
    return list(rows.select_related("lead").prefetch_related("contributors", "reports"))


def covered(state: str, *, user: Any) -> set[int]:
    """Numbers of the recommendations that a live action of the State answers; empty for other States' people."""
    rows = ImplementationAction.objects.visible_to(user).filter(state=state).live()
    return set(rows.order_by().values_list("recommendations", flat=True)) - {None}


def actions_by_recommendation(
    recommendation_ids: Iterable[int], state: str, *, user: Any
) -> dict[int, list[ImplementationAction]]:
    """For a list: the actions of each recommendation, in two queries however many there are."""
    wanted = Recommendation.objects.filter(pk__in=list(recommendation_ids)).only("pk")
    rows = ImplementationAction.objects.visible_to(user).filter(state=state, recommendations__in=wanted).distinct()
    found: dict[int, list[ImplementationAction]] = defaultdict(list)
    for action in rows.select_related("lead").prefetch_related(Prefetch("recommendations", wanted, "served")):
        for one in action.served:
            found[one.pk].append(action)
    return found


def report_text(recommendation: Recommendation, *, user: Any, state: str = "") -> str:
    """One plain paragraph for reports and the last column of the thematic list: the status in words, what was done, by
    whom until when, and on what it rests. Empty where this reader knows of nothing.
    """
    entry = latest([recommendation.pk], user=user, state=state).get(recommendation.pk)
    actions = [one for one in actions_of(recommendation, user=user, state=state) if one.status != "dropped"]
    parts = [*(_status_sentences(entry) if entry else ()), *map(_action_sentence, actions)]
    if entry and (evidence := list(entry.evidence.all())):
        sources = "; ".join(f"{one.title} ({one.source}, {_day(one.dated)}): {_bare(one.shows)}" for one in evidence)
        parts.append(_("Sources: %(sources)s.") % {"sources": sources})
    return " ".join(parts)


def _status_sentences(entry: StatusEntry) -> Sequence[str]:
    said = _("Assessment of the State as of %(day)s: %(words)s.") % {
        "day": _day(entry.on), "words": entry.scale.name.lower(),
    }  # fmt: skip
    return (said, _ended(entry.note)) if entry.note else (said,)


def _action_sentence(action: ImplementationAction) -> str:
    facts = [action.lead_label, action.get_status_display().lower()]
    if action.due_on:
        facts.append(_("by %(day)s") % {"day": _day(action.due_on)})
    said = f"{_bare(action.title)} ({', '.join(filter(None, facts))})."
    report: ActionReport | None = next(iter(action.reports.all()), None)
    return f"{said} {_ended(report.done)}" if report else said


def _day(day: Any) -> str:
    return date_format(day, "DATE_FORMAT")


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".。")


def _ended(text: str) -> str:
    plain = " ".join(text.split())
    return plain if plain.endswith((".", "!", "?", "。", "؟")) else f"{plain}."
