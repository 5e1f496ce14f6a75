"""The demonstration's content: two fictional States and their partners, as data. No database.

Each file is one JSON list, UTF-8. ``NAME.json`` may be continued by ``NAME-….json`` (the same kind of records for another
State), so that no file grows past what a reviewer can read. Dates of happenings are whole days relative to today,
negative in the past; dates of recommendations and pledges are real dates. Every State, body, place and figure of the
two States is invented; children appear as counts by age band only.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> Any:
    """All records called ``name``, in order of file name; FileNotFoundError where there are none.

    The list is shared by all callers: do not change it.
    """
    found = sorted(
        (
            part
            for part in files(__name__).iterdir()
            if part.name == f"{name}.json" or _continues(name, part.name)
        ),
        key=lambda part: part.name.removesuffix(".json"),
    )
    if not found:
        raise FileNotFoundError(f"The demonstration has no content called “{name}”.")
    return [record for part in found for record in json.loads(part.read_text(encoding="utf-8"))]


def _continues(name: str, file_name: str) -> bool:
    return file_name.startswith(f"{name}-") and file_name.endswith(".json")
