"""Which encoding a text file is in, decided by its content: UTF-8, marked UTF-16, Mac-Roman, Windows-1252.

UTF-8 proves itself. Mac-Roman and Windows-1252 give every byte a meaning, so each byte beyond ASCII is read
both ways and judged by its neighbours: "C™te" and "StateÕs" are worse guesses than "Côte" and "State’s".
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
BEYOND_ASCII = re.compile(rb"(?s)(?<=(.))([\x80-\xff])(?=(.))")
MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
CANDIDATES = ("mac_roman", "cp1252")
QUOTES_AND_DASHES = frozenset("‘’“”–—…•«»")


def encoding_of(chunks: Iterable[bytes]) -> str:
    """Name of the codec that reads ``chunks``, the whole content of a file in pieces of any size."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    proves_utf8, first, previous = True, True, b""
    scores = dict.fromkeys(CANDIDATES, 0)
    good, bad, returns, feeds = 0, 0, 0, 0
    for chunk in chunks:
        if first and (marked := _marked(chunk)):
            return marked
        first = False
        if proves_utf8:
            proves_utf8 = _decodes(decoder, chunk)
        returns += chunk.count(b"\r")
        feeds += chunk.count(b"\n")
        _judge(previous[-1:] + chunk, scores)
        good += len(MULTIBYTE.findall(chunk))
        bad += len(BEYOND_ASCII.findall(MULTIBYTE.sub(b"", chunk)))
        previous = chunk
    if (proves_utf8 and _decodes(decoder, b"", final=True)) or good > bad:
        return "utf-8"  # in the second case with a few broken bytes, which the caller replaces and reports
    scores["mac_roman"] += int(returns > 0 and feeds == 0)  # old Macintosh files end lines with CR alone
    return max(CANDIDATES[::-1], key=lambda name: scores[name])


def _marked(chunk: bytes) -> str:
    return next((name for mark, name in MARKS if chunk.startswith(mark)), "")


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _judge(chunk: bytes, scores: dict[str, int]) -> None:
    for found in BEYOND_ASCII.finditer(chunk):
        before, byte, after = found.groups()
        for name in CANDIDATES:
            scores[name] += _plausible(before, byte.decode(name, "replace"), after)


def _plausible(before: bytes, character: str, after: bytes) -> int:
    """How well ``character`` fits between its neighbours, from -2 to 2."""
    inside = before.isalpha() and after.isalpha()
    if character in QUOTES_AND_DASHES:
        return 2 if character == "’" and before.isalpha() and after in b"st " else int(not inside or character == "’")
    category = unicodedata.category(character)
    if category == "Ll":
        return 1 if before.isalpha() or after.isalpha() else 0
    if category == "Lu":
        return 0 if not before.isalpha() or before.isupper() else -2
    return -2 if inside or category in {"Cn", "Cc", "So", "Sm"} else 0
