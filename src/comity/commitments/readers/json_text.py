"""A window on a JSON text of any length: values are decoded one after the other, the rest of the text is not held.

The standard library's decoder does the work. It refuses nesting that would exhaust memory, which a streaming parser
that keeps a path for each level does not; on records of this size the two are equally fast.
"""

import codecs
import json
import re
from typing import Any, BinaryIO

CHUNK = 1 << 20  # bytes read at a time
LARGEST_VALUE = 32 * 1024 * 1024  # characters; a record of the index has some 1,500
SPACE = re.compile(r"[ \t\r\n]*")
OBJECTS = re.compile(r"\[[ \t\r\n]*\{")
LOOK_AHEAD = 256  # characters, enough for a bracket, its indentation and a brace
NEAR_THE_END = 16  # characters: a token cut by the end of the window is complained of that near to it


class JsonTextError(Exception):
    """The text is not JSON, or breaks off; the message says how and where."""


class JsonText:
    """``next_character`` looks, ``take`` steps over a character, ``value`` decodes. All skip white space first."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.decode = json.JSONDecoder().raw_decode
        self.window = ""
        self.place = 0  # in the window
        self.passed = 0  # characters before the window
        self.ended = False

    def next_character(self) -> str:
        """The next character that is not white space, "" at the end."""
        while True:
            self.place = SPACE.match(self.window, self.place).end()  # type: ignore[union-attr]  # matches anything
            if self.place < len(self.window):
                return self.window[self.place]
            if not self._more():
                return ""

    def opens_objects(self) -> bool:
        """Whether an array of objects comes next."""
        self.next_character()
        if len(self.window) - self.place < LOOK_AHEAD:
            self._more()
        return OBJECTS.match(self.window, self.place) is not None

    def take(self, expected: str) -> str:
        """Step over one of the ``expected`` characters and return it."""
        found = self.next_character()
        if not found:
            raise JsonTextError(f"the text ends where one of “{expected}” should follow")
        if found not in expected:
            raise JsonTextError(f"“{found}” stands where one of “{expected}” should ({self.where()})")
        self.place += 1
        return found

    def value(self) -> Any:
        """The next value."""
        if not self.next_character():
            raise JsonTextError("the text ends where a value should follow")
        while True:
            try:
                value, end = self.decode(self.window, self.place)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated string")
                self._read_on_or_fail(error.msg, len(self.window) if cut else error.pos)
            except RecursionError as error:
                raise JsonTextError(f"values are nested too deeply ({self.where()})") from error
            except ValueError as error:
                raise JsonTextError(f"a number is too long ({self.where()})") from error
            else:
                if end == len(self.window) and self._more():
                    continue  # a number may go on behind the window
                self.place = end
                return value

    def where(self) -> str:
        return f"character {self.passed + self.place + 1}"

    def _read_on_or_fail(self, reason: str, place: int) -> None:
        """Read on if the value was only cut by the window's end; else it is broken."""
        if place >= len(self.window) - NEAR_THE_END and len(self.window) - self.place <= LARGEST_VALUE and self._more():
            return
        where = self.passed + min(place, len(self.window)) + 1
        raise JsonTextError(f"{reason} (character {where})")

    def _more(self) -> bool:
        """Add to the window, as much as it holds at least; False at the end of the file."""
        if self.ended:
            return False
        held = self.window[self.place :]
        self.passed += self.place
        try:
            raw = self.file.read(max(CHUNK, len(held)))
            self.ended = not raw
            more = self.decoder.decode(raw, final=self.ended)
        except UnicodeDecodeError as error:
            raise JsonTextError(f"bytes that are not UTF-8 stand after character {self.passed + len(held)}") from error
        self.window, self.place = held + more, 0
        return bool(more) or not self.ended
