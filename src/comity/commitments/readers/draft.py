"""What every reader of commitments yields: one draft a row, and every problem by row, field and code.

Readers are pure: files in, drafts out. They never touch the database; names are resolved with the shipped
data of :mod:`comity.reference.names`.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Problem:
    """Something found in the file: if ``repaired``, mended and the row taken; if not, the row rejected."""

    row: int  # 1-based number of the record in the file, headings not counted; 0: the file as a whole
    field: str  # the file's own column or key, "" for the whole row
    code: str  # stable, lower-case, hyphenated: unknown-state, stray-space, html-removed …
    message: str  # a sentence: what is wrong and, if mended, how
    value: str  # the offending value, cut to 200 characters
    repaired: bool


@dataclass(slots=True)
class Draft:
    """One recommendation or pledge as read. Lists hold imported values, trimmed, without the leading "- "."""

    row: int
    key: str  # identity over imports: "uhri:<annotation id>" · "<symbol>|<paragraph>" · State, session, text …
    kind: Literal["recommendation", "pledge"]
    source: Literal["uhri", "upr-info", "matrix", "wg-report", "sheet"]
    states: list[str]  # ISO 3166 alpha-3 codes of the States concerned; the first is the State under review
    text: str
    language: str = "en"
    mechanism: str = ""  # upr · treaty-body · special-procedure · other
    body: str = ""  # UPR, CRC, CEDAW … as folded by reference.names.body_code
    symbol: str = ""
    session: int | None = None
    cycle: int | None = None
    paragraph: str = ""
    position: str = ""  # as imported
    recommending_states: list[str] = field(default_factory=list)  # names as imported
    date: dt.date | None = None
    type: str = ""  # as imported: Recommendations, Concerns/Observations …
    themes: list[str] = field(default_factory=list)
    affected_persons: list[str] = field(default_factory=list)
    sdgs: list[str] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    action_rank: int | None = None
    extra: dict[str, object] = field(default_factory=dict)  # whatever else the file says, by the file's own names

    def content(self) -> dict[str, object]:
        """All that makes two drafts of the same key equal or different: everything but the row number."""
        content = asdict(self)
        del content["row"]
        return content


class Reader(Protocol):
    """A file format. Iterating yields drafts, fills ``problems`` and counts all records in ``rows_read``."""

    problems: list[Problem]
    rows_read: int

    def __iter__(self) -> Iterator[Draft]: ...


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message is a sentence saying what is wrong and where."""
