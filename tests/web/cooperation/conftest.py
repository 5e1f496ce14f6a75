from types import SimpleNamespace

import pytest

from tests import world


@pytest.fixture
def w(db) -> SimpleNamespace:
    return world.build()
