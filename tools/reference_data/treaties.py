"""treaty-status.json: who is party to what, as of 2022, with exact dates where the collection of 2015 has them."""

import re
from collections import defaultdict
from datetime import UTC, datetime

from reference_data.common import Record, rows, table, write

from comity.reference.names import state_code

COLLECTION = {"4-2": "ICERD", "4-3": "ICESCR", "4-4": "ICCPR", "4-5": "ICCPR-OP1", "4-8": "CEDAW", "4-9": "CAT",
              "4-11": "CRC", "4-11-b": "CRC-OP-AC", "4-11-c": "CRC-OP-SC", "4-13": "CMW", "4-15": "CRPD",
              "4-16": "CED"}  # fmt: skip
NOT_STATES = {"Montserrat"}  # one row of the table; it stands where Gabon is missing, so Gabon has no entry there
STATUS = {"state party": "party", "signatory state": "signatory", "no action": "none"}
SUSPECT = {"ICCPR", "ICESCR", "ICERD"}  # totals of the table look one or two high
DAY = re.compile(r"(\d{1,2} \w{3} \d{4})(?: (\w))?$")


def date(text: str) -> tuple[str, str] | None:
    """ISO date and kind (a accession, d succession …) out of "28 Mar 1994 a"."""
    match = DAY.search(text.strip())
    if not match:
        return None
    return datetime.strptime(match[1], "%d %b %Y").replace(tzinfo=UTC).date().isoformat(), match[2] or ""


def collection() -> dict[tuple[str, str], tuple[str, str] | None]:
    """Date and kind of becoming party by instrument and code; None where signed only. Up to 2015."""
    found = {}
    for number, instrument in COLLECTION.items():
        for row in rows(f"treaties/untc_{number}.csv"):
            last = list(row)[-1]
            code = state_code(row["Participant"])
            if code:
                found[instrument, code] = date(row[last])
    return found


def signatures() -> dict[tuple[str, str], str]:
    """Day of signature by instrument and code, up to 2015; a succession to a signature is none."""
    found = {}
    for number, instrument in COLLECTION.items():
        for row in rows(f"treaties/untc_{number}.csv"):
            day, code = date(list(row.values())[1] or ""), state_code(row["Participant"])
            if code and day and not day[1]:
                found[instrument, code] = day[0]
    return found


def is_consistent(row: dict[str, str]) -> bool:
    """Whether the table's marks agree with the status it names."""
    marked = (row["state_party"] == "1", row["no action"] == "1")
    return marked == {"party": (True, False), "signatory": (False, False), "none": (False, True)}[STATUS[row["status"]]]


def entry(row: dict[str, str], instrument: str, dated: tuple[str, str] | None) -> Record:
    """One status; only what is not empty is written. ``date`` is a day or, from the table of 2022 alone, a year."""
    status, year = STATUS[row["status"]], row["year"].strip()
    found: Record = {"status": status}
    if status == "party":
        found["date"] = dated[0] if dated else year
        if dated and dated[1]:
            found["how"] = dated[1]
    found["verified"] = bool(status == "party" and dated and year == dated[0][:4] and is_consistent(row))
    if "enounced" in row["note"]:
        found |= {"status": "denounced", "verified": False, "note": row["note"] + "."}
    elif not is_consistent(row):
        found["note"] = "The table of 2022 contradicts itself here."
    elif dated and status != "party":
        found["note"] = f"Party from {dated[0]} in the collection of 2015."
    elif instrument in SUSPECT and status == "party" and not dated:
        found["note"] = "In the table of 2022 alone, whose total looks too high."
    return found


def build() -> None:
    keys = {row[6]: row[0] for row in table("instruments") if row[6]}
    dated = collection()
    by_state: dict[str, dict[str, Record]] = defaultdict(dict)
    for row in rows("treaties/treaty_status_long_2022.csv"):
        code = state_code(row["member"])
        if code is None and row["member"] in NOT_STATES:
            continue
        if code is None:
            raise ValueError(f"Unknown State: {row['member']}")
        instrument = keys[row["treaty"]]
        by_state[code][instrument] = entry(row, instrument, dated.get((instrument, code)))
    for (instrument, code), day in dated.items():
        if code not in by_state or instrument not in by_state[code]:
            status = "party" if day else "signatory"
            found: Record = {"status": status, "date": day[0]} if day else {"status": status}
            by_state[code][instrument] = {**found, "verified": False, "earlier": True}
    for (instrument, code), day in signatures().items():
        by_state[code][instrument]["signed"] = day
    write(
        "treaty-status",
        {
            "as_of": "2022-12-31",
            "earlier": "2015-12-31",
            "status": [{"state": code, **dict(sorted(by_state[code].items()))} for code in sorted(by_state)],
        },
    )
