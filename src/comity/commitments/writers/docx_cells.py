"""Text into one cell of a Word table, looking as the cell looks: paragraph and character formatting are the cell's own.

Works on the cell's XML alone. Lines become paragraphs; right-to-left and Chinese lines get what Word needs to lay them
out, and nothing of that is put on others.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from xml.sax.saxutils import quoteattr

from lxml import etree

from comity.commitments.readers.docx_tables import xml_parser
from comity.commitments.readers.texts import without_unfit
from comity.commitments.writers.docx_spans import Names
from comity.documents.directions import is_east_asian, is_rtl

Element = etree._Element

BREAK = "lastRenderedPageBreak"  # where Word last turned the page
# What may stand in a cell whose text is replaced; where there is anything else, a person must decide.
PLAIN = frozenset({"p", "r", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "proofErr", BREAK})
PROPERTIES = frozenset({"tcPr", "pPr", "rPr", "sdtPr", "sdtEndPr"})
CONTROLS = frozenset({"sdt", "sdtContent"})
ANCHORS = frozenset({"bookmarkStart", "bookmarkEnd"})
# Children of w:pPr and of w:rPr that the schema wants behind w:bidi, and behind w:rtl and w:lang.
BEHIND_LANG = frozenset({"eastAsianLayout", "specVanish", "oMath", "rPrChange"})
BEHIND_RTL = BEHIND_LANG | {"cs", "em", "lang"}
BEHIND_SIZE = BEHIND_RTL | {"highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl"}
BEHIND_BIDI = frozenset(
    {
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
        "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
        "pPrChange",
    }
)  # fmt: skip
OF_A_MARK = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange"})  # tracked changes of a paragraph's mark
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def opened(fragment: bytes, names: Names) -> Element:
    """The fragment's element, with ``names`` (prefix → namespace) in force. Give it back through ``written``."""
    declared = "".join(f" xmlns{':' * bool(prefix)}{prefix}={quoteattr(uri)}" for prefix, uri in names.items())
    return etree.fromstring(f"<wrap{declared}>".encode() + fragment + b"</wrap>", xml_parser())[0]


def written(element: Element) -> bytes:
    """The element without the declarations that hold around it anyway."""
    wrap = element.getparent()
    assert wrap is not None  # noqa: S101 - an element that ``opened`` did not give is a mistake of ours
    whole = etree.tostring(wrap, encoding="unicode")
    return whole[whole.index(">") + 1 : whole.rindex("</")].encode()


def lines_of(text: str) -> list[str]:
    """``text`` as paragraphs: fit for XML, stripped, none empty."""
    lines = (without_unfit(line).replace("\t", " ").strip() for line in text.splitlines())
    return [line for line in lines if line]


def fill(cell: Element, lines: Iterable[str], like: Element | None) -> None:
    """Put ``lines`` into an empty cell, from its first paragraph on.

    ``like`` is the look (``w:rPr``) of text beside the cell, for a cell that says nothing of its own.
    """
    paragraphs = own_paragraphs(cell)
    first = paragraphs[0] if paragraphs else etree.SubElement(cell, w(cell, "p"))
    look = _look(paragraphs) if paragraphs else None
    bare = deepcopy(first)
    for child in list(bare):
        if tag(child) != "pPr":
            bare.remove(child)
    here = first
    for number, line in enumerate(lines):
        if number:
            following = deepcopy(bare)
            without_identity(following)
            here.addnext(following)
            here = following
        _write(here, line, look if look is not None else like)


def is_plain(cell: Element) -> bool:
    """Whether the cell holds paragraphs of text and nothing that would be lost with them."""
    return all(tag(node) in PLAIN | ANCHORS for node in _content(cell))


def is_free(cell: Element) -> bool:
    """Whether a cell without words holds nothing else either: it may be written into. A form's field is no obstacle."""
    return all(tag(node) in PLAIN | ANCHORS | CONTROLS for node in _content(cell))


