from types import SimpleNamespace

import pytest

from tests.commitments import cluster_world


@pytest.fixture
def w(db) -> SimpleNamespace:
    return cluster_world.build()
