"""The tables of a Word file as plain text: rows of cells, cells of paragraphs. Hardened against hostile files.

A ``.docx`` is a zip of XML parts (ECMA-376). Only the document and its headers are opened; their size is bounded; the
parser resolves no entities and fetches nothing.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from comity.commitments.readers.draft import UnreadableFileError

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
DOCUMENT = "word/document.xml"
HEADER = re.compile(r"word/header\d*\.xml")
LARGEST_PART = 100 * 1024 * 1024  # bytes unpacked; a list of 400 recommendations has about one million
MOST_HEADERS = 20

NOT_WORD = {  # first bytes, lower-case: what the file is instead
    b"\xd0\xcf\x11\xe0": "is an old .doc file or locked by a password: open it in Word and save it as .docx.",
    b"<!doctype": "is a web page with the ending of a Word file: download the document itself.",
    b"<html": "is a web page with the ending of a Word file: download the document itself.",
    b"%pdf": "is a PDF, not a Word document.",
    b"pk": "is damaged or incomplete: it cannot be unpacked.",
}

Cell = list[str]  # paragraphs, stripped, none empty


class WordFile:
    """``headers``: the text of all page headers; ``rows()``: the cells of every table row, nested tables left out."""

    FURTHER: tuple[str, ...] = ()  # names of parts that a subclass wants too, in ``further`` where the file has them

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            with zipfile.ZipFile(path) as archive:
                self._document = self._part(archive, DOCUMENT)
                names = [name for name in archive.namelist() if HEADER.fullmatch(name)]
                self.headers = [text_in(self._part(archive, name)) for name in names[:MOST_HEADERS]]
                there = set(archive.namelist())
                self.further = {name: self._part(archive, name) for name in self.FURTHER if name in there}
        except KeyError as error:
            raise UnreadableFileError(f"{self.name} is not a Word document: it holds no {DOCUMENT}.") from error
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise UnreadableFileError(_unreadable(path, error)) from error

    def rows(self) -> Iterator[list[Cell]]:
        for table in self._document.iter(f"{WORD}tbl"):
            if next(table.iterancestors(f"{WORD}tc"), None) is None:
                for row in table.iter(f"{WORD}tr"):
                    if next(row.iterancestors(f"{WORD}tbl")) is table:
                        yield [_paragraphs(cell) for cell in _own(row, "tc")]

    def lead(self) -> str:
        """The text that stands outside tables: titles above the list."""
        body = next(self._document.iter(f"{WORD}body"), self._document)
        return " ".join(text_in(paragraph) for paragraph in body.iterchildren(f"{WORD}p"))

    def _part(self, archive: zipfile.ZipFile, name: str) -> etree._Element:
        if archive.getinfo(name).file_size > LARGEST_PART:
            raise UnreadableFileError(f"{self.name} is refused: its part {name} unpacks to more than 100 MB.")
        with archive.open(name) as part:
            content = part.read(LARGEST_PART + 1)
        if len(content) > LARGEST_PART:
            raise UnreadableFileError(f"{self.name} is refused: its part {name} unpacks to more than 100 MB.")
        content = content.replace(STRICT_WORD[1:-1].encode(), WORD[1:-1].encode())
        try:
            return etree.fromstring(content, xml_parser())
        except etree.XMLSyntaxError as error:
            raise UnreadableFileError(f"{self.name} is damaged: {name} is not XML ({error}).") from error


def xml_parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )


def _own(row: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Cells of this row, also those inside content controls, but not those of a nested table."""
    for cell in row.iter(f"{WORD}{tag}"):
        if next(cell.iterancestors(f"{WORD}tr")) is row:
            yield cell


def _paragraphs(cell: etree._Element) -> Cell:
    """Stripped text of each paragraph; a line break inside one starts a new one, as it does for the reader's eye."""
    lines = (line.strip() for paragraph in cell.iter(f"{WORD}p") for line in text_in(paragraph).split("\n"))
    return [line for line in lines if line]


def text_in(element: etree._Element, is_left_out: Callable[[etree._Element], bool] = lambda _node: False) -> str:
    """Text of an element: tabs and breaks as space and line feed; deleted revisions and field codes left out."""
    parts: list[str] = []
    for node in element.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br", f"{WORD}cr", f"{WORD}noBreakHyphen"):
        if is_left_out(node):
            continue
        tag = node.tag.removeprefix(WORD)
        if tag == "t":
            parts.append(node.text or "")
        elif tag == "tab":
            parts.append(" ")
        elif tag == "noBreakHyphen":
            parts.append("-")
        elif node.get(f"{WORD}type", "textWrapping") == "textWrapping":
            parts.append("\n")
    return "".join(parts).replace("\xa0", " ")


def _unreadable(path: Path, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{path.name} cannot be read: {error.strerror or error}."
    with path.open("rb") as file:
        start = file.read(512).lstrip().lower()
    for begins, what in NOT_WORD.items():
        if start.startswith(begins):
            return f"{path.name} {what}"
    return f"{path.name} is not a Word document (.docx)." if start else f"{path.name} is empty."
