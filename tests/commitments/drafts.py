"""Drafts for tests of the register, written for the purpose."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from comity.commitments.domain.imports import import_file
from comity.commitments.domain.report import Report
from comity.commitments.readers.draft import Draft, Problem, UnreadableFileError
from comity.kernel.roles import Person, System

SYSTEM = System("test")


class Given:
    """A reader of drafts that are there already. ``breaks_after`` makes the file unreadable after so many."""

    def __init__(
        self, drafts: Iterable[Draft], problems: Iterable[Problem] = (), breaks_after: int | None = None
    ) -> None:
        self.drafts = list(drafts)
        self.problems = list(problems)
        self.rows_read = 0
        self._breaks_after = breaks_after

    def __iter__(self) -> Iterator[Draft]:
        for count, draft in enumerate(self.drafts):
            if count == self._breaks_after:
                raise UnreadableFileError("The file ends in the middle of record 3.")
            self.rows_read += 1
            yield draft


def draft(row: int, **changed: Any) -> Draft:
    values: dict[str, Any] = {
        "row": row, "key": f"uhri:{row}", "kind": "recommendation", "source": "uhri", "states": ["SVN"],
        "text": f"Guarantee the right to education, number {row}", "mechanism": "upr", "body": "UPR",
        "symbol": "A/HRC/28/15", "session": 20, "cycle": 2, "paragraph": f"115.{row}", "position": "Supported",
        "recommending_states": ["Croatia"], "date": date(2015, 3, 1), "type": "Recommendations",
        "themes": ["Right to education"], "affected_persons": ["Girls"], "sdgs": ["4.1 - Free education"],
        "issues": [], "extra": {"UprCycle": "2"},
    }  # fmt: skip
    return Draft(**(values | changed))


def varied() -> list[Draft]:
    """Eight drafts that differ in every facet."""
    return [
        draft(1),
        draft(2, text="Ratify the Convention against Torture", position="Noted", themes=["Prohibition of torture"]),
        draft(3, states=["NOR", "SWE"], date=date(2019, 5, 6), session=33, cycle=3, sdgs=["5 - GENDER EQUALITY"]),
        draft(4, states=["NOR"], mechanism="treaty-body", body="CRC", session=None, cycle=None, position="",
              symbol="CRC/C/NOR/CO/5", paragraph="79(a)", type="Concerns/Observations", affected_persons=["Children"]),
        draft(5, states=["VUT"], date=None, themes=["A theme of nobody's"], affected_persons=[], sdgs=[]),
        draft(6, kind="pledge", source="upr-info", text="تعهد بضمان التعليم للجميع", language="ar", position="",
              issues=["Right to education"], recommending_states=[], date=None),
        draft(7, text="保障儿童受教育的权利", language="zh", states=["CHN"]),
        draft(8, text="Garantizar la educación inclusiva", language="es", states=["ESP"], session=21),
    ]  # fmt: skip


def take(drafts: Iterable[Draft], *, by: Person = SYSTEM, **options: Any) -> Report:
    return import_file(reader=Given(drafts), file_name="file.json", sha256="0" * 64, by=by, kind="uhri", **options)
