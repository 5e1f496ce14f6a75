"""Writing rows of the register many at a time, and their numbers."""

from operator import itemgetter
from typing import Any

from django.db import connection

from comity.commitments.content import Content
from comity.commitments.domain.preparing import Prepared
from comity.commitments.models import Recommendation
from comity.search import bulk


class Rows:
    """Gathers new and changed rows and writes them together."""

    def __init__(self, run: int) -> None:
        self._run = run
        given = ("id", "fingerprint", "imported_by_id", *Content._fields)
        self._in_order = itemgetter(*(given.index(column) for column in bulk.columns(Recommendation)))
        self._new: list[tuple[Any, ...]] = []
        self._changed: list[tuple[Any, ...]] = []

    def create(self, number: int, draft: Prepared) -> None:
        self._new.append(self._in_order((number, draft.mark, self._run, *draft.content)))

    def update(self, number: int, draft: Prepared) -> None:
        self._changed.append(self._in_order((number, draft.mark, self._run, *draft.content)))

    def write(self) -> None:
        bulk.insert(Recommendation, self._new)
        bulk.update(Recommendation, self._changed)
        self._new, self._changed = [], []


def next_number() -> int:
    """The number of the next new row. Call while holding the index's lock: no other import can be between."""
    last = Recommendation.objects.order_by("-id").values_list("id", flat=True).first()
    return (last or 0) + 1


def move_sequence_on() -> None:
    """Numbers were given by hand: let PostgreSQL's own numbering go on after the last of them."""
    if connection.vendor == "postgresql":
        table = Recommendation._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), GREATEST(%s, 1))", [table, next_number() - 1]
            )
