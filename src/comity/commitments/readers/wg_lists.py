"""The lists of recommendations at the end of a report of the UPR Working Group: each item with its number and position.

"115. The recommendations below have been examined by … and enjoy the support of …:" opens a list; "115.1 … (Kenya);" is
an item, and so is "1. … (Kenya);" in reports of the first cycle, where it counts as 115.1. An item runs on, over
paragraphs and pages, until it closes with the States in brackets.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from comity.commitments.readers.docx_paragraphs import Paragraph
from comity.commitments.readers.naming import recommending_states
from comity.commitments.readers.wg_words import is_closing, is_heading, language_in, position_in

NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,2})(?![\d/])\s*[.)]?\s*(.*)", re.DOTALL)
# What a page has above and below its text: symbol, job number, page number.
FURNITURE = re.compile(
    r"A/HRC/[\w./-]+(?:\s+\d{1,3})?|GE\.\d\d-\d{4,6}.*|(?:page\s+)?\d{1,3}(?:\s*[|/]\s*\d{1,3}|\s+GE\..*|\s+A/HRC/\S+)?",
    re.IGNORECASE,
)
COMPLETE = re.compile(r"\)\s*[;.,:]?\s*(?:and|et|y)?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Item:
    """One recommendation as the list has it, or, with no position, a paragraph that is none."""

    number: str
    text: str
    position: str
    language: str
    footnotes: list[str] = field(default_factory=list)
    joined: bool = False  # it stood in several paragraphs
    outside: bool = False  # its number is not of the list that it stands in

    @property
    def is_complete(self) -> bool:
        return COMPLETE.search(self.text) is not None and bool(recommending_states(self.text))


@dataclass(slots=True)
class OpenList:
    number: str
    position: str
    language: str
    counted: int = 0  # items numbered 1, 2, 3 so far
    dotted: bool = False  # whether its items are numbered 115.1, 115.2


def conclusions(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """What stands under the last heading "Conclusions and/or recommendations"; all, where there is no such heading."""
    last = max((place for place, one in enumerate(paragraphs) if is_heading(one.text)), default=-1)
    return paragraphs[last + 1 :]


class Lists:
    """Iterates over the items in order."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._lists: dict[str, OpenList] = {}
        self._open: OpenList | None = None
        self._item: Item | None = None
        self.found = False  # whether any list was opened

    def __iter__(self) -> Iterator[Item]:
        for paragraph in self._paragraphs:
            if FURNITURE.fullmatch(paragraph.text) and not paragraph.number:
                continue
            yield from self._take(paragraph)
        yield from self._finished()

    def _take(self, paragraph: Paragraph) -> Iterator[Item]:
        number, text = _split(paragraph)
        if "." not in number and is_closing(text):
            yield from self._finished()
            self._open = None
        elif "." not in number and self._opens(number, text):
            yield from self._finished()
            self._begin(number, text)
        elif self._open is None:
            return
        elif item_number := self._number_of(number):
            yield from self._finished()
            self._item = self._made(item_number, text, paragraph)
        elif number and int(number) > self._open.counted and self._is_next_paragraph(number):
            yield from self._finished()
            self._open = None
        else:
            yield from self._go_on(f"{number} {text}".strip() if number else text, paragraph)

    def _opens(self, number: str, text: str) -> bool:
        """A sentence that gives a position, and either ends in a colon or has a number and ends no recommendation."""
        if position_in(text) is None:
            return False
        return text.rstrip().endswith((":", "：")) or bool(number and not recommending_states(text))

    def _begin(self, number: str, text: str) -> None:
        self._open = OpenList(number, position_in(text) or "", language_in(text))
        self.found = True
        if number:
            self._lists[number] = self._open

    def _number_of(self, number: str) -> str:
        """The item's full number; "" where ``number`` numbers none."""
        here = self._open
        if here is None or not number:
            return ""
        if "." in number:
            here.dotted = True
            return number
        if not here.dotted and int(number) == here.counted + 1:
            here.counted += 1
            return f"{here.number}.{number}" if here.number else number
        return ""

    def _is_next_paragraph(self, number: str) -> bool:
        """Whether this is the report's next paragraph, which ends the list, and no number in a sentence."""
        here = self._open
        complete = self._item is None or self._item.is_complete
        return complete and here is not None and here.number.isdecimal() and int(number) > int(here.number)

    def _made(self, number: str, text: str, paragraph: Paragraph) -> Item:
        here = self._open
        assert here is not None  # noqa: S101 - an item is made only while a list is open
        own = self._lists.get(number.partition(".")[0], here)
        outside = bool(here.number) and number.partition(".")[0] != here.number
        return Item(number, text, own.position, own.language, list(paragraph.footnotes), outside=outside)

    def _go_on(self, text: str, paragraph: Paragraph) -> Iterator[Item]:
        here, item = self._open, self._item
        if item is not None and not item.is_complete:
            item.text = f"{item.text} {text}".strip()
            item.footnotes += paragraph.footnotes
            item.joined = True
            return
        yield from self._finished()
        stray = Item("", text, "", here.language if here else "en", list(paragraph.footnotes))
        if here and stray.is_complete:
            stray.position = here.position
        yield stray

    def _finished(self) -> Iterator[Item]:
        if self._item is not None:
            yield self._item
            self._item = None


def _split(paragraph: Paragraph) -> tuple[str, str]:
    """Number and text; the number is Word's own or stands in the text."""
    counted = NUMBER.fullmatch(paragraph.number)
    if counted and not counted.group(2):
        return counted.group(1), paragraph.text
    typed = NUMBER.match(paragraph.text)
    return (typed.group(1), typed.group(2)) if typed else ("", paragraph.text)
