"""What all readers share: the file's path, the log of problems, the longest values the register takes."""

from pathlib import Path

from comity.commitments.readers.draft import Problem

SHOWN = 200  # characters of an offending value that a problem shows
# Longest value that the register keeps, by the draft's field; longer ones are cut and reported.
LONGEST = {"symbol": 60, "paragraph": 40, "body": 80, "position": 40, "type": 40, "key": 160}
LARGEST_NUMBER = 999  # sessions and cycles beyond this are mistakes


class ReaderBase:
    """State of one reading. Iterating again starts it afresh."""

    path: Path
    problems: list[Problem]
    rows_read: int

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.start()

    def start(self) -> None:
        self.problems = []
        self.rows_read = 0

    def repaired(self, row: int, field: str, code: str, message: str, value: object) -> None:
        """Note something mended; the row is taken."""
        self.problems.append(Problem(row, field, code, message, shown(value), repaired=True))

    def rejected(self, row: int, field: str, code: str, message: str, value: object) -> None:
        """Note why the row is not taken."""
        self.problems.append(Problem(row, field, code, message, shown(value), repaired=False))

    def fitting(self, row: int, field: str, name: str, value: str) -> str:
        """``value`` as long as the register's column ``name`` takes it; a cut is reported under ``field``."""
        longest = LONGEST[name]
        if len(value) <= longest:
            return value
        message = f"The value is longer than the {longest} characters that are kept; it was cut."
        self.repaired(row, field, "too-long", message, value)
        return value[:longest].rstrip()


def shown(value: object) -> str:
    """``value`` as a problem shows it: text of at most 200 characters."""
    if isinstance(value, str):
        return value[:SHOWN]
    return "" if value is None else str(value)[:SHOWN]
