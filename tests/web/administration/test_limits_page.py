from django.urls import reverse

from comity.kernel.deadlines import DEFAULTS
from comity.web.administration.limits import holders
from tests.web.browser import Browser


def test_every_limit_is_listed_with_days_and_duty_holder(w):
    rows = Browser(w.coordinator).get("limits").context["rows"]
    assert [row["limit"].name for row in rows] == [default.name for default in DEFAULTS]
    assert all(row["turn"] for row in rows)
    text = Browser(w.coordinator).text("limits")
    for said in ("5 working days", "60 days", "The coordinator acknowledges a submitted request.", "acknowledge"):
        assert said in text


def test_whose_turn_follows_from_the_machines(w):
    assert holders("acknowledge") == ["Coordinator"]
    assert "State focal point" in holders("plan_approval")
    assert "Provider clearer" in holders("plan_approval")
    assert holders("followup_report") == ["State preparer", "State focal point"]


def test_changed_limit_shows_the_default_beside_it(w, settings):
    settings.COMITY_LIMITS = "acknowledge=3"
    text = Browser(w.coordinator).text("limits")
    assert "3 working days" in text
    assert "changed here; 5 by default" in text


def test_limits_are_for_those_who_sign_in(w):
    assert Browser().client.get(reverse("limits")).status_code == 302
    assert Browser(w.nhri).get("limits").status_code == 200
