"""Word's own endnotes, which python-docx does not write: a part of the file, called from the text by number."""

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from comity.documents.directions import is_rtl
from comity.documents.report import Note

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
SEPARATORS = (
    '<w:endnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:endnote>'
    '<w:endnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:endnote>'
)
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


class EndNotes:
    """All endnotes of a document; each is called once, in the order in which they were given."""

    def __init__(self, document: Any, notes: Iterable[tuple[int, Note]]) -> None:
        self._next = 0
        listed = list(notes)
        if listed:
            package = document.part.package
            blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{_xml(listed)}'.encode()
            part = Part(PackURI("/word/endnotes.xml"), CONTENT_TYPE, blob, package)
            document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)
            _count_in_figures(document)

    def call(self, paragraph: Any, note: Note) -> None:
        """Call the next note at the end of ``paragraph``."""
        del note
        self._next += 1
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:endnoteReference")
        reference.set(qn("w:id"), str(self._next))
        run._r.append(reference)


def _count_in_figures(document: Any) -> None:
    """Word counts endnotes in Roman letters unless told otherwise."""
    properties = OxmlElement("w:endnotePr")
    form = OxmlElement("w:numFmt")
    form.set(qn("w:val"), "decimal")
    properties.append(form)
    section = document.sections[0]._sectPr
    section.find(qn("w:pgSz")).addprevious(properties)


def _xml(notes: list[tuple[int, Note]]) -> str:
    return f"<w:endnotes {nsdecls('w')}>{SEPARATORS}{''.join(_note(*one) for one in notes)}</w:endnotes>"


def _note(number: int, note: Note) -> str:
    text = f"{note.text} {note.url}".strip()
    turned = is_rtl(text)
    paragraph = "<w:pPr><w:bidi/></w:pPr>" if turned else ""
    look = "<w:rPr><w:rtl/></w:rPr>" if turned else ""
    return (
        f'<w:endnote w:id="{number}"><w:p>{paragraph}<w:r>{RAISED}<w:endnoteRef/></w:r>'
        f'<w:r>{look}<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:endnote>'
    )
