"""What may stand in a cell of an exported table."""

from collections.abc import Iterable
from datetime import date
from typing import Any

SEPARATOR = "; "


def plain(value: Any) -> str | int | float:
    """One cell: nothing is empty, lists are joined by semicolons, dates are ISO 8601, numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return SEPARATOR.join(str(plain(one)) for one in value)
    return str(value)
