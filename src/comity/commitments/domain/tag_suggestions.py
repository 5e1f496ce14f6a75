"""What the classifier says of texts, kept beside the source's tags; each newer reading replaces the older one."""

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from comity.commitments.decided import decisions_on
from comity.commitments.models import Recommendation, TagReading, TagSuggestion
from comity.commitments.rules import tagging_capacity
from comity.commitments.tag_values import imported
from comity.commitments.tagging import Classifier, Row, classifier, compared, reasons, suggested
from comity.kernel import audit
from comity.kernel.errors import NotEntitled
from comity.kernel.roles import Capacity, Person, held
from comity.search import bulk

AT_ONCE = 2_000  # texts
READ_FIELDS = ("id", "state", "also_states", "text", "language", "themes", "affected_persons", "sdgs", "issues",
               "action_rank")  # fmt: skip


class Suggested(NamedTuple):
    """How many texts were read, and how many tags are suggested for them."""

    texts: int
    tags: int


@transaction.atomic
def suggest_tags(recommendation_ids: Collection[int], *, by: Person, classify: Classifier | None = None) -> Suggested:
    """Read the texts anew and keep what is suggested. For the system after an import, and for whoever may decide.

    Changes no tag: suggestions count nowhere before a person confirms them.
    """
    given = classify or classifier()
    if given is None:
        return Suggested(0, 0)
    numbers, texts, tags = sorted(set(recommendation_ids)), 0, 0
    capacity: Capacity | None = None
    for start in range(0, len(numbers), AT_ONCE):
        rows = Recommendation.objects.filter(pk__in=numbers[start : start + AT_ONCE]).order_by("pk")
        records = list(rows.only(*READ_FIELDS))
        system = held(by.capacities(), ["system"])
        capacity = system[0] if system else may_decide(records, by)
        tags += _read(records, given)
        texts += len(records)
    if capacity:
        bulk.count_again(TagSuggestion)
        audit.append(by=capacity, action="tags.suggest", subject_type="tags", subject="suggestions",
                     texts=texts, tags=tags)  # fmt: skip
    return Suggested(texts, tags)


def may_decide(records: Iterable[Recommendation], by: Person) -> Capacity:
    """The capacity in which ``by`` decides on all of ``records``; NotEntitled where there is none."""
    capacity = tagging_capacity(by, (record.states for record in records))
    if capacity is None:
        raise NotEntitled(
            _("Only the State that is addressed, the coordinator and data stewards decide on these tags.")
        )
    return capacity


def _read(records: list[Recommendation], given: Classifier) -> int:
    """Suggestions for some texts as rows in place of the older ones; returns how many tags are suggested."""
    numbers = [record.pk for record in records]
    decided = decisions_on(numbers)
    readings: list[tuple[Any, ...]] = []
    rows: list[Row] = []
    said = given.suggest([record.text for record in records], [record.language for record in records])
    for record, one in zip(records, said, strict=True):
        readings.append((record.pk, one.model, reasons(one)))
        rows.extend(compared(record.pk, suggested(one), imported(record), decided[record.pk], given.groups))
    if numbers and TagReading.objects.filter(pk__gte=numbers[0], pk__lte=numbers[-1]).exists():
        forget_suggestions(numbers)
    bulk.insert(TagReading, readings)
    bulk.insert(TagSuggestion, rows, numbered=False)
    return sum(1 for row in rows if row[3])


def forget_suggestions(numbers: Iterable[int]) -> None:
    """Drop what was said of texts that are not what they were."""
    left = iter(numbers)
    while some := list(islice(left, AT_ONCE)):
        TagSuggestion.objects.filter(recommendation__in=some).delete()
        TagReading.objects.filter(pk__in=some).delete()


def add_missing_rows(tags: Collection[tuple[int, str, str]]) -> None:
    """Let every tag that is decided on have a row, where the text was read: the classifier did not find it."""
    numbers = {number for number, _kind, _value in tags}
    read = {
        record.pk: imported(record)
        for record in Recommendation.objects.filter(pk__in=numbers, tag_reading__isnull=False).only(*READ_FIELDS)
    }
    TagSuggestion.objects.bulk_create(
        (
            TagSuggestion(
                recommendation_id=number, kind=kind, value=value, says=False,
                imported=value in read[number][kind] if kind in read[number] else None,
            )
            for number, kind, value in tags
            if number in read and kind != "theme"
        ),
        ignore_conflicts=True,
    )  # fmt: skip
