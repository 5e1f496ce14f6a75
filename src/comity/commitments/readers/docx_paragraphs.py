"""The running text of a Word file: its paragraphs in order, the numbers that Word counts, the footnotes called."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from comity.commitments.readers.docx_numbers import Numbers
from comity.commitments.readers.docx_tables import WORD, WordFile, text_in

NUMBERING, STYLES, FOOTNOTES = "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"
MARK = re.compile(r"[\d*†‡§]{1,3}")  # a footnote's mark that somebody typed and raised


class Paragraph(NamedTuple):
    number: str  # as Word counts it; "" where it does not
    text: str
    footnotes: tuple[str, ...]


class WordText(WordFile):
    FURTHER = (NUMBERING, STYLES, FOOTNOTES)

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs with text, also those in tables, in the order of the document."""
        numbers = Numbers(self.further.get(NUMBERING), self.further.get(STYLES))
        notes = self._footnotes()
        for element in self._document.iter(f"{WORD}p"):
            number = numbers.of(element)
            text = " ".join(text_in(element, _is_mark).split())
            if text:
                called = (reference.get(f"{WORD}id", "") for reference in element.iter(f"{WORD}footnoteReference"))
                yield Paragraph(number, text, tuple(notes[one] for one in called if notes.get(one)))

    def _footnotes(self) -> dict[str, str]:
        part = self.further.get(FOOTNOTES)
        if part is None:
            return {}
        return {one.get(f"{WORD}id", ""): " ".join(text_in(one).split()) for one in part.iter(f"{WORD}footnote")}


def _is_mark(node: etree._Element) -> bool:
    """Whether a text is the raised mark of a footnote, which is no part of the sentence."""
    run = node.getparent()
    raised = None if run is None else run.find(f"{WORD}rPr/{WORD}vertAlign")
    return raised is not None and raised.get(f"{WORD}val") == "superscript" and bool(MARK.fullmatch(node.text or ""))
