import json

import pytest

from comity.commitments.models import Cluster, Recommendation
from tests.commitments.drafts import draft, take

pytestmark = pytest.mark.django_db
TEXTS = ("Ratify ICRMW", "Publish a cadastre of caves", "Consider ratifying the ICRMW", "Ratify ICRMW.")


@pytest.fixture
def numbers():
    take(draft(number, text=text) for number, text in enumerate(TEXTS, start=1))
    take([draft(9, states=["NOR"], text="Ratify ICRMW")])
    return list(Recommendation.objects.filter(state="SVN").order_by("id").values_list("id", flat=True))


def test_the_answer_is_one_json_document_with_the_ids_of_the_list(comity, document, numbers):
    (one,) = document("cluster", "--state", "SVN")
    assert list(one) == ["cluster", "label", "members", "why"]
    assert one["members"] == [numbers[0], numbers[2], numbers[3]]
    assert "CMW" in one["why"]
    listed = [
        json.loads(line)["id"] for line in comity("list", "recommendations", "--state", "SVN").stdout.splitlines()
    ]
    assert set(one["members"]) < set(listed)


def test_people_read_groups_and_a_count(comity, numbers):
    shown = comity("cluster", "--state", "Slovenia").stdout
    assert "1. Ratify: convention on the rights of migrant workers (ICRMW)" in shown
    assert "Clusters: 1. Recommendations in them: 3." in shown


def test_it_writes_nothing(comity, numbers):
    comity("cluster", "--state", "SVN")
    assert not Cluster.objects.exists()


def test_a_state_without_recommendations_has_no_clusters(document):
    assert document("cluster", "--state", "VUT") == []


def test_an_unknown_state_is_a_sentence(comity):
    result = comity("cluster", "--state", "Atlantis")
    assert result.exit_code == 1
    assert "There is no State “Atlantis”" in result.stderr


def test_no_state_is_wrong_use(comity):
    assert comity("cluster").exit_code == 2
