"""A report as a document, whatever it is about: headings, numbered paragraphs, tables, figures, sources as endnotes.

Numbers are text, not counted by a word processor: what is cited as paragraph 12 today is paragraph 12 in every form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """A source: what it is, and where it can be looked up."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1  # 1 to 3


@dataclass(frozen=True)
class Paragraph:
    """``number`` stands before the text; ``notes`` are called at its end. ``quoted``: the words of others."""

    text: str
    number: str = ""
    notes: tuple[Note, ...] = ()
    quoted: bool = False


@dataclass(frozen=True)
class Table:
    """The first column heads its row. Figures are given as numbers."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | int | float]]


@dataclass(frozen=True)
class Figure:
    """A picture (PNG) with its caption; ``description`` says in words what it shows."""

    png: bytes
    caption: str
    description: str


Block = Heading | Paragraph | Table | Figure


@dataclass
class Report:
    """``notice`` stands first on the first page and above every page; ``facts`` are its lines below the title."""

    title: str
    language: str
    notice: str
    notes_title: str
    subtitle: str = ""
    facts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def notes(self) -> Iterator[tuple[int, Note]]:
        """All sources with their numbers, in the order in which they are called."""
        number = 0
        for block in self.blocks:
            if isinstance(block, Paragraph):
                for note in block.notes:
                    number += 1
                    yield number, note
