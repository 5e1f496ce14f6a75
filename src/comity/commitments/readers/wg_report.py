"""A report of the UPR Working Group (``.docx``, "A/HRC/28/15"): its recommendations with the positions of the State.

The report is prose. What is taken are the lists under "Conclusions and/or recommendations": paragraphs with a number,
typed or counted by Word, that end with the recommending States in brackets. The key, symbol and paragraph, is that of
the thematic list, so that both meet in one record.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.commitments.readers.base import LARGEST_NUMBER, ReaderBase
from comity.commitments.readers.docx_paragraphs import Paragraph, WordText
from comity.commitments.readers.draft import Draft, UnreadableFileError
from comity.commitments.readers.matrix import digest
from comity.commitments.readers.naming import recommending_states
from comity.commitments.readers.symbols import SYMBOL, report_of
from comity.commitments.readers.texts import MESSAGES, clean
from comity.commitments.readers.wg_lists import Item, Lists, conclusions
from comity.commitments.readers.wg_words import published_on, session_held, state_reviewed
from comity.reference.names import cycle_of, state_name

COUNCIL = re.compile(r"A/HRC/\d+/\d+$")
COVER = 40  # paragraphs that a cover may have


@dataclass(frozen=True, slots=True)
class About:
    """What the report says of itself."""

    symbol: str
    session: int | None
    date: dt.date | None


class WgReportReader(ReaderBase):
    """Drafts of one report. ``state``: alpha-3 code of the State under review; ``session``: of the Working Group."""

    def __init__(self, path: str | Path, state: str, session: int | None = None) -> None:
        super().__init__(path)
        self.state = state
        self.session = session

    def __iter__(self) -> Iterator[Draft]:
        self.start()
        file = WordText(self.path)
        paragraphs = list(file.paragraphs())
        about = self._about(file, paragraphs)
        lists, keys = Lists(conclusions(paragraphs)), Counter[str]()
        last: dict[str, int] = {}
        for item in lists:
            self.rows_read += 1
            draft = self._draft(item, about)
            if draft is None:
                continue
            self._tell_gap(item.number, last)
            keys[draft.key] += 1
            if keys[draft.key] > 1:
                message = f"Paragraph {draft.paragraph} stands further up already; both were taken."
                self.repaired(self.rows_read, "paragraph", "repeated-paragraph", message, draft.text)
                draft.key += f"#{keys[draft.key]}"
            yield draft
        if not lists.found:
            message = (
                f"{self.path.name} is not a report of the Working Group: it holds no list of recommendations that "
                "says whether the State supports or notes them."
            )
            raise UnreadableFileError(message)

    def _about(self, file: WordText, paragraphs: list[Paragraph]) -> About:
        text = "\n".join(one.text for one in paragraphs)
        named = state_reviewed(text)
        if named and named != self.state:
            message = f"{self.path.name} reports on {state_name(named)}, not on {state_name(self.state)}."
            raise UnreadableFileError(message)
        cover = "\n".join([*file.headers, *(one.text for one in paragraphs[:COVER])])
        symbol = _symbol(cover)
        if not symbol:
            message = "The report's own symbol was not found; its records are known by State and session instead."
            self.repaired(0, "symbol", "no-symbol", message, cover)
        return About(self.fitting(0, "symbol", "symbol", symbol), self._session(text), published_on(cover))

    def _session(self, text: str) -> int | None:
        stated = session_held(text)
        if stated and self.session and stated != self.session:
            message = f"The report says session {stated}; session {self.session} was asked for and is used."
            self.repaired(0, "session", "session-differs", message, str(stated))
        session = self.session or stated
        return session if session and session <= LARGEST_NUMBER else None

    def _draft(self, item: Item, about: About) -> Draft | None:
        text, codes = clean(item.text)
        if not text:
            self.rejected(
                self.rows_read, "paragraph", "no-text", "The paragraph has a number and no text.", item.number
            )
            return None
        if not item.position:
            message = "The paragraph stands in a list but has no number and names no State."
            self.rejected(self.rows_read, "paragraph", "not-a-recommendation", message, text)
            return None
        for code in codes:
            self.repaired(self.rows_read, "text", code, MESSAGES[code], item.text)
        states = recommending_states(text)
        self._tell(item, states)
        return Draft(
            row=self.rows_read,
            key=f"{about.symbol or f'{self.state}|UPR{about.session or 0}'}|{item.number or digest(text)}",
            kind="recommendation",
            source="wg-report",
            states=[self.state],
            text=text,
            language=item.language,
            mechanism="upr",
            body="UPR",
            symbol=about.symbol,
            session=about.session,
            cycle=cycle_of(about.session) if about.session else None,
            paragraph=item.number,
            position=item.position,
            recommending_states=states,
            date=about.date,
            extra={"footnotes": item.footnotes} if item.footnotes else {},
        )

    def _tell(self, item: Item, states: list[str]) -> None:
        """Note what had to be made of the item."""
        row = self.rows_read
        if not item.number:
            message = "The paragraph has no number; the row is known by its words instead."
            self.repaired(row, "paragraph", "no-paragraph", message, item.text)
        if item.joined:
            message = "The text stood in several paragraphs; they were joined."
            self.repaired(row, "text", "joined", message, item.text)
        if item.outside:
            message = f"Paragraph {item.number} stands in another list than its number says; the number was followed."
            self.repaired(row, "paragraph", "number-outside-list", message, item.number)
        if not states:
            message = "No recommending State closes the text."
            self.repaired(row, "recommending States", "no-recommending-state", message, item.text)

    def _tell_gap(self, number: str, last: dict[str, int]) -> None:
        """Numbers that a list leaves out are most likely rows that this reader did not see: say so."""
        start, dot, end = number.rpartition(".")
        if not dot:
            return
        before = last.get(start, 0)
        if int(end) > before + 1:
            missing = f"{start}.{before + 1}" + (f" to {start}.{int(end) - 1}" if int(end) > before + 2 else "")
            message = f"The list goes on with {number}; {missing} was not found."
            self.repaired(0, "paragraph", "missing-paragraph", message, missing)
        last[start] = max(before, int(end))


def _symbol(cover: str) -> str:
    """The report's own symbol: of the Council's series, else of the Working Group's draft."""
    found = [report_of(symbol.rstrip(".-")) for symbol in SYMBOL.findall(cover)]
    council = next((symbol for symbol in found if COUNCIL.match(symbol)), "")
    return council or next((symbol for symbol in found if symbol.startswith("A/HRC/WG.6/")), "")
