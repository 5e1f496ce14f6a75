"""Single values of the index's export, cleaned once and remembered: an import meets each some thousand times."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from comity.commitments.readers.texts import squeezed
from comity.reference.names import body_code, body_mechanism, state_code

REMEMBERED = 20_000  # distinct values kept a kind; a file of nonsense must not fill the memory
UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
SLASHED_DATE = re.compile(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})")  # day first, as the United Nations write
SERIAL = re.compile(r"\d{4,6}(?:\.\d+)?")
DAY_ZERO = dt.date(1899, 12, 30)  # Excel's serial dates count from here
FIRST_YEAR, LAST_YEAR = 1945, 2100
NUMBER = re.compile(r"\d{1,4}")
LAST_SESSION = 200  # of the UPR; the fourth cycle ends with session 54
ISO2 = 2

Value = TypeVar("Value")


class Table(dict[str, Value], Generic[Value]):
    """A look-up that computes what it lacks, and forgets everything when it has grown too large."""

    def __init__(self, compute: Callable[[str], Value]) -> None:
        super().__init__()
        self.compute = compute

    def __missing__(self, raw: str) -> Value:
        if len(self) >= REMEMBERED:
            self.clear()
        value = self[raw] = self.compute(raw)
        return value


class Country(NamedTuple):
    code: str  # alpha-3, "" if it is not a State's name
    clean: bool  # nothing to report


class Body(NamedTuple):
    code: str
    mechanism: str
    folded: bool  # a long name was folded onto its code


class Kind(NamedTuple):
    name: str  # "Recommendations", "Concerns/Observations", "Others" or ""
    problem: str


def item_of(raw: str) -> str:
    """One value of a list: one line, without outer space and the "- " before it. TypeError if it is not text."""
    if not isinstance(raw, str):
        raise TypeError
    return squeezed(raw).removeprefix("- ").strip()


def listed_item(raw: str) -> str | None:
    """As ``item_of``, but None for an empty value, so that it equals no value of a clean list."""
    return item_of(raw) or None


def country_of(raw: str) -> Country:
    code = state_code(item_of(raw)) or ""
    return Country(code, bool(code) and len(raw) != ISO2 and raw == item_of(raw))


def body_of(raw: str) -> Body:
    name = item_of(raw).strip(" -")
    code = body_code(name)
    return Body(code, body_mechanism(code) if code else "", bool(code) and name.casefold() != code.casefold())


def day_of(raw: str) -> str:
    """The ISO day of a date in any of the forms, or the value itself, squeezed, if it is none."""
    day = date_of(raw)
    return day.isoformat() if day else squeezed(raw)


def kind_of(raw: str) -> Kind:
    name = item_of(raw).strip(" -")
    if UUID.fullmatch(name):
        return Kind("", "type-is-an-id")
    return Kind(name, "" if name or "-" in raw else "no-type")


def date_of(raw: str) -> dt.date | None:
    """The day that ``raw`` names: ISO with or without a time, day/month/year, or Excel's serial number."""
    text = raw.strip()
    found = ISO_DATE.match(text)
    if found:
        return _day(*map(int, found.groups()))
    slashed = SLASHED_DATE.match(text)
    if slashed:
        return _day(int(slashed["y"]), int(slashed["m"]), int(slashed["d"]))
    return date_of_serial(float(text)) if SERIAL.fullmatch(text) else None


def date_of_serial(serial: float) -> dt.date | None:
    """The day of one of Excel's serial numbers; its fraction is the time of day."""
    try:
        day = DAY_ZERO + dt.timedelta(days=int(serial))
    except (OverflowError, ValueError):
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def number_of(raw: str) -> int | None:
    """The session or cycle that a label names: "Session 34", "34th session", "34"."""
    found = NUMBER.search(raw)
    return int(found.group()) if found and 1 <= int(found.group()) <= LAST_SESSION else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
