"""Records out of a JSON file, one at a time: an array, an object with one array of objects inside, or JSON lines.

The whole index is some 400 MB and is never held. ``.gz`` is told by its first bytes, not by its name.
"""

import gzip
import io
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.readers.json_text import JsonText, JsonTextError

GZIP_MAGIC = b"\x1f\x8b"
UTF8_MARK = b"\xef\xbb\xbf"
START = 4096  # bytes looked at to tell what the file is


class JsonRecords:
    """Iterates over the values of the array. ``own_lists``: keys of a record's own lists: they wrap no records."""

    def __init__(self, path: Path, own_lists: Collection[str] = ()) -> None:
        self.path = path
        self.own_lists = own_lists
        self.read = 0

    def __iter__(self) -> Iterator[Any]:
        self.read = 0
        try:
            with self._open() as file:
                for record in self._records(JsonText(file)):
                    self.read += 1
                    yield record
        except JsonTextError as error:
            raise UnreadableFileError(f"{self._broken()}: {error}.") from error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableFileError(f"{self._broken()}: the compressed file is damaged or not complete.") from error
        except OSError as error:
            raise UnreadableFileError(f"{self.path.name} cannot be read: {error.strerror or error}.") from error

    def _records(self, text: JsonText) -> Iterator[Any]:
        if text.next_character() == "[":
            yield from self._array(text)
            if text.next_character():
                raise JsonTextError(f"something follows the end of the array ({text.where()})")
        else:
            yield from self._wrapped_or_lines(text)

    def _array(self, text: JsonText) -> Iterator[Any]:
        text.take("[")
        if text.next_character() == "]":
            text.take("]")
            return
        while True:
            yield text.value()
            if text.take(",]") == "]":
                return

    def _wrapped_or_lines(self, text: JsonText) -> Iterator[Any]:
        """Records of the first array of objects in the outermost object; without one, that object is a record."""
        text.take("{")
        first: dict[str, Any] = {}
        while text.next_character() != "}":
            if first:
                text.take(",")
            if text.next_character() != '"':
                raise JsonTextError(f"a key in quotation marks should stand there ({text.where()})")
            key = text.value()
            text.take(":")
            if key not in self.own_lists and text.opens_objects():
                yield from self._array(text)
                return
            first[key] = text.value()
        text.take("}")
        yield first
        while text.next_character():
            yield text.value()

    def _broken(self) -> str:
        return f"{self.path.name} breaks off after record {self.read}" if self.read else f"{self.path.name} is not JSON"

    def _open(self) -> BinaryIO:
        raw = self.path.open("rb")
        packed = raw.read(2) == GZIP_MAGIC
        raw.seek(0)
        file = io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=raw))) if packed else raw
        try:
            start = file.peek(START)[:START]
            self._refuse_other_formats(start.removeprefix(UTF8_MARK).lstrip())
        except BaseException:
            raw.close()
            raise
        if start.startswith(UTF8_MARK):
            file.read(len(UTF8_MARK))
        return file

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
