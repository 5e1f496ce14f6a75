from types import SimpleNamespace

import pytest

from tests.commitments.followup import told


@pytest.fixture
def w(db) -> SimpleNamespace:
    return told.build()
