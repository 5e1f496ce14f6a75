"""upr-sessions.json: the sessions of the Universal Periodic Review's Working Group and the States they reviewed."""

from collections import defaultdict

from reference_data.common import Record, rows, table, write

from comity.reference.names import cycle_of, state_code

LAST = 54
ALSO = {  # beyond the two lists: a gap that the list itself names; a matrix of recommendations in the shared data
    34: ("SVN",),
    42: ("UKR",),
}
COMPLETE = {*range(1, 21), 41, 42, 43, 44, 45, 48}


def reviewed() -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for row in rows("countries/upr_sessions_1_20_states.csv"):
        found[int(row["Session"])].add(known(row["To"]))
    for row in rows("countries/upr_cycle4_calendar_partial.csv"):
        found[int(row["session"])] |= {known(name) for name in row["states"].split(";")}
    for session, codes in ALSO.items():
        found[session].update(codes)
    return found


def known(name: str) -> str:
    code = state_code(name)
    if code is None:
        raise ValueError(f"Unknown State: {name}")
    return code


def dates() -> dict[int, tuple[str | None, str | None, bool]]:
    """First day, last day and whether a source of the shared data states them."""
    found: dict[int, tuple[str | None, str | None, bool]] = {
        int(number): (first, last, False) for number, first, last in table("upr-sessions")
    }
    for row in rows("countries/upr_cycle4_calendar_partial.csv"):
        first, _, last = row["dates"].partition("/")
        if len(first) == len("2022-11-07"):
            found[int(row["session"])] = (first, last, True)
    return found


def build() -> None:
    days, states = dates(), reviewed()
    records: list[Record] = []
    for number in range(1, LAST + 1):
        first, last, verified = days.get(number, (None, None, False))
        records.append({
            "session": number, "cycle": cycle_of(number), "from": first, "to": last, "dates_verified": verified,
            "complete": number in COMPLETE, "states": sorted(states.get(number, ())),
        })  # fmt: skip
    write("upr-sessions", {"sessions": records})
