"""The demonstration's recommendations and pledges, through the register's own import."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from comity.commitments.domain.imports import import_file
from comity.commitments.readers.draft import Draft, Problem
from comity.demo.content import load
from comity.kernel.roles import Person


class ContentReader:
    """The content as a reader of the register: its records are drafts already."""

    def __init__(self, records: list[dict[str, Any]]) -> None:
        self.records = records
        self.problems: list[Problem] = []
        self.rows_read = 0

    def __iter__(self) -> Iterator[Draft]:
        for number, record in enumerate(self.records, 1):
            self.rows_read = number
            yield Draft(**{**record, "row": number, "date": dt.date.fromisoformat(record["date"])})


def write_commitments(by: Person) -> int:
    """How many were created."""
    records = [*load("recommendations"), *load("pledges")]
    digest = hashlib.sha256(json.dumps(records, sort_keys=True).encode()).hexdigest()
    report = import_file(reader=ContentReader(records), file_name="demonstration", sha256=digest, by=by, kind="sheet")
    return report.created
