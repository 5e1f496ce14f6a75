from types import SimpleNamespace

import pytest
from django.core.cache import caches

from comity.commitments.models import Recommendation
from tests import world
from tests.commitments.drafts import draft, take


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything() -> None:
    """What one test sends does not count against the next."""
    caches["memory"].clear()


@pytest.fixture
def w(db) -> SimpleNamespace:
    """The world, with two recommendations to Slovenia and one to Norway."""
    w = world.build()
    take([draft(1), draft(2), draft(3, states=["NOR"])])
    w.first, w.second, w.norwegian = Recommendation.objects.order_by("pk")
    return w
