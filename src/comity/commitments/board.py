"""A State's follow-up board: one query object over its recommendations, so that list, counts and export agree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import islice
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from comity.commitments.enums import LIVE
from comity.commitments.facets import FacetCounts, FacetValue, RecommendationSearch
from comity.commitments.followup import actions_by_recommendation, entries, first_of_each, latest
from comity.commitments.grades import grades
from comity.commitments.models import ImplementationAction, Recommendation, StatusEntry
from comity.commitments.models.visibility import states_of
from comity.reference.folding import fold

NOT_ASSESSED = "none"
FACETS = {
    "status": gettext_lazy("Status"),
    "action": gettext_lazy("Actions"),
    "institution": gettext_lazy("Institution"),
    "public": gettext_lazy("What the public reads"),
}
ACTION = {
    "without": gettext_lazy("without an action"),
    "with": gettext_lazy("with an action"),
    "overdue": gettext_lazy("with an action whose last day has passed"),
}
PUBLIC = {
    "nothing": gettext_lazy("nothing"),
    "this": gettext_lazy("the assessment that stands"),
    "older": gettext_lazy("an earlier assessment"),
}
OF_REGISTER = ("mechanism", "body", "session", "theme", "position", "group", "sdg")  # filters that it shares
AT_ONCE = 200
Sets = dict[str, BitMap]


@dataclass(frozen=True)
class Row:
    """One recommendation with what stands, what is planned, and what the public reads of it."""

    recommendation: Recommendation
    entry: StatusEntry | None
    actions: list[ImplementationAction]
    public: StatusEntry | None

    @property
    def live(self) -> list[ImplementationAction]:
        return [action for action in self.actions if action.status in LIVE]

    @property
    def overdue(self) -> list[ImplementationAction]:
        return [action for action in self.actions if action.is_overdue()]


class FollowUpBoard:
    """The recommendations and pledges that concern ``state``, narrowed by ``params``, for one of its own people.

    Parameters: those of the register's search, and ``status``, ``action``, ``institution``, ``public``. For everybody
    but the State's preparers and focal points the board is empty.
    """

    def __init__(self, state: str, params: Mapping[str, Any], user: Any, language: str = "en") -> None:
        self.state, self.user, self.language = state, user, language
        asked = {name: _values(params, name) for name in ("q", "sort", *OF_REGISTER)}
        self._search = RecommendationSearch({**asked, "state": [state]}, user, language)
        self.own: dict[str, tuple[str, ...]] = {}
        self.notes: list[str] = list(self._search.notes)
        for name in FACETS:
            self._choose(name, _values(params, name))
        self.query, self.sort = self._search.query, self._search.sort

    def _choose(self, name: str, given: Iterable[str]) -> None:
        known, chosen = self.sets[name], []
        for value in filter(None, given):
            if value in known:
                chosen.append(value)
            else:
                words = {"value": value[:60], "filter": FACETS[name]}
                self.notes.append(_("“%(value)s” is not a value of the filter “%(filter)s”; it was ignored.") % words)
        if chosen:
            self.own[name] = tuple(dict.fromkeys(chosen))

    # What there is

    @cached_property
    def everything(self) -> BitMap:
        """All recommendations and pledges of the State; none where the reader is not one of its people."""

        if self.state not in states_of(self.user):
            return BitMap()
        return RecommendationSearch({"state": [self.state]}, self.user, self.language).ids()

    @cached_property
    def standing(self) -> dict[int, StatusEntry]:
        """The assessment that stands, by recommendation, without its texts."""
        return first_of_each(entries(self.user, self.state).defer("note", "reason"))

    @cached_property
    def actions(self) -> list[ImplementationAction]:
        rows = ImplementationAction.objects.visible_to(self.user).filter(state=self.state)
        return list(rows.select_related("lead").prefetch_related("contributors"))

    @cached_property
    def sets(self) -> dict[str, Sets]:
        """For each own filter, the recommendations of each of its values."""
        return {
            "status": self._by_status(), "action": self._by_action(), "institution": self._by_institution(),
            "public": self._by_publication(),
        }  # fmt: skip

    def _by_status(self) -> Sets:
        found = {code: BitMap() for code in grades()}
        for number, entry in self.standing.items():
            found[entry.grade].add(number)
        return {**found, NOT_ASSESSED: self.everything - BitMap(self.standing)}

    @cached_property
    def _served(self) -> dict[int, list[int]]:
        """By action, the numbers of the recommendations that it answers."""
        found = defaultdict(list)
        through = ImplementationAction.recommendations.through.objects
        rows = through.filter(implementationaction__in=[action.pk for action in self.actions])
        for action, number in rows.values_list("implementationaction", "recommendation"):
            found[action].append(number)
        return found

    def _by_action(self) -> Sets:
        live, overdue = BitMap(), BitMap()
        for action in self.actions:
            if action.status in LIVE:
                live.update(self._served[action.pk])
            if action.is_overdue():
                overdue.update(self._served[action.pk])
        return {"without": self.everything - live, "with": live, "overdue": overdue}

    def _by_institution(self) -> Sets:
        found: defaultdict[str, BitMap] = defaultdict(BitMap)
        for action in self.actions:
            if action.status in LIVE:
                for value in institutions_of(action):
                    found[value].update(self._served[action.pk])
        return dict(found)

    def _by_publication(self) -> Sets:
        rows = StatusEntry.objects.public().filter(state=self.state).values_list("recommendation", "pk")
        public = dict(rows) if self.everything else {}
        this = BitMap(
            number for number, pk in public.items() if number in self.standing and self.standing[number].pk == pk
        )
        every = BitMap(public)
        return {"nothing": self.everything - every, "this": this, "older": every - this}

    # What was asked for

    def _narrowing(self, without: str = "") -> BitMap:
        chosen = [
            BitMap().union(*(self.sets[name][value] for value in values))
            for name, values in self.own.items()
            if name != without
        ]
        return reduce(BitMap.__and__, chosen, self.everything)

    @cached_property
    def _listed(self) -> RecommendationSearch:
        return self._search.within(self._narrowing())

    def ids(self) -> BitMap:
        return self._listed.ids()

    @property
    def total(self) -> int:
        return self._listed.total

    def pages(self, size: int = 25) -> int:
        return self._listed.pages(size)

    def permalink_query(self, **instead: str) -> str:
        """The same board as a query string; ``instead`` replaces the own filters by single values."""
        own = {name: (value,) for name, value in instead.items()} if instead else self.own
        base = "" if instead else self._search.permalink_query()
        pairs = [(name, value) for name, values in own.items() for value in values]
        start = base or urlencode({"state": self.state})
        return "&".join(part for part in (start, urlencode(pairs)) if part)

    def facets(self) -> list[FacetCounts]:
        """The own filters, then those of the register; each counts what the total would be with that value."""
        shared = {facet.name: facet for facet in self._listed.facets()}
        return [*map(self._own_facet, FACETS), *(shared[name] for name in OF_REGISTER if name in shared)]

    def _own_facet(self, name: str) -> FacetCounts:
        within = self._search.within(self._narrowing(without=name)).ids()
        chosen = self.own.get(name, ())
        values = (
            FacetValue(value, label, len(self.sets[name][value] & within), value in chosen)
            for value, label in self._labels(name).items()
        )
        return FacetCounts(name, str(FACETS[name]), tuple(one for one in values if one.count or one.selected))

    def _labels(self, name: str) -> dict[str, str]:
        """The values of an own filter in their order, in words."""
        if name == "status":
            return {**{code: str(grade) for code, grade in grades().items()}, NOT_ASSESSED: _("not assessed yet")}
        if name == "institution":
            labels = {value: label for action in self.actions for value, label in institutions_of(action).items()}
            return dict(sorted(((one, labels[one]) for one in self.sets[name]), key=lambda pair: fold(pair[1])))
        return {value: str(label) for value, label in (ACTION if name == "action" else PUBLIC).items()}

    # The list

    def page(self, number: int, size: int = 25) -> list[Row]:
        return self._rows(self._listed.page(number, size))

    def rows(self) -> Iterator[Row]:
        """Every row in order: exactly what the pages list. For exports."""
        found = self._listed.rows()
        while batch := list(islice(found, AT_ONCE)):
            yield from self._rows(batch)

    def _rows(self, records: list[Recommendation]) -> list[Row]:
        numbers = [record.pk for record in records]
        standing = latest(numbers, user=self.user, state=self.state)
        actions = actions_by_recommendation(numbers, self.state, user=self.user)
        rows = StatusEntry.objects.public().filter(state=self.state, recommendation__in=numbers)
        public = {row.recommendation_id: row for row in rows}
        return [
            Row(record, standing.get(record.pk), actions.get(record.pk, []), public.get(record.pk))
            for record in records
        ]


def institutions_of(action: ImplementationAction) -> dict[str, str]:
    """Lead and contributing institutions: value of the filter to name."""
    found = {one.code: one.name for one in action.contributors.all()}
    if action.lead:
        return {action.lead.code: action.lead.name, **found}
    return {f"={action.lead_name}": action.lead_name, **found} if action.lead_name else found


def _values(params: Mapping[str, Any], name: str) -> list[str]:
    getlist = getattr(params, "getlist", None)
    value = getlist(name) if getlist else params.get(name, [])
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
