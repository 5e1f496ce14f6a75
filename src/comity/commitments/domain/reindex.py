"""Writing the whole search index again from the register: after a new analyser, or when in doubt."""

from itertools import islice

from django.db import transaction

from comity.commitments.content import content_of
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
        further = further_texts(record.pk for record in batch)
        for record in batch:
            indexer.add(record.pk, *entry(content_of(record, record.position_code), further[record.pk]))
        count += len(batch)
    indexer.flush()
    return count


def index_is_outdated() -> bool:
    """Whether the index was written by another version of the analyser, so that some words are not found."""
    state = IndexState.objects.filter(pk=COLLECTION).first()
    return state is not None and state.analyzer_version != ANALYZER_VERSION
