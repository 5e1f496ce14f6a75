"""A report as a Word file (``.docx``), right-to-left and Chinese included; opens without repair, reads by structure."""

from io import BytesIO
from typing import IO, Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from comity.documents.directions import is_east_asian, is_rtl
from comity.documents.report import Block, Figure, Heading, Paragraph, Report, Table
from comity.documents.word_notes import EndNotes
from comity.documents.word_styles import RTL_LANGUAGES, set_styles

TABLE_SIZE = Pt(9)
PICTURE_WIDTH = Cm(16)


def write_word(target: IO[bytes], report: Report) -> None:
    """Write the report as a .docx file."""
    document = docx.Document()
    document.core_properties.title = report.title
    document.core_properties.language = report.language
    document.core_properties.author = "Comity"
    document.core_properties.comments = report.notice
    set_styles(document, report.language)
    _Writer(document, report).write()
    document.save(target)


class _Writer:
    def __init__(self, document: Any, report: Report) -> None:
        self.document = document
        self.report = report
        self.rtl = report.language in RTL_LANGUAGES
        self.notes = EndNotes(document, report.notes())

    def write(self) -> None:
        report = self.report
        self._page()
        self._text(report.notice, style="Intense Quote")
        self._text(report.title, style="Title")
        if report.subtitle:
            self._text(report.subtitle, style="Subtitle")
        for fact in report.facts:
            self._text(fact)
        for block in report.blocks:
            self._block(block)
        if any(True for _note in report.notes()):
            self._text(report.notes_title, style="Heading 1")

    def _page(self) -> None:
        """The notice above every page, its number below."""
        section = self.document.sections[0]
        if self.rtl:
            section._sectPr.find(qn("w:docGrid")).addprevious(OxmlElement("w:bidi"))
        self._fill(section.header.paragraphs[0], self.report.notice)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), "PAGE")
        foot._p.append(number)

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._text(block.text, style=f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Figure):
            self._figure(block)

    def _paragraph(self, block: Paragraph) -> None:
        numbered = f"{block.number}.\t{block.text}" if block.number else block.text
        paragraph = self._text(numbered, style="Quote" if block.quoted else None)
        for note in block.notes:
            self.notes.call(paragraph, note)

    def _text(self, text: str, style: str | None = None) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self._fill(paragraph, text)
        return paragraph

    def _fill(self, paragraph: Any, text: str, *, bold: bool = False) -> None:
        """Text with the direction of its own words; a short text without letters goes the document's way."""
        rtl = is_rtl(text) if any(sign.isalpha() for sign in text) else self.rtl
        run = paragraph.add_run(text)
        run.bold = bold or None
        if rtl:
            _turn(paragraph)
            run.font.rtl = True
        elif is_east_asian(text):
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")

    def _table(self, block: Table) -> None:
        caption = self._text(block.caption, style="Caption")
        caption.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1 + len(block.rows), cols=len(block.columns))
        table.style = "Table Grid"
        if self.rtl:
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        head, *lines = table.rows
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, words in zip(head.cells, block.columns, strict=True):
            self._cell(cell, words, bold=True)
        for line, values in zip(lines, block.rows, strict=True):
            for place, (cell, value) in enumerate(zip(line.cells, values, strict=True)):
                self._cell(cell, str(value), bold=place == 0, number=not isinstance(value, str))
        self.document.add_paragraph()

    def _cell(self, cell: Any, text: str, *, bold: bool = False, number: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        self._fill(paragraph, text, bold=bold)
        for run in paragraph.runs:
            run.font.size = TABLE_SIZE
        if number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if self.rtl else WD_ALIGN_PARAGRAPH.RIGHT

    def _figure(self, block: Figure) -> None:
        picture = self.document.add_picture(BytesIO(block.png), width=PICTURE_WIDTH)
        picture._inline.docPr.set("descr", block.description)
        self._text(block.caption, style="Caption")


def _turn(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
        "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:rPr", "w:sectPr",
    )  # fmt: skip
