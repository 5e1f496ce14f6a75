"""What every test of a page needs."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A page leaves its language behind in the thread; the next test begins in English again."""
    with override("en"):
        yield