def empty(cell: Element) -> Element | None:
    """Take the text out of a plain cell; gives the look that it had. Bookmarks, which others may point at, stay."""
    paragraphs = own_paragraphs(cell)
    look = _look(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        for child in list(paragraph):
            if number and tag(child) in ANCHORS:
                paragraphs[0].append(child)
            elif tag(child) not in ANCHORS | PROPERTIES:
                paragraph.remove(child)
        if number:
            cell.remove(paragraph)
    return look


def look_of(cell: Element) -> Element | None:
    """How the cell's text looks (``w:rPr``), None where nothing is said of it."""
    return _look(own_paragraphs(cell))


def own_paragraphs(cell: Element) -> list[Element]:
    """The cell's paragraphs, also those in content controls, but not those of a table inside it."""
    return [
        paragraph for paragraph in cell.iter(w(cell, "p")) if next(paragraph.iterancestors(w(cell, "tc")), None) is cell
    ]


def _content(cell: Element) -> Iterator[Element]:
    """All elements of the cell but properties and what is in them."""
    for child in cell.iterchildren(tag=etree.Element):
        if tag(child) not in PROPERTIES:
            yield child
            yield from _content(child)


def _look(paragraphs: list[Element]) -> Element | None:
    """Of the first text; else of the mark of the first paragraph, which is how Word keeps the look of an empty one."""
    for paragraph in paragraphs:
        for run in paragraph.iter(w(paragraph, "r")):
            found = run.find(w(run, "rPr"))
            if found is not None:
                return found
    for paragraph in paragraphs:
        mark = paragraph.find(f"{w(paragraph, 'pPr')}/{w(paragraph, 'rPr')}")
        if mark is not None and len(mark):
            return mark
    return None


def _write(paragraph: Element, line: str, look: Element | None) -> None:
    run = etree.SubElement(paragraph, w(paragraph, "r"))
    properties = deepcopy(look) if look is not None else etree.Element(w(paragraph, "rPr"))
    for child in [child for child in properties if tag(child) in OF_A_MARK]:
        properties.remove(child)
    run.append(properties)
    if is_rtl(line):
        _turn(paragraph, properties)
    elif is_east_asian(line):
        fonts = _child(properties, "rFonts", frozenset(tag(child) for child in properties) - {"rStyle"})
        fonts.set(w(fonts, "hint"), "eastAsia")
        _child(properties, "lang", BEHIND_LANG).set(w(properties, "eastAsia"), "zh-CN")
    if not len(properties):
        run.remove(properties)
    text = etree.SubElement(run, w(run, "t"))
    text.text = line
    if "  " in line:
        text.set(XML_SPACE, "preserve")


def _turn(paragraph: Element, look: Element) -> None:
    """A right-to-left paragraph; sizes and weights of such text have elements of their own."""
    properties = paragraph.find(w(paragraph, "pPr"))
    if properties is None:
        properties = etree.Element(w(paragraph, "pPr"))
        paragraph.insert(0, properties)
    _child(properties, "bidi", BEHIND_BIDI)
    size = look.find(w(look, "sz"))
    if size is not None and look.find(w(look, "szCs")) is None:
        _child(look, "szCs", BEHIND_SIZE).set(w(look, "val"), size.get(w(look, "val"), ""))
    _child(look, "rtl", BEHIND_RTL)
    _child(look, "lang", BEHIND_LANG).set(w(look, "bidi"), "ar-SA")


def _child(parent: Element, name: str, behind: frozenset[str]) -> Element:
    """The child ``name``, made in the schema's order where there is none: before the first of ``behind``."""
    found = parent.find(w(parent, name))
    if found is None:
        found = etree.Element(w(parent, name))
        place = next((place for place, child in enumerate(parent) if tag(child) in behind), len(parent))
        parent.insert(place, found)
    return found


def without_identity(paragraph: Element) -> None:
    """A copy must not carry the number that Word gave the paragraph it was copied from."""
    for name in list(paragraph.attrib):
        if etree.QName(name).localname in {"paraId", "textId"}:
            del paragraph.attrib[name]


def tag(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def w(near: Element, name: str) -> str:
    """``name`` in the namespace of ``near``: Word has two, by the edition of the standard."""
    return f"{{{etree.QName(near).namespace}}}{name}"


def made(near: Element, name: str, **values: str) -> Element:
    """A new element with attributes, in the namespace of ``near``."""
    element = etree.Element(w(near, name))
    for key, value in values.items():
        element.set(w(near, key), value)
    return element
