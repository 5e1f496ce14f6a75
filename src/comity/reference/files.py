"""Reading the reference data that ship with the product. No database.

Each file in ``reference/data`` is one JSON object: ``version``, ``source``, ``licence`` and the records under names of
their own. docs/reference/data-sources.md says where each comes from and what in it is verified.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def raw(name: str) -> str:
    """The text of the data file ``name`` (without its ending); FileNotFoundError where there is none."""
    return files("comity.reference").joinpath("data", f"{name}.json").read_text(encoding="utf-8")


@cache
def read(name: str) -> dict[str, Any]:
    """The data file ``name`` as one object. Shared by all callers: do not change it."""
    found: dict[str, Any] = json.loads(raw(name))
    return found
