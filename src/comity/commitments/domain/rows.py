"""A draft as a row of the table: values in the order of the model's columns, lists as JSON."""

import json
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.db import connection

from comity.commitments.models import Recommendation
from comity.commitments.readers.draft import Draft
from comity.reference.names import position_code
from comity.search import bulk

FINGERPRINT_BYTES = 16


def fingerprint(draft: Draft) -> str:
    """Hash of everything but the row number: equal means that nothing changed. 32 hexadecimal digits."""
    content = (
        draft.key, draft.kind, draft.source, draft.states, draft.text, draft.language, draft.mechanism, draft.body,
        draft.symbol, draft.session, draft.cycle, draft.paragraph, draft.position, draft.recommending_states,
        draft.date, draft.type, draft.themes, draft.affected_persons, draft.sdgs, draft.issues, draft.action_rank,
        draft.extra,
    )  # fmt: skip
    return blake2b(repr(content).encode(errors="surrogatepass"), digest_size=FINGERPRINT_BYTES).hexdigest()


def draft_position(draft: Draft) -> str:
    """The position's code; only the Universal Periodic Review asks the State for one."""
    return position_code(draft.position, mechanism=draft.mechanism) if draft.kind == "recommendation" else ""


class Rows:
    """Gathers new and changed rows and writes them together."""

    def __init__(self, run: int) -> None:
        self._run = run
        self._columns = bulk.columns(Recommendation)
        self._new: list[tuple[Any, ...]] = []
        self._changed: list[tuple[Any, ...]] = []

    def create(self, number: int, draft: Draft, mark: str, position: str) -> None:
        self._new.append(self._row(number, draft, mark, position))

    def update(self, number: int, draft: Draft, mark: str, position: str) -> None:
        self._changed.append(self._row(number, draft, mark, position))

    def write(self) -> None:
        bulk.insert(Recommendation, self._new)
        bulk.update(Recommendation, self._changed)
        self._new, self._changed = [], []

    def _row(self, number: int, draft: Draft, mark: str, position: str) -> tuple[Any, ...]:
        values: dict[str, Any] = {
            "id": number, "key": draft.key, "fingerprint": mark, "kind": draft.kind, "source": draft.source,
            "state": draft.states[0], "also_states": _as_json(tuple(draft.states[1:])), "text": draft.text,
            "language": draft.language, "mechanism": draft.mechanism, "body": draft.body, "symbol": draft.symbol,
            "session": draft.session, "cycle": draft.cycle, "paragraph": draft.paragraph, "position": draft.position,
            "position_code": position, "recommending_states": _as_json(tuple(draft.recommending_states)),
            "date": draft.date.isoformat() if draft.date else None, "type": draft.type,
            "themes": _as_json(tuple(draft.themes)), "affected_persons": _as_json(tuple(draft.affected_persons)),
            "sdgs": _as_json(tuple(draft.sdgs)), "issues": _as_json(tuple(draft.issues)),
            "action_rank": draft.action_rank,
            "extra": json.dumps(draft.extra, ensure_ascii=False, default=str) if draft.extra else "{}",
            "imported_by_id": self._run,
        }  # fmt: skip
        return tuple(map(values.__getitem__, self._columns))


@lru_cache(maxsize=20_000)
def _as_json(values: Iterable[str]) -> str:
    return json.dumps(values, ensure_ascii=False)


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
