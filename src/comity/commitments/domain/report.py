"""What an import answers: counts, and every problem by row, field and code."""

import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pyroaring import BitMap

from comity.commitments.readers.draft import Problem

MOST_PROBLEMS = 10_000  # kept one by one; the counts go on


@dataclass
class Report:
    """One file's import. ``rejected`` and ``repaired`` count rows; a rejected row is not counted as repaired."""

    file: str
    rows_read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    seconds: float = 0.0
    peak_mb: float = 0.0
    run: int | None = None  # number of the import
    fresh: BitMap = field(default_factory=BitMap, repr=False)  # records that are new or have changed
    _rejected: BitMap = field(default_factory=BitMap, repr=False)
    _repaired: BitMap = field(default_factory=BitMap, repr=False)

    def note(self, problems: Sequence[Problem]) -> None:
        """Count ``problems`` and keep the first ten thousand."""
        self.problems.extend(problems[: max(0, MOST_PROBLEMS - len(self.problems))])
        for problem in problems:
            if problem.row:
                (self._repaired if problem.repaired else self._rejected).add(problem.row)

    @property
    def rejected(self) -> int:
        return len(self._rejected)

    @property
    def repaired(self) -> int:
        return len(self._repaired - self._rejected)

    def problems_as_json(self) -> list[dict[str, Any]]:
        return [
            {
                "row": problem.row,
                "field": problem.field,
                "code": problem.code,
                "message": problem.message,
                "value": storable(problem.value),
            }
            for problem in self.problems
        ]

    def as_json(self) -> dict[str, Any]:
        """Exactly what ``comity import … --format json`` prints."""
        return {
            "file": storable(self.file),
            "rows_read": self.rows_read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "repaired": self.repaired,
            "problems": self.problems_as_json(),
            "seconds": round(self.seconds, 3),
            "peak_mb": round(self.peak_mb, 1),
        }


def storable(value: str) -> str:
    """``value`` as a database and a terminal take it: NUL shown as ␀, halves of characters as "?"."""
    return value.replace("\0", "␀").encode(errors="replace").decode()


def peak_mb() -> float:
    """The most memory that this process has held so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
