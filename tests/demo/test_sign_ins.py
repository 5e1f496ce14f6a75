from collections import Counter

from django.test import RequestFactory

from comity.demo.content import load
from comity.demo.sign_ins import demo_sign_ins, on_sign_in_page
from comity.kernel.roles import Role


def test_sign_ins_are_one_a_role_and_one_more_for_the_second_states_own_people():
    roles = Counter(row["role"] for row in demo_sign_ins())
    assert set(roles) == set(Role.values)
    assert {role for role, count in roles.items() if count > 1} <= {Role.STATE_PREPARER, Role.STATE_FOCAL_POINT}
    states = {record["code"]: record["state"] for record in load("organisations")}
    shown = [person for person in load("people") if person["on_sign_in_page"]]
    assert max(Counter((person["role"], states[person["organisation"]]) for person in shown).values()) == 1


def test_organisations_are_named_in_the_readers_language():
    names = {row["email"]: row["organisation"] for row in demo_sign_ins("ar")}
    assert "المفوض" in names["desk@ohchr.example"] or "مفوضية" in names["desk@ohchr.example"]


def test_sign_ins_reach_the_sign_in_page_of_a_demonstration_only(settings):
    page = RequestFactory().get("/en/account/login/")
    settings.DEMO = False
    assert on_sign_in_page(page) == {}
    settings.DEMO = True
    assert on_sign_in_page(RequestFactory().get("/en/")) == {}
    assert len(on_sign_in_page(page)["demo_sign_ins"]) == len(demo_sign_ins())
