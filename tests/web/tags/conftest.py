from tests.commitments.tags.conftest import w

__all__ = ["w"]
