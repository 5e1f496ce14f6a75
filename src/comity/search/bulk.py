"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite. Columns come from the model."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def columns(model: type[models.Model]) -> list[str]:
    """Column names of all stored fields of ``model``, in order."""
    return [field.column for field in model._meta.local_concrete_fields if field.column]


def insert(model: type[models.Model], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows``, each with one value for each of :func:`columns`: text, numbers, None, bytes; JSON as text."""
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), columns(model)
    listed = ", ".join(map(quote, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", rows)  # type: ignore[arg-type]  # noqa: S608 - our own names; any iterable will do


def update(model: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
    """Write whole ``rows`` over those with the same primary key, which is the first of :func:`columns`."""
    quote = connection.ops.quote_name
    names = list(map(quote, columns(model)))
    settings = ", ".join(f"{name} = %s" for name in names[1:])
    statement = f"UPDATE {quote(model._meta.db_table)} SET {settings} WHERE {names[0]} = %s"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*row[1:], row[0]) for row in rows])


def count_again(model: type[models.Model]) -> None:
    """Let PostgreSQL look at a table that has just grown much; until it does, it plans as if the table were empty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
