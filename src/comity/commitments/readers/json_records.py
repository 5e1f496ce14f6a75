"""Records out of a JSON file, one at a time: an array, an object with one array of objects inside, or JSON lines.

The whole index is some 400 MB and is never held. ``.gz`` is told by its first bytes, not by its name.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import ijson

from comity.commitments.readers.draft import UnreadableFileError

GZIP_MAGIC = b"\x1f\x8b"
UTF8_MARK = b"\xef\xbb\xbf"
START = 4096  # bytes looked at to tell what the file is
LINES = "\n"  # prefix that stands for one record a line


class JsonRecords:
    """Iterates over the values of the array; ``read`` counts them, for the message where the file breaks off."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read = 0

    def __iter__(self) -> Iterator[Any]:
        self.read = 0
        try:
            prefix = self._prefix()
            with self._open() as file:
                if prefix == LINES:
                    records = ijson.items(file, "", use_float=True, multiple_values=True)
                else:
                    records = ijson.items(file, prefix, use_float=True)
                for record in records:
                    self.read += 1
                    yield record
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableFileError(f"{self._broken()}: the compressed file is damaged or not complete.") from error
        except OSError as error:
            raise UnreadableFileError(f"{self.path.name} cannot be read: {error.strerror or error}.") from error
        except ijson.IncompleteJSONError as error:
            raise UnreadableFileError(f"{self._broken()}: {_reason(error)}.") from error
        except (ijson.JSONError, ValueError, OverflowError, RecursionError) as error:
            raise UnreadableFileError(f"{self._broken()}: {_reason(error)}.") from error

    def _broken(self) -> str:
        return f"{self.path.name} breaks off after record {self.read}" if self.read else f"{self.path.name} is not JSON"

    def _open(self) -> BinaryIO:
        raw = self.path.open("rb")
        packed = raw.read(2) == GZIP_MAGIC
        raw.seek(0)
        file: Any = gzip.GzipFile(fileobj=raw) if packed else raw
        file = io.BufferedReader(file) if packed else file
        if file.peek(3)[:3] == UTF8_MARK:
            file.read(3)
        return file

    def _prefix(self) -> str:
        """Where the records are, by ijson's way of saying it; LINES for one record a line."""
        with self._open() as file:
            start = file.peek(START)[:START].lstrip()
        self._refuse_other_formats(start)
        if start.startswith(b"["):
            return "item"
        return self._wrapper()

    def _wrapper(self) -> str:
        """The key of the first array of objects in the outermost object; none before its end means JSON lines."""
        with self._open() as file:
            key, depth, before = "", 0, ""
            for event, value in ijson.basic_parse(file, use_float=True, multiple_values=True):
                if event == "map_key" and depth == 1:
                    key = value
                elif event == "start_map" and depth == 2 and before == "start_array":  # noqa: PLR2004 - inside {"key": [
                    return f"{key}.item"
                depth += event.startswith("start_") - event.startswith("end_")
                before = event
                if event == "end_map" and depth == 0:
                    return LINES
        return LINES

    def _refuse_other_formats(self, start: bytes) -> None:
        name = self.path.name
        if not start:
            raise UnreadableFileError(f"{name} is empty.")
        if start.startswith(b"PK\x03\x04"):
            raise UnreadableFileError(f"{name} is a spreadsheet or zip archive: give it the ending .xlsx or unpack it.")
        if start.startswith(b"<"):
            raise UnreadableFileError(f"{name} is a web page (it starts with “<”), not JSON.")
        if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            raise UnreadableFileError(f"{name} is in UTF-16; save it in UTF-8.")
        if not start.startswith((b"[", b"{")):
            raise UnreadableFileError(f"{name} is not JSON with records: it starts neither with “[” nor with “{{”.")


def _reason(error: Exception) -> str:
    """The parser's first line, without its picture of the place."""
    lines = str(error).strip().splitlines()
    return (lines[0].strip() if lines else type(error).__name__).rstrip(".")
