import pytest

from comity.commitments.worklist_store import connect
from tests import world
from tests.commitments.worklists import InMemory


@pytest.fixture
def w(db):
    return world.build()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    mine = InMemory()
    before = connect(mine)
    yield mine
    connect(before)
