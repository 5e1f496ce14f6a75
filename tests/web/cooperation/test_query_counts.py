"""Lists cost the same number of queries for one row and for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import world
from tests.web.browser import Browser


def queries(page, name, *args):
    page.get(name, *args)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = page.get(name, *args)
    assert response.status_code == 200
    return len(seen)


@pytest.mark.parametrize("who", ["focal_point", "officer", "coordinator"])
@pytest.mark.parametrize("name", ["offers", "pairings", "plans"])
def test_list_costs_the_same_for_one_row_and_three(w, who, name):
    page = Browser(getattr(w, who))
    world.active(w, world.opened(w, needs=1))
    one = queries(page, name)
    for _more in range(2):
        world.active(w, world.opened(w, needs=1))
    assert queries(page, name) == one
    assert one <= 25


def test_offer_page_costs_the_same_for_one_need_and_three(w):
    page = Browser(w.focal_point)
    one = queries(page, "offer", world.accepted(w, world.opened(w, needs=1)).pk)
    assert queries(page, "offer", world.accepted(w, world.opened(w, needs=3)).pk) == one


def test_plan_page_costs_the_same_for_one_need_and_three(w):
    page = Browser(w.focal_point)
    one = queries(page, "plan", world.active(w, world.opened(w, needs=1)).pk)
    assert queries(page, "plan", world.active(w, world.opened(w, needs=3)).pk) == one
