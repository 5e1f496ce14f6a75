"""The demonstration's content: two fictional States and their partners, as data. No database.

Each file is one JSON list, UTF-8. ``NAME.json`` may be continued by ``NAME-….json`` (records of the same kind for
another State), so that no file grows past what a reviewer can read. Dates of happenings are whole days relative to
today, negative in the past; dates of recommendations and pledges are real dates. Every fictional State, its bodies,
places and figures are invented; recommendations of the demonstration carry symbols that begin with ``DEMO/``.
Children appear as counts by age band only.
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
    parts = sorted((part for part in files(__name__).iterdir() if _holds(part.name, name)), key=lambda part: part.name)
    if not parts:
        raise FileNotFoundError(f"The demonstration has no content called “{name}”.")
    return [record for part in parts for record in json.loads(part.read_text(encoding="utf-8"))]


def _holds(file_name: str, name: str) -> bool:
    return file_name == f"{name}.json" or (file_name.startswith(f"{name}-") and file_name.endswith(".json"))
