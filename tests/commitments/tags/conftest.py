from types import SimpleNamespace

import pytest

from comity.commitments.domain.tags import suggest_tags
from comity.commitments.models import Recommendation
from comity.kernel.roles import System
from tests import world
from tests.commitments.drafts import draft, take

SYSTEM = System("test")


def number(key: int) -> int:
    return Recommendation.objects.get(key=f"uhri:{key}").pk


@pytest.fixture
def w(db) -> SimpleNamespace:
    """Five recommendations, suggested on: the source is right, wrong or silent about each."""
    w = world.build()
    w.said = [
        draft(1, text="Build primary schools for girls"),
        draft(2, text="Stop torture", affected_persons=["Public officials"], sdgs=["16 - PEACE"]),
        draft(3, text="Train teachers in education", themes=["Reservations"], sdgs=[], affected_persons=[]),
        draft(4, states=["NOR"], text="Build schools", sdgs=["4.1 - Free education", "4.2 - Early childhood"]),
        draft(5, source="upr-info", themes=[], affected_persons=[], sdgs=[], action_rank=4,
              text="Stop torture of women", issues=["Torture and other CID treatment", "Detention"]),
    ]  # fmt: skip
    take(w.said)
    w.one, w.two, w.three, w.norwegian, w.upr = (number(key) for key in range(1, 6))
    w.all = [w.one, w.two, w.three, w.norwegian, w.upr]
    suggest_tags(w.all, by=SYSTEM)
    return w
