"""The scale on which a State says where a recommendation stands: A to E, labels and meanings as data in six languages.

Source: the scale of the Human Rights Committee's follow-up to concluding observations (CCPR follow-up procedure). The
wording is our own, and the voice is the State's: its own assessment, never the Committee's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from comity.reference.files import read


@dataclass(frozen=True)
class Grade:
    """One step of the scale; ``names`` and ``meanings`` by language."""

    code: str
    names: dict[str, str]
    meanings: dict[str, str]

    @property
    def name(self) -> str:
        return _in_language(self.names)

    @property
    def meaning(self) -> str:
        return _in_language(self.meanings)

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"


def _in_language(texts: dict[str, str]) -> str:
    return texts.get((get_language() or "en")[:2]) or texts["en"]


@cache
def grades() -> dict[str, Grade]:
    """All steps by code, best first."""
    rows = read("follow-up-grades")["grades"]
    return {row["code"]: Grade(row["code"], row["names"], row["meanings"]) for row in rows}


def grade_choices() -> Iterable[tuple[str, str]]:
    return [(grade.code, grade.name) for grade in grades().values()]


def no_information() -> str:
    """The step that needs no evidence, because it says that nothing was received."""
    return str(read("follow-up-grades")["no_information"])
