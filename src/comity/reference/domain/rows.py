"""The data files as rows of the tables, in the order in which they can be written."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from comity.reference.files import read

Row = dict[str, Any]
YEAR_LENGTH = 4


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def states(record: Row) -> Row:
    """One row of State from one record of states.json (or of a demonstration, which has the same shape)."""
    return {
        "code": record["code"], "iso2": record["iso2"], "m49": record["m49"], "names": record["names"],
        "formal_name": record["formal"], "kind": record["kind"], "regional_group": record.get("regional_group", ""),
        "regional_group_verified": record.get("regional_group_verified", False), "region": record.get("region", ""),
        "subregion": record.get("subregion", ""), "note": record.get("note", ""),
        "fictional": record.get("fictional", False),
    }  # fmt: skip


def groups(record: Row) -> Iterator[Row]:
    """The memberships of one State."""
    for entry in record.get("groups", ()):
        yield {
            "state_id": record["code"], "group": entry["group"], "since": _day(entry["from"]),
            "until": _day(entry["to"]), "verified": entry["verified"], "note": entry.get("note", ""),
        }  # fmt: skip


def instruments() -> Iterator[Row]:
    for position, record in enumerate(read("instruments")["instruments"]):
        yield {**record, "adopted": _day(record["adopted"]), "position": position}


def provisions() -> Iterator[Row]:
    for position, record in enumerate(read("instruments")["provisions"]):
        row = {**record, "position": position}
        row["instrument_id"] = row.pop("instrument")
        yield row


def treaty_statuses() -> Iterator[Row]:
    data = read("treaty-status")
    as_of, earlier = _day(data["as_of"]), _day(data["earlier"])
    for record in data["status"]:
        for instrument, entry in record.items():
            if instrument == "state":
                continue
            yield one_treaty_status(record["state"], instrument, entry, earlier if entry.get("earlier") else as_of)


def one_treaty_status(state: str, instrument: str, entry: Row, as_of: date | None) -> Row:
    """Where one State stands with one treaty. ``date`` may be a year alone."""
    when = entry.get("date") or ""
    return {
        "state_id": state, "instrument_id": instrument, "status": entry["status"],
        "date": _day(when) if len(when) > YEAR_LENGTH else None, "year": int(when[:YEAR_LENGTH]) if when else None,
        "how": entry.get("how", ""), "verified": entry.get("verified", False), "as_of": as_of,
        "note": entry.get("note", ""), "signed": _day(entry.get("signed")),
        "reservations": entry.get("reservations", ""),
    }  # fmt: skip


def goals() -> Iterator[Row]:
    for position, record in enumerate(read("sdg")["goals"]):
        yield {**record, "position": position}


def targets() -> Iterator[Row]:
    for position, record in enumerate(read("sdg")["targets"]):
        yield {"code": record["code"], "goal_id": record["goal"], "name": record["name"], "position": position}


def indicators() -> Iterator[Row]:
    for position, record in enumerate(read("sdg")["indicators"]):
        yield {"code": record["code"], "target_id": record["target"], "name": record["name"], "position": position}


def persons_groups() -> Iterator[Row]:
    for record in read("persons-groups")["groups"]:
        yield {name: record[name] for name in ("code", "name", "current")}


def themes() -> Iterator[Row]:
    plain = ("code", "name", "education_related", "in_resolution", "current")
    for record in read("themes")["themes"]:
        yield {**{name: record[name] for name in plain}, "group_id": record.get("group")}


def issues() -> Iterator[Row]:
    for record in read("issues")["issues"]:
        yield {name: record[name] for name in ("code", "name", "meaning")}


def bodies() -> Iterator[Row]:
    for record in read("bodies")["bodies"]:
        yield {name: record[name] for name in ("code", "name", "mechanism")}


def sectors() -> Iterator[Row]:
    for record in read("sectors")["sectors"]:
        yield {"code": record["code"], "name": record["name"], "active": record["status"] == "active"}


def sessions() -> Iterator[Row]:
    for record in read("upr-sessions")["sessions"]:
        yield {
            "number": record["session"], "cycle": record["cycle"], "starts_on": _day(record["from"]),
            "ends_on": _day(record["to"]), "dates_verified": record["dates_verified"], "complete": record["complete"],
        }  # fmt: skip


def reviews() -> Iterator[Row]:
    for record in read("upr-sessions")["sessions"]:
        for code in record["states"]:
            yield {"session_id": record["session"], "state_id": code}
