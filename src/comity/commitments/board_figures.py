"""Figures of one State's follow-up, counted from its board. Never two States side by side: there is no ranking."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from comity.commitments.board import NOT_ASSESSED, FollowUpBoard, institutions_of
from comity.commitments.enums import LIVE, ActionStatus
from comity.commitments.facet_table import facets
from comity.commitments.followup import entries
from comity.commitments.indexing import COLLECTION
from comity.commitments.models import Recommendation
from comity.reference.folding import fold
from comity.search.index import Index

THEMES, YEARS = 12, 6
STEPS = (  # a picture has four shades; the board has every step of the scale
    (("A",), gettext_lazy("Largely satisfactory")),
    (("B",), gettext_lazy("Partly satisfactory")),
    (("C", "E"), gettext_lazy("Not satisfactory, or contrary")),
    (("D", NOT_ASSESSED), gettext_lazy("No information, or not assessed")),
)
SERIES = tuple(label for _codes, label in STEPS)
Rows = list[dict[str, Any]]
Link = Callable[..., str]  # parameters of the board to its address


def by_facet(board: FollowUpBoard, name: str, link: Link, most: int | None = None) -> Rows:
    """One row a value of the register's filter ``name``, split by status; the most frequent where ``most`` is given."""
    index, facet = Index(COLLECTION), facets()[name]
    sets = [BitMap().union(*(board.sets["status"][code] for code in codes)) for codes, _label in STEPS]
    split = [index.count_by(name, part & board.everything) for part in sets]
    total: Counter[str] = Counter()
    for part in split:
        total.update(part)
    chosen = [value for value, _count in sorted(total.items(), key=lambda one: (-one[1], one[0]))][:most]
    shown = facet.order((value, facet.show(value, board.language), total[value]) for value in chosen)
    return [
        {
            "label": label,
            "url": link(**{name: value}),
            "counts": [part.get(value, 0) for part in split],
            "urls": [link(**{name: value}, status=codes) for codes, _label in STEPS],
        }
        for value, label, _count in shown
    ]


def over_time(board: FollowUpBoard) -> Rows:
    """What stood at the end of each of the last years, of the recommendations that there were by then."""
    today = timezone.localdate()
    days = [date(year, 12, 31) for year in range(today.year - YEARS + 1, today.year)]
    said = (
        list(entries(board.user, board.state).values_list("recommendation", "grade", "on")) if board.everything else []
    )
    made = dict(Recommendation.objects.filter(pk__in=list(board.everything)).values_list("pk", "date"))
    return [_on(day, said, made) for day in [*days, today]]


def _on(day: date, said: Iterable[tuple[int, str, date]], made: dict[int, date | None]) -> dict[str, Any]:
    stood: dict[int, str] = {}
    for number, grade, on in said:  # the latest come first
        if on <= day:
            stood.setdefault(number, grade)
    there = [number for number, since in made.items() if since is None or since <= day]
    counts = Counter(stood.get(number, NOT_ASSESSED) for number in there)
    label = _("today") if day == timezone.localdate() else str(day.year)
    return {"label": label, "counts": [sum(counts[code] for code in codes) for codes, _label in STEPS]}


OVERDUE_SERIES = (
    gettext_lazy("last day has passed"), gettext_lazy("planned or under way"), gettext_lazy("done"),
)  # fmt: skip


def by_institution(board: FollowUpBoard, link: Link) -> Rows:
    """Actions by institution, in alphabetical order: what is late, what goes on, what is done."""
    rows: dict[str, tuple[str, list[int]]] = {}
    for action in board.actions:
        if action.status in LIVE:
            place = 0 if action.is_overdue() else 2 if action.status == ActionStatus.DONE else 1
            for value, label in institutions_of(action).items():
                rows.setdefault(value, (label, [0, 0, 0]))[1][place] += 1
    ordered = sorted(rows.items(), key=lambda one: fold(one[1][0]))
    return [{"label": label, "url": link(institution=value), "counts": counts} for value, (label, counts) in ordered]


def coverage(board: FollowUpBoard, link: Link) -> Rows:
    """Recommendations with and without a live action, by mechanism."""
    index, facet = Index(COLLECTION), facets()["mechanism"]
    covered = index.count_by("mechanism", board.sets["action"]["with"] & board.everything)
    bare = index.count_by("mechanism", board.sets["action"]["without"])
    shown = facet.order((one, facet.show(one, board.language), 0) for one in {*covered, *bare})
    return [
        {
            "label": label,
            "url": link(mechanism=value),
            "counts": [covered.get(value, 0), bare.get(value, 0)],
            "urls": [link(mechanism=value, action="with"), link(mechanism=value, action="without")],
        }
        for value, label, _count in shown
    ]
