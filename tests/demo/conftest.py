from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from comity.assistance.models import SupportRequest
from comity.demo.build import build
from comity.reference.domain.load import load_reference


def _snapshot() -> dict[str, Any]:
    """How many rows each of our tables has, and what every request came to."""
    counts = {model._meta.label: model._base_manager.count() for model in apps.get_models() if _ours(model)}
    requests = SupportRequest.objects.order_by("id").values_list("code", "status", "priority", "version")
    return {"counts": counts, "requests": list(requests)}


def _ours(model: Any) -> bool:
    return model.__module__.startswith("comity.")


@pytest.fixture(scope="module")
def two_builds(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[dict[str, Any]]]:
    """What two builds left behind; the second stands while the module's tests run, and is then rolled back."""
    del django_db_setup
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                load_reference()
                first = _built_and_gone()
                counts = build()
                yield [first, {**_snapshot(), "told": counts}]
                transaction.set_rollback(True)
        finally:
            assert not SupportRequest.objects.exists(), (
                "The demonstration's build must leave nothing in the test database."
            )


def _built_and_gone() -> dict[str, Any]:
    with transaction.atomic():
        build()
        found = _snapshot()
        transaction.set_rollback(True)
    return found


@pytest.fixture
def demonstration(two_builds: list[dict[str, Any]], db: None) -> dict[str, Any]:
    del db
    return two_builds[1]
