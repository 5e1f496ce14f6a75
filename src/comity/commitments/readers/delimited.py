"""Rows of a delimited text file: ``.gz`` or plain, four encodings, any line ends; comma, semicolon or tab."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.encodings import encoding_of

CHUNK = 1 << 20
GZIP_MAGIC = b"\x1f\x8b"
DELIMITERS = ",;\t"
NAMES = {"mac_roman": "Mac-Roman", "cp1252": "Windows-1252", "utf-16": "UTF-16"}


class DelimitedFile:
    """One text table. ``encoding`` is known after construction; ``headings`` and rows are read lazily."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.encoding = encoding_of(self._chunks())
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableFileError(_unreadable(path, error)) from error

    def rows(self) -> Iterator[list[str]]:
        """Every row with anything in it, headings first. UnreadableFileError where the table breaks off."""
        with self._open() as raw:
            text = io.TextIOWrapper(raw, encoding=self.encoding, errors="replace", newline="")
            heading = text.readline()
            delimiter = max(DELIMITERS, key=heading.count)
            text.seek(0)
            reader = csv.reader(text, delimiter=delimiter)
            try:
                for row in reader:
                    if any(row):
                        yield row
            except csv.Error as error:
                where = f"The table breaks off in line {reader.line_num}: {error}."
                message = f"{where} Is a quotation mark left open there?"
                raise UnreadableFileError(message) from error

    def _open(self) -> BinaryIO:
        with self.path.open("rb") as probe:
            packed = probe.read(2) == GZIP_MAGIC
        return cast(BinaryIO, gzip.open(self.path, "rb")) if packed else self.path.open("rb")

    def _chunks(self) -> Iterator[bytes]:
        with self._open() as raw:
            first = raw.read(CHUNK)
            _refuse_other_formats(self.path, first)
            while first:
                yield first
                first = raw.read(CHUNK)


def _refuse_other_formats(path: Path, start: bytes) -> None:
    if not start.strip():
        raise UnreadableFileError(f"{path.name} is empty.")
    if start.startswith(b"PK\x03\x04"):
        raise UnreadableFileError(f"{path.name} is a spreadsheet or zip archive, not a CSV file: save it as CSV first.")
    if start.lstrip()[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise UnreadableFileError(f"{path.name} is a web page (it starts with “<”), not a CSV file.")
    if start[:2] not in {b"\xff\xfe", b"\xfe\xff"} and b"\x00" in start[:4096]:
        raise UnreadableFileError(f"{path.name} is a binary file, not a CSV file.")


def _unreadable(path: Path, error: Exception) -> str:
    if isinstance(error, EOFError):
        return f"{path.name} breaks off: the compressed file is not complete."
    if isinstance(error, (gzip.BadGzipFile, zlib.error)):
        return f"{path.name} is damaged: it cannot be decompressed ({error})."
    return f"{path.name} cannot be read: {getattr(error, 'strerror', None) or error}."
