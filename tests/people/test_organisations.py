"""Organisations: added and corrected by system administrators; nothing contradicts the people who are in them."""

import pytest

from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.people.domain.organisations import add_organisation, change_organisation
from comity.people.enums import ROLES_BY_TYPE, OrganisationType
from comity.people.models import Organisation

FACTS = {"names": {"en": "Council of Schools", "ar": " "}, "kind": "cso", "state": None, "website": ""}


def test_administrator_adds_an_organisation(w):
    kept = add_organisation(code="schools", by=w.administrator, **FACTS)
    assert (kept.names, kept.type, kept.state) == ({"en": "Council of Schools"}, "cso", None)


@pytest.mark.parametrize("who", ["coordinator", "focal_point", "clearer"])
def test_nobody_else_adds_or_changes_one(w, who):
    with pytest.raises(NotEntitled):
        add_organisation(code="schools", by=getattr(w, who), **FACTS)
    with pytest.raises(NotEntitled):
        change_organisation(organisation=w.agency, by=getattr(w, who), **FACTS)
    assert not Organisation.objects.filter(code="schools").exists()


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        ({"names": {"en": "  "}}, Incomplete, "a name in at least one language"),
        ({"kind": "club"}, NotPossible, "Choose the type"),
        ({"kind": "state-agency"}, Incomplete, "Name the State"),
    ],
)
def test_incomplete_facts_are_refused(w, changes, error, sentence):
    with pytest.raises(error, match=sentence):
        add_organisation(code="schools", by=w.administrator, **{**FACTS, **changes})


def test_code_is_there_once(w):
    with pytest.raises(NotPossible, match="already"):
        add_organisation(code="agency", by=w.administrator, **FACTS)


def test_type_cannot_change_under_the_roles_of_its_people(w):
    with pytest.raises(NotPossible, match="Provider officer"):
        change_organisation(organisation=w.agency, by=w.administrator, **{**FACTS, "kind": "nhri"})
    assert Organisation.objects.get(pk=w.agency.pk).type == "un-entity"


def test_state_cannot_change_under_its_focal_point(w):
    facts = {**FACTS, "kind": "state-mission", "state": w.norway}
    with pytest.raises(NotPossible, match="act for the present State"):
        change_organisation(organisation=w.mission, by=w.administrator, **facts)


def test_name_follows_the_readers_language(w):
    assert w.agency.name == "Agency"
    assert Organisation(code="x", names={"fr": "Conseil"}).name == "Conseil"
    assert Organisation(code="x", names={}).name == "x"


def test_every_type_has_roles():
    assert set(ROLES_BY_TYPE) == set(OrganisationType)
