import pytest

from comity.commitments.domain.reindex import index_is_outdated, rebuild_index
from comity.commitments.facets import RecommendationSearch
from comity.commitments.models import Recommendation
from comity.search.models import IndexState, Posting
from comity.search.places import read
from tests.commitments.drafts import draft, take, varied

pytestmark = pytest.mark.django_db


def _postings() -> dict[tuple[str, str], object]:
    rows = Posting.objects.values_list("field", "value", "bitmap", "places")
    return {(field, value): (read(records), read(places)) for field, value, records, places in rows}


def test_a_rebuilt_index_is_the_one_that_imports_made() -> None:
    take(varied())
    take([draft(1, text="Garantizar escuelas", language="es"), draft(2, text="Now something else")])
    before = _postings()
    assert rebuild_index() == 8
    assert _postings() == before


def test_rebuilding_finds_what_was_written_without_the_index() -> None:
    take(varied())
    Recommendation.objects.filter(key="uhri:1").update(text="Plant trees")
    assert RecommendationSearch({"q": "trees"}, None).total == 0
    rebuild_index()
    assert RecommendationSearch({"q": "trees"}, None).total == 1


def test_an_index_of_an_older_analyser_is_noticed() -> None:
    assert not index_is_outdated()
    take(varied())
    assert not index_is_outdated()
    IndexState.objects.update(analyzer_version=0)
    assert index_is_outdated()
    rebuild_index()
    assert not index_is_outdated()
