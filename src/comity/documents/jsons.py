"""Records as one JSON array, record by record."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

BATCH = 200  # records a piece


def json_chunks(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A valid array at any length, one record a line."""
    encode = DjangoJSONEncoder(ensure_ascii=False).encode
    waiting: list[str] = []
    before = "[\n"
    for record in records:
        waiting.append(encode(record))
        if len(waiting) == BATCH:
            yield before + ",\n".join(waiting)
            waiting, before = [], ",\n"
    if waiting:
        yield before + ",\n".join(waiting)
    yield "[]\n" if before == "[\n" and not waiting else "\n]\n"
