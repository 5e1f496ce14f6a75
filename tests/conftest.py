from pathlib import Path

import pytest

from tests.commitments.fake_classifier import FAKE

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data beside the repository; tests that need it are skipped, visibly, without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is absent: real public data are not part of the repository.")
    return SHARED


@pytest.fixture(autouse=True)
def _quick_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports in tests suggest tags with a classifier of a few words: fast, and known beforehand."""
    monkeypatch.setattr("comity.commitments.domain.tag_suggestions.classifier", lambda: FAKE)
