"""What follows an import: suggested tags for each text that is new or changed, and clusters of each State concerned."""

from collections.abc import Collection
from dataclasses import dataclass
from time import perf_counter

from django.db import transaction
from django_tasks import task

from comity.commitments.domain.cluster_changes import lock
from comity.commitments.domain.report import Report
from comity.commitments.domain.suggesting import suggest_clusters
from comity.commitments.domain.tag_suggestions import suggest_tags
from comity.commitments.models import Recommendation
from comity.commitments.tagging import Classifier
from comity.kernel.roles import Person, System
from comity.reference.models import State

AT_ONCE = 50_000  # new or changed texts that are read in the import's own transaction
STATES_AT_ONCE = 10_000
SYSTEM = System("understanding")


@dataclass
class Understood:
    """What was read: texts, tags suggested, clusters suggested in how many States, and the seconds it took.

    ``later``: texts that the background worker will read.
    """

    texts: int = 0
    tags: int = 0
    clusters: int = 0
    states: int = 0
    seconds: float = 0.0
    later: int = 0


@transaction.atomic
def understand(numbers: Collection[int], *, by: Person = SYSTEM, classify: Classifier | None = None) -> Understood:
    """Suggest tags for these recommendations, and clusters anew for their States that the installation knows."""
    begun = perf_counter()
    states = _states(numbers)
    for state in states:  # all before the first line of the audit, in one order: whoever changes clusters does the same
        lock(state)
    read = suggest_tags(numbers, by=by, classify=classify)
    clusters = sum(suggest_clusters(state, by=by).suggestions for state in states)
    return Understood(read.texts, read.tags, clusters, len(states), perf_counter() - begun)


def _states(numbers: Collection[int]) -> list[str]:
    ordered = sorted(numbers)
    addressed: set[str] = set()
    for start in range(0, len(ordered), STATES_AT_ONCE):
        rows = Recommendation.objects.filter(pk__in=ordered[start : start + STATES_AT_ONCE])
        addressed.update(rows.values_list("state", flat=True).distinct().order_by())
    return sorted(State.objects.filter(pk__in=addressed).values_list("pk", flat=True))


class AfterImport:
    """For ``read_and_import(…, then=…)``: understands what the file brought, at once or, if it is much, later."""

    def __init__(self, classify: Classifier | None = None) -> None:
        self.understood = Understood()
        self._classify = classify

    def __call__(self, report: Report) -> None:
        run = report.run
        if run is not None and len(report.fresh) > AT_ONCE:
            transaction.on_commit(lambda: understand_later.enqueue(run))
            self.understood = Understood(later=len(report.fresh))
        elif report.fresh:
            self.understood = understand(list(report.fresh), classify=self._classify)


@task()
def understand_later(run: int) -> int:
    """Understand what an import brought; returns how many texts were read."""
    numbers = list(Recommendation.objects.filter(imported_by=run).values_list("pk", flat=True))
    return understand(numbers).texts
