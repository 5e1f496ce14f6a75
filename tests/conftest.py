from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data beside the repository; tests that need it are skipped, visibly, without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is absent: real public data are not part of the repository.")
    return SHARED
