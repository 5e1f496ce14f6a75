"""Deciding on tags: confirm, reject, add; several at once, and each act can be undone.

Nothing is overwritten: a decision is a new row, and so is its undo. What the search finds follows at once.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from comity.commitments.decided import Decisions, decisions_on
from comity.commitments.domain.reindex import index_decisions
from comity.commitments.domain.tag_suggestions import READ_FIELDS, add_missing_rows, may_decide, suggest_tags
from comity.commitments.indexing import COLLECTION
from comity.commitments.models import Recommendation, TagBatch, TagDecision, TagSuggestion
from comity.commitments.tag_values import imported, known
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotPossible
from comity.kernel.roles import Capacity, Person, identity
from comity.search.indexer import Indexer

__all__ = ["MOST", "Tag", "decide_several", "decide_tags", "suggest_tags", "undo_decisions"]

MOST = 1_000  # tags in one act
Verdict = TagDecision.Verdict


class Tag(NamedTuple):
    recommendation: int
    kind: str
    value: str


def decide_tags(recommendation_ids: Collection[int], *, kind: str, value: str, verdict: str, by: Person) -> TagBatch:
    """Say of several recommendations that one tag applies (confirmed, added), or that it does not (rejected)."""
    return decide_several([Tag(number, kind, value) for number in recommendation_ids], verdict=verdict, by=by)


@transaction.atomic
def decide_several(tags: Iterable[Tag], *, verdict: str, by: Person) -> TagBatch:
    """The same for any tags, as one act that one undo takes back.

    Whether a tag that applies was "confirmed" or "added" follows from whether the source or the classifier had it.
    """
    if verdict not in Verdict.values:
        raise NotPossible(_("Say whether the tags apply or not."))
    wanted = _wanted(tags)
    indexer = Indexer(COLLECTION)  # decisions and imports follow one another
    records = _records({tag.recommendation for tag in wanted})
    capacity = may_decide(records.values(), by)
    read = [_known(tag, records[tag.recommendation]) for tag in wanted]
    before = decisions_on(records)
    batch = _begin(by, capacity)
    verdicts = _verdicts(read, records, verdict)
    TagDecision.objects.bulk_create(
        TagDecision(
            batch=batch, recommendation_id=tag.recommendation, kind=tag.kind, value=tag.value, verdict=verdicts[tag]
        )
        for tag in read
    )
    add_missing_rows(read)
    index_decisions(indexer, _whole(records, before))
    audit.append(by=capacity, action="tags.decide", subject_type="tag-batch", subject=batch.pk, verdict=verdict,
                 tags=len(read), recommendations=len(records))  # fmt: skip
    return batch


@transaction.atomic
def undo_decisions(batch: TagBatch | int, *, by: Person) -> TagBatch:
    """Lift what was decided in one act: what stood before it stands again. Returns the batch that says so."""
    number = batch if isinstance(batch, int) else batch.pk
    indexer = Indexer(COLLECTION)
    undone = TagBatch.objects.filter(pk=number, lifts__isnull=True).first()
    if undone is None:
        raise NotPossible(_("There is no such decision."))
    records = _records(set(undone.decisions.values_list("recommendation", flat=True)))
    capacity = may_decide(records.values(), by)
    if TagBatch.objects.filter(lifts=undone).exists():
        raise NotPossible(_("This was taken back already."))
    before = decisions_on(records)
    lifting = _begin(by, capacity, lifts=undone)
    index_decisions(indexer, _whole(records, before))
    audit.append(by=capacity, action="tags.undo", subject_type="tag-batch", subject=lifting.pk, lifts=undone.pk)
    return lifting


def _wanted(tags: Iterable[Tag]) -> list[Tag]:
    wanted = list(dict.fromkeys(tags))
    if not wanted:
        raise Incomplete(_("Choose at least one tag."))
    if len(wanted) > MOST:
        raise NotPossible(_("At most %(most)s tags can be decided on at once.") % {"most": MOST})
    return wanted


def _records(numbers: set[int]) -> dict[int, Recommendation]:
    found = {row.pk: row for row in Recommendation.objects.filter(pk__in=numbers).order_by("pk").only(*READ_FIELDS)}
    if len(found) != len(numbers):
        raise NotPossible(_("There is no such recommendation."))
    return found


def _known(tag: Tag, record: Recommendation) -> Tag:
    """The tag with its value's code; values outside the vocabulary only where the source itself gave them."""
    if tag.value in imported(record).get(tag.kind, ()):
        return tag
    value = known(tag.kind, tag.value)
    if value is None:
        raise NotPossible(_("“%(value)s” is not a value of this kind of tag.") % {"value": tag.value[:60]})
    return Tag(tag.recommendation, tag.kind, value)


def _begin(by: Person, capacity: Capacity, lifts: TagBatch | None = None) -> TagBatch:
    return TagBatch.objects.create(
        by_id=identity(by), role=capacity.role, organisation_id=capacity.organisation_id, lifts=lifts
    )


def _verdicts(tags: list[Tag], records: Mapping[int, Recommendation], verdict: str) -> dict[Tag, str]:
    if verdict == Verdict.REJECTED:
        return dict.fromkeys(tags, str(Verdict.REJECTED))
    rows = TagSuggestion.objects.filter(recommendation__in=records, says=True)
    said = set(rows.values_list("recommendation", "kind", "value"))
    said |= {
        (number, kind, value)
        for number, record in records.items()
        for kind, values in imported(record).items()
        for value in values
    }
    return {tag: str(Verdict.CONFIRMED if tuple(tag) in said else Verdict.ADDED) for tag in tags}


def _whole(records: Iterable[int], decisions: Mapping[int, Decisions]) -> dict[int, Decisions]:
    return {number: decisions[number] for number in records}
