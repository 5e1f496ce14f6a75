import datetime as dt
import time

import pytest
from django.utils import timezone
from django.utils.translation import override

from comity.reference.domain.load import load_reference, write_states
from comity.reference.models import (
    Body,
    DataRelease,
    Instrument,
    Issue,
    PersonsGroup,
    Provision,
    SdgGoal,
    SdgIndicator,
    SdgTarget,
    Sector,
    State,
    StateGroup,
    Theme,
    TreatyStatus,
    UprSession,
)
from comity.reference.queries import alphabetical

pytestmark = pytest.mark.django_db


def test_load_fills_every_table_fast():
    begun = time.perf_counter()
    report = load_reference()
    assert time.perf_counter() - begun < 3
    assert report.updated == report.deleted == 0
    assert State.objects.states().count() == 195
    assert State.objects.filter(kind="other").count() == 6
    assert Instrument.objects.count() == 23
    assert Provision.objects.filter(instrument="CRC").count() == 13
    assert (SdgGoal.objects.count(), SdgTarget.objects.count(), SdgIndicator.objects.count()) == (17, 169, 12)
    assert Theme.objects.filter(current=True).count() == 100
    assert PersonsGroup.objects.filter(current=True).count() == 28
    assert Issue.objects.count() == 54
    assert Body.objects.filter(mechanism="treaty-body").count() == 12
    assert Sector.objects.filter(active=True).count() == 15
    assert UprSession.objects.count() == 54
    assert TreatyStatus.objects.filter(instrument="CRC", status="party", state__kind="member").count() == 192
    assert DataRelease.objects.count() == len(report.loaded) == 10


def test_second_load_writes_nothing_even_when_it_compares_everything():
    load_reference()
    loaded_at = dict(DataRelease.objects.values_list("name", "loaded_at"))
    for only_if_changed in (True, False):
        report = load_reference(only_if_changed=only_if_changed)
        assert (report.created, report.updated, report.deleted) == (0, 0, 0)
    assert report.unchanged > 4000
    assert dict(DataRelease.objects.values_list("name", "loaded_at")) == loaded_at


def test_load_mends_what_was_changed_by_hand():
    load_reference()
    State.objects.filter(code="NOR").update(regional_group="african")
    StateGroup.objects.create(state_id="NOR", group="LDC", since=dt.date(2001, 1, 1))
    TreatyStatus.objects.filter(state="NOR", instrument="CRC").delete()
    report = load_reference(only_if_changed=False)
    assert (report.created, report.updated, report.deleted) == (1, 1, 1)
    assert State.objects.get(code="NOR").regional_group == "western-european-and-others"


def test_load_takes_a_file_up_again_when_the_database_holds_another_release():
    load_reference()
    DataRelease.objects.filter(name="themes").update(digest="older")
    Theme.objects.filter(code="right-to-education").update(name="Education")
    report = load_reference()
    assert report.loaded == ["themes"]
    assert report.updated == 1


def test_fictional_states_survive_a_load():
    load_reference()
    record = {
        "code": "XQQ", "iso2": "XQ", "m49": "", "kind": "member", "fictional": True, "names": {"en": "Quillonia"},
        "formal": "", "groups": [{"group": "LDC", "from": "1994-01-01", "to": None, "verified": False}],
    }  # fmt: skip
    assert write_states([record]).created == 2
    assert write_states([record]).unchanged == 2
    load_reference(only_if_changed=False)
    assert State.objects.states().count() == 196
    assert State.objects.get(code="XQQ").in_group("LDC")


@pytest.mark.parametrize(
    ("code", "group", "day", "member"),
    [
        ("BTN", "LDC", "1971-11-17", False),
        ("BTN", "LDC", "1971-11-18", True),
        ("BTN", "LDC", "2023-12-12", True),
        ("BTN", "LDC", "2023-12-13", False),
        ("VUT", "LDC", "2020-12-04", False),
        ("VUT", "SIDS", "2020-12-04", True),
        ("NPL", "LLDC", "1990-01-01", True),
        ("NOR", "LDC", "2020-01-01", False),
    ],
)
def test_groups_are_dated(code, group, day, member):
    load_reference()
    on = dt.date.fromisoformat(day)
    assert State.objects.get(code=code).in_group(group, on=on) is member
    assert State.objects.in_group(group, on=on).filter(code=code).exists() is member


def test_groups_today_have_their_known_sizes():
    load_reference()
    today = timezone.localdate()
    assert State.objects.in_group("LDC").count() == State.objects.in_group("LDC", on=today).count() == 44
    assert State.objects.in_group("LLDC").count() == 32
    assert State.objects.in_group("LDC", on=dt.date(2014, 6, 1)).count() == 48


def test_names_follow_the_readers_language():
    load_reference()
    state, goal = State.objects.get(code="CIV"), SdgGoal.objects.get(code="4")
    with override("ru"):
        assert state.name == str(state) == "Кот-д’Ивуар"
        assert goal.name == "Качественное образование"
    with override("de"):
        assert state.name == "Côte d'Ivoire"


def test_alphabetical_order_ignores_accents_and_follows_the_language():
    load_reference()
    states = State.objects.filter(code__in=["EGY", "ETH", "ECU", "DEU", "DZA"])
    with override("fr"):  # Algérie, Allemagne, Égypte, Équateur, Éthiopie
        assert [state.code for state in alphabetical(states)] == ["DZA", "DEU", "EGY", "ECU", "ETH"]
    with override("en"):
        assert [state.code for state in alphabetical(states)] == ["DZA", "ECU", "EGY", "ETH", "DEU"]


def test_review_of_a_state_is_found_from_both_sides():
    load_reference()
    session = UprSession.objects.get(number=20)
    assert session.cycle == 2
    assert session.starts_on == dt.date(2014, 10, 27)
    assert session.complete
    assert State.objects.get(code="SVN") in session.states.all()
    assert [found.number for found in State.objects.get(code="SVN").upr_sessions.all()] == [7, 20, 34, 48]
