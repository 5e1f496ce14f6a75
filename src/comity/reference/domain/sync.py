"""Making a table equal to rows of a data file, and writing only what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

Row = Mapping[str, Any]  # by column name: foreign keys as "state_id"
Key = tuple[Any, ...]


@dataclass
class Tally:
    """How many rows were written and how many needed no writing."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0

    def add(self, other: "Tally") -> None:
        self.created += other.created
        self.updated += other.updated
        self.deleted += other.deleted
        self.unchanged += other.unchanged


def sync(
    model: type[models.Model],
    rows: Iterable[Row],
    *,
    key: Sequence[str],
    within: models.QuerySet[Any] | None = None,
) -> Tally:
    """Write ``rows`` into the table of ``model``; ``key`` names the columns that identify a row.

    Rows of the table that the file no longer has stay, because records may point to them; those of ``within`` (facts
    that nothing points to) are deleted.
    """
    tally, wanted = Tally(), {tuple(row[name] for name in key): row for row in rows}
    columns = list(next(iter(wanted.values()), {}))
    held = {_key(found, key): found for found in model._base_manager.values("pk", *columns)}
    new = [row for identity, row in wanted.items() if identity not in held]
    changed = {held[identity]["pk"]: row for identity, row in wanted.items() if _differs(held.get(identity), row)}
    model._base_manager.bulk_create([model(**row) for row in new], batch_size=500)
    _update(model, changed, [name for name in columns if name not in key])
    if within is not None:
        gone = [found["pk"] for found in within.values("pk", *key) if _key(found, key) not in wanted]
        within.model._base_manager.filter(pk__in=gone).delete()
        tally.deleted = len(gone)
    tally.created, tally.updated = len(new), len(changed)
    tally.unchanged = len(wanted) - len(new) - len(changed)
    return tally


def _key(row: Row, key: Sequence[str]) -> Key:
    return tuple(row[name] for name in key)


def _differs(held: Row | None, row: Row) -> bool:
    return held is not None and any(held[name] != value for name, value in row.items())


def _update(model: type[models.Model], changed: Mapping[Any, Row], columns: Sequence[str]) -> None:
    found = model._base_manager.in_bulk(list(changed))
    for pk, row in changed.items():
        for name in columns:
            setattr(found[pk], name, row[name])
    fields = [model._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name) for name in columns]
    if found and fields:
        model._base_manager.bulk_update(found.values(), [field.name for field in fields], batch_size=200)
