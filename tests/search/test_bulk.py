import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.commitments.models import Recommendation
from comity.search import bulk
from comity.search.models import Posting

pytestmark = pytest.mark.django_db

TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=40) | st.text(
    st.sampled_from("\x1c\x1d\x1e\x1f\\\t\n\rNx'\"é教"), max_size=20
)


def row(number: int, text: str, rank: int | None) -> tuple[object, ...]:
    values = {
        "id": number, "key": f"k{number}", "fingerprint": "0" * 32, "kind": "recommendation", "source": "uhri",
        "state": "SVN", "text": text, "language": "en", "action_rank": rank, "themes": json.dumps([text]),
        "session": None, "cycle": None, "date": None, "imported_by_id": None, "extra": "{}",
    }  # fmt: skip
    lists = dict.fromkeys(("also_states", "recommending_states", "affected_persons", "sdgs", "issues"), "[]")
    return tuple({**lists, **values}.get(column, "") for column in bulk.columns(Recommendation))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(TEXTS, st.none() | st.integers(0, 9)), max_size=6))
def test_every_text_comes_back_as_it_was_written(given_rows):
    Recommendation.objects.all().delete()
    bulk.insert(Recommendation, [row(place, *values) for place, values in enumerate(given_rows, 1)])
    found = Recommendation.objects.order_by("id").values_list("text", "action_rank", "themes", "session")
    assert list(found) == [(text, rank, [text], None) for text, rank in given_rows]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.binary(max_size=30), st.binary(max_size=30)), max_size=5), TEXTS)
def test_bytes_come_back_as_they_were_written(given_rows, value):
    Posting.objects.all().delete()
    rows = [("things", "text", f"{value}{place}", place, *pair) for place, pair in enumerate(given_rows)]
    bulk.insert(Posting, rows)
    found = Posting.objects.order_by("block").values_list("value", "bitmap", "places")
    assert [(value, bytes(one), bytes(two)) for value, one, two in found] == [row[2:3] + row[4:] for row in rows]


def test_more_rows_than_are_written_at_once():
    count = 2 * bulk.TOGETHER + 1
    bulk.insert(Recommendation, (row(place, f"text {place}", None) for place in range(1, count + 1)))
    assert Recommendation.objects.count() == count
    assert Recommendation.objects.get(pk=count).text == f"text {count}"
