"""Worklists over the follow-up: a row shows the assessment that stands, its newest source, and the one action.

What a ministry changes becomes what its people could have written on the pages: a new assessment as of today, with the
sources of the one before it; a changed action, or a new one where there is none. The verbs of follow-up decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from comity.commitments import followup
from comity.commitments.domain.followup_actions import change_action, plan_action
from comity.commitments.domain.followup_evidence import Source
from comity.commitments.domain.followup_status import record_status
from comity.commitments.grades import grades
from comity.commitments.models import ImplementationAction, Recommendation, StatusEntry
from comity.kernel.errors import Incomplete, NotPossible
from comity.kernel.roles import Person
from comity.people.models import Organisation
from comity.reference.models import State

ASSESSMENT = frozenset({"status", "done"})
EVIDENCE = {"evidence_title": "title", "evidence_source": "source", "evidence_date": "dated", "evidence_shows": "shows"}
ACTION = frozenset({"institution", "indicator", "due"})
LONGEST_TITLE = 200

Found = tuple[StatusEntry | None, list[ImplementationAction]]


class FollowUpStore:
    """Answers of worklists as follow-up keeps them (protocol ``worklist_store.WorklistStore``)."""

    def statuses(self) -> Sequence[tuple[str, str]]:
        return [(grade.code, grade.name) for grade in grades().values()]

    def answers(
        self, recommendations: Iterable[Recommendation], *, user: Any
    ) -> Mapping[int, tuple[dict[str, str], str]]:
        return {pk: (_answers(*found), _version(*found)) for pk, found in _found(recommendations, user).items()}

    def apply(self, recommendation: Recommendation, answers: Mapping[str, str], *, version: str, by: Person) -> None:
        del version  # compared in this very transaction, with the recommendation locked
        entry, actions = _found([recommendation], by)[recommendation.pk]
        wanted = {**_answers(entry, actions), **answers}
        if ASSESSMENT.union(EVIDENCE).intersection(answers):
            _assess(recommendation, entry, wanted, by)
        if ACTION.intersection(answers):
            _plan(recommendation, actions, wanted, by)


def _found(recommendations: Iterable[Recommendation], user: Any) -> dict[int, Found]:
    by_state: dict[str, list[int]] = {}
    for row in recommendations:
        by_state.setdefault(row.state, []).append(row.pk)
    found: dict[int, Found] = {}
    for state, numbers in by_state.items():
        entries = followup.latest(numbers, user=user, state=state)
        actions = followup.actions_by_recommendation(numbers, state, user=user)
        for pk in numbers:
            found[pk] = entries.get(pk), [one for one in actions.get(pk, ()) if one.is_going_on]
    return found


def _answers(entry: StatusEntry | None, actions: list[ImplementationAction]) -> dict[str, str]:
    said: dict[str, str] = {}
    if entry:
        said |= {"status": entry.grade, "done": entry.note}
        if sources := _sources(entry):
            newest = sources[-1]
            said |= {name: _plain(getattr(newest, attribute)) for name, attribute in EVIDENCE.items()}
    if len(actions) == 1:
        (action,) = actions
        said |= {"institution": action.lead_label, "indicator": action.indicator, "due": _plain(action.due_on)}
    return {name: value for name, value in said.items() if value}


def _sources(entry: StatusEntry) -> list[Source]:
    """Oldest first."""
    rows = sorted(entry.evidence.all(), key=lambda row: (row.dated, row.pk))
    return [Source(row.title, row.source, row.dated, row.shows) for row in rows]


def _version(entry: StatusEntry | None, actions: list[ImplementationAction]) -> str:
    return "/".join([str(entry.pk if entry else ""), *(f"{one.pk}.{one.row_version}" for one in actions)])


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _assess(recommendation: Recommendation, entry: StatusEntry | None, wanted: dict[str, str], by: Person) -> None:
    if not wanted.get("status"):
        raise Incomplete(_("Choose a status; without one, what was done and its evidence have no place."))
    earlier = _sources(entry)[:-1] if entry else []
    given = [wanted.get(name, "") for name in EVIDENCE]
    if any(given) and not wanted.get("evidence_date"):
        raise Incomplete(_("Give the date of the source."))
    day = date.fromisoformat(wanted["evidence_date"]) if any(given) else None
    new = [Source(given[0], given[1], day, given[3])] if day else []
    record_status(
        recommendation, state=recommendation.state, grade=wanted["status"], on=timezone.localdate(), by=by,
        note=wanted.get("done", ""), evidence=[*earlier, *new],
    )  # fmt: skip


def _plan(
    recommendation: Recommendation, actions: list[ImplementationAction], wanted: dict[str, str], by: Person
) -> None:
    if len(actions) > 1:
        raise NotPossible(_("Several actions answer this recommendation; change them on their own pages."))
    lead, lead_name = _institution(recommendation.state, wanted.get("institution", ""))
    due = wanted.get("due", "")
    fields = {
        "lead": lead, "lead_name": lead_name, "indicator": wanted.get("indicator", ""),
        "due_on": date.fromisoformat(due) if due else None,
    }  # fmt: skip
    if actions:
        change_action(actions[0], fields=fields, by=by, expected=actions[0].row_version)
        return
    title = " ".join(recommendation.text.split())
    cut = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    plan_action(
        state=State.objects.get(pk=recommendation.state), fields={**fields, "title": cut}, by=by,
        recommendations=[recommendation.pk],
    )  # fmt: skip


def _institution(state: str, name: str) -> tuple[Organisation | None, str]:
    """An institution of the State that has this name in any language, else the name as it was written."""
    for organisation in Organisation.objects.filter(state=state):
        if name and name in {organisation.name, *organisation.names.values()}:
            return organisation, ""
    return None, name
