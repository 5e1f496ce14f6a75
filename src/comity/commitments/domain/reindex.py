"""Writing the search index again from the register: all of it after a new analyser, or records whose tags changed."""

from collections.abc import Mapping
from itertools import islice

from django.db import transaction

from comity.commitments.content import content_of
from comity.commitments.decided import Decisions, decisions_on, with_decisions
from comity.commitments.domain.translations import further_texts
from comity.commitments.indexing import COLLECTION, entry
from comity.commitments.models import Recommendation
from comity.search.analysis import ANALYZER_VERSION
from comity.search.indexer import Indexer
from comity.search.models import IndexState

AT_ONCE = 2_000


@transaction.atomic
def rebuild_index() -> int:
    """Replace the index by one made from the records as they are; returns how many there are. Changes no record."""
    indexer = Indexer(COLLECTION)
    indexer.clear()
    records = Recommendation.objects.order_by("id").iterator(chunk_size=AT_ONCE)
    count = 0
    while batch := list(islice(records, AT_ONCE)):
        numbers = [record.pk for record in batch]
        further, decided = further_texts(numbers), decisions_on(numbers)
        for record in batch:
            content = with_decisions(content_of(record, record.position_code), decided[record.pk])
            indexer.add(record.pk, *entry(content, further[record.pk]))
        count += len(batch)
    indexer.flush()
    return count


def index_decisions(indexer: Indexer, before: Mapping[int, Decisions]) -> None:
    """Index records as they are decided now. ``before``: the decisions with which each stands in the index."""
    further, after = further_texts(before), decisions_on(before)
    for number, record in Recommendation.objects.in_bulk(list(before)).items():
        content = content_of(record, record.position_code)
        was, now = with_decisions(content, before[number]), with_decisions(content, after[number])
        if was != now:
            indexer.remove(number, *entry(was, further[number]))
            indexer.add(number, *entry(now, further[number]))
    indexer.flush()


def index_is_outdated() -> bool:
    """Whether the index was written by another version of the analyser, so that some words are not found."""
    state = IndexState.objects.filter(pk=COLLECTION).first()
    return state is not None and state.analyzer_version != ANALYZER_VERSION
