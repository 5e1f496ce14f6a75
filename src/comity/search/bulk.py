"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite. Columns come from the model."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

TOGETHER = 1_000  # rows in one piece
# Placeholders that are escaped only once all values are joined; texts have no control characters but line ends.
_FIELD, _ROW, _NULL, _BYTES = "\x1f", "\x1e", "\x1d", "\x1c"
_PLACEHOLDERS = (b"\x1f", b"\x1e", b"\x1d", b"\x1c")
_ESCAPES = (
    (b"\\", b"\\\\"), (b"\n", b"\\n"), (b"\r", b"\\r"), (b"\t", b"\\t"), (b"\x1d", b"\\N"), (b"\x1c", b"\\\\x"),
)  # fmt: skip
_ENDS = bytes.maketrans(b"\x1f\x1e", b"\t\n")


def columns(model: type[models.Model]) -> list[str]:
    """Column names of all stored fields of ``model``, in order."""
    return [field.column for field in model._meta.local_concrete_fields if field.column]


def insert(model: type[models.Model], rows: Iterable[Sequence[Any]], *, numbered: bool = True) -> None:
    """Insert ``rows``, each with one value for each of :func:`columns`: text, numbers, None, bytes; JSON as text.

    ``numbered=False``: rows come without the primary key, the first column, and the database numbers them.
    """
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), columns(model)[0 if numbered else 1 :]
    listed = ", ".join(map(quote, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                _copy(copy, iter(rows), len(names), _binary(model))
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", rows)  # type: ignore[arg-type]  # noqa: S608 - our own names; any iterable will do


def _binary(model: type[models.Model]) -> int:
    return sum(isinstance(field, models.BinaryField) for field in model._meta.local_concrete_fields)


def _copy(copy: Any, rows: Iterator[Sequence[Any]], width: int, binary: int) -> None:
    """Write ``rows`` in PostgreSQL's text format, many at once: a call a row takes as long as the database itself."""
    while some := list(islice(rows, TOGETHER)):
        lines = _ROW.join([_FIELD.join([_as_text(value) for value in row]) for row in some]) + _ROW
        data = lines.encode()
        expected = ((width - 1) * len(some), len(some), sum(row.count(None) for row in some), binary * len(some))
        if tuple(map(data.count, _PLACEHOLDERS)) == expected:
            for plain, escaped in _ESCAPES:
                if plain in data:
                    data = data.replace(plain, escaped)
            copy.write(data.translate(_ENDS))
        else:  # a value holds one of the placeholders
            for row in some:
                copy.write_row(row)


def _as_text(value: Any) -> str:
    if type(value) is str:
        return value
    if value is None:
        return _NULL
    if type(value) is bytes:
        return _BYTES + value.hex()
    return str(value)


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
