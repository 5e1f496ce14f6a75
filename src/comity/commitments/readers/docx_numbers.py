"""The numbers that Word puts before paragraphs by itself: they are in no text, only counted from styles and lists.

ECMA-376, 17.9: a paragraph, or its style, names a list and a level; the list says where a level starts and how its
number is written ("%1.%2"). Paragraphs are asked for their number in the order of the document, each once.
"""

from collections.abc import Callable

from lxml import etree

from comity.commitments.readers.docx_tables import WORD

LEVELS = 9
DEEPEST = 20  # styles based on one another
PLACEHOLDER_START = 1
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    parts = []
    for value, sign in ROMAN:
        parts.append(sign * (number // value))
        number %= value
    return "".join(parts)


WRITTEN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


class Level:
    def __init__(self, element: etree._Element) -> None:
        self.start = int(_value(element, "start") or PLACEHOLDER_START)
        self.format = _value(element, "numFmt") or "decimal"
        self.text = _value(element, "lvlText")
        self.style = _value(element, "pStyle")


class Numbers:
    """Numbers of paragraphs. ``numbering`` and ``styles``: the parts of the file, None where it has none."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}  # of each abstract list
        self._abstract: dict[str, str] = {}  # of each list
        self._restarts: dict[tuple[str, int], int] = {}  # list and level: where it starts anew
        self._counts: dict[str, list[int]] = {}
        self._styles = {} if styles is None else {_own(one, "styleId"): one for one in styles.iter(f"{WORD}style")}
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: etree._Element) -> None:
        for abstract in numbering.iter(f"{WORD}abstractNum"):
            levels = {int(_own(level, "ilvl") or 0): Level(level) for level in abstract.iter(f"{WORD}lvl")}
            self._levels[_own(abstract, "abstractNumId")] = levels
        for one in numbering.iter(f"{WORD}num"):
            number = _own(one, "numId")
            self._abstract[number] = _value(one, "abstractNumId")
            for override in one.iter(f"{WORD}lvlOverride"):
                start = _value(override, "startOverride")
                if start:
                    self._restarts[number, int(_own(override, "ilvl") or 0)] = int(start)

    def of(self, paragraph: etree._Element) -> str:
        """The number as it is printed, such as "115.3" or "(a)"; "" for a paragraph without one, or with a bullet."""
        number, level = self._list_of(paragraph)
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [0] * LEVELS)
        self._count(counts, levels, level, self._restarts.pop((number, level), None))
        text = levels[level].text
        for place in range(level + 1):
            write = WRITTEN.get(levels[place].format if place in levels else "decimal")
            text = text.replace(f"%{place + 1}", write(counts[place]) if write else "")
        return text.strip() if levels[level].format in WRITTEN else ""

    def _count(self, counts: list[int], levels: dict[int, Level], level: int, restart: int | None) -> None:
        for place in range(level):
            counts[place] = counts[place] or (levels[place].start if place in levels else PLACEHOLDER_START)
        started = counts[level] or levels[level].start - 1
        counts[level] = restart if restart is not None else started + 1
        counts[level + 1 :] = [0] * (LEVELS - level - 1)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """Number of the list and level, the paragraph's own or its style's; ("", 0) where there is none."""
        properties = paragraph.find(f"{WORD}pPr")
        if properties is None:
            return "", 0
        own = properties.find(f"{WORD}numPr")
        if own is not None:
            return _value(own, "numId"), _level(_value(own, "ilvl"))
        style = _value(properties, "pStyle")
        for _step in range(DEEPEST):
            described = self._styles.get(style)
            if described is None:
                break
            found = described.find(f"{WORD}pPr/{WORD}numPr")
            if found is not None:
                number = _value(found, "numId")
                return number, self._level_of_style(number, style, _level(_value(found, "ilvl")))
            style = _value(described, "basedOn")
        return "", 0

    def _level_of_style(self, number: str, style: str, stated: int) -> int:
        levels = self._levels.get(self._abstract.get(number, ""), {})
        return next((place for place, level in levels.items() if level.style == style), stated)


def _level(text: str) -> int:
    return int(text) if text.isdecimal() and int(text) < LEVELS else 0


def _value(parent: etree._Element, tag: str) -> str:
    child = parent.find(f"{WORD}{tag}")
    return "" if child is None else _own(child, "val")


def _own(element: etree._Element, name: str) -> str:
    return element.get(f"{WORD}{name}", "")
