"""A report in Word and in HTML: the same words, numbers and sources; structure, direction and language."""

import shutil
import struct
import subprocess
import zipfile
import zlib
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree, html

from comity.documents.report import Figure, Heading, Note, Paragraph, Report, Table
from comity.documents.web_page import write_html
from comity.documents.word import write_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTICE = "Draft – not a United Nations document"


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\x0b\x5a\x5a" * 8 for _row in range(4))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 4, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def report(language="en"):
    made = Report(title="Report <on> Samoa", language=language, notice=NOTICE, notes_title="Sources", facts=["Today."])
    made.blocks = [
        Heading("Education"),
        Paragraph("Open schools (Kenya);", "1", (Note("A/HRC/59/99, paragraph 140.1.", "https://example.org/1"),)),
        Paragraph("Twelve & more.", quoted=True),
        Paragraph("افتتحت الوزارة مدارس في عام 2024", "2", (Note("المصدر"), Note("Second", "javascript:alert(1)"))),
        Paragraph("保障儿童受教育的权利", "3"),
        Table("Positions", ("Position", "Number"), [("Supported", 182), ("Noted", 33)]),
        Figure(png(), "Figure 1", "A green box"),
    ]
    return made


def word(made):
    target = BytesIO()
    write_word(target, made)
    return docx.Document(target), zipfile.ZipFile(target)


def page(made):
    target = BytesIO()
    write_html(target, made)
    return html.fromstring(target.getvalue().decode())


def test_word_has_the_notice_first_and_on_every_page():
    document, _parts = word(report())
    assert document.paragraphs[0].text == NOTICE
    assert document.sections[0].header.paragraphs[0].text == NOTICE
    assert document.core_properties.title == "Report <on> Samoa"


def test_word_has_headings_numbers_and_repeated_table_headings():
    document, _parts = word(report())
    styled = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert (styled["Report <on> Samoa"], styled["Education"]) == ("Title", "Heading 1")
    assert styled["1.\tOpen schools (Kenya);"] == "Normal"
    assert styled["Twelve & more."] == "Quote"
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [["Supported", "182"], ["Noted", "33"]]
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "A green box"


def test_word_calls_every_source_in_its_place():
    document, parts = word(report())
    notes = etree.fromstring(parts.read("word/endnotes.xml"))
    texts = {one.get(f"{W}id"): "".join(one.itertext()).strip() for one in notes}
    assert texts["1"] == "A/HRC/59/99, paragraph 140.1. https://example.org/1"
    called = {
        paragraph.text.partition("\t")[0]: [one.get(f"{W}id") for one in paragraph._p.iter(f"{W}endnoteReference")]
        for paragraph in document.paragraphs
    }
    assert (called["1."], called["2."], called["3."]) == (["1"], ["2", "3"], [])


def test_arabic_paragraphs_run_from_the_right_in_either_language():
    for language in ("en", "ar"):
        document, _parts = word(report(language))
        turned = {one.text: one._p.find(f".//{W}bidi") is not None for one in document.paragraphs if one.text.strip()}
        assert turned["2.\tافتتحت الوزارة مدارس في عام 2024"]
        assert not turned["1.\tOpen schools (Kenya);"]
        assert (document.sections[0]._sectPr.find(f"{W}bidi") is not None) == (language == "ar")
        assert (document.tables[0]._tbl.tblPr.find(f"{W}bidiVisual") is not None) == (language == "ar")


def test_report_without_sources_has_no_list_of_them():
    made = report()
    made.blocks = [Paragraph("Nothing.")]
    document, parts = word(made)
    assert "word/endnotes.xml" not in parts.namelist()
    assert "Sources" not in [paragraph.text for paragraph in document.paragraphs]
    assert page(made).xpath("//*[@role='doc-endnotes']") == []


def test_html_says_the_same_and_links_sources_both_ways():
    found = page(report())
    assert found.get("lang") == "en"
    assert found.xpath("//main/p[1]")[0].text_content() == NOTICE
    assert found.xpath("//h1")[0].text == "Report <on> Samoa"
    assert found.xpath("//p[@id='p-1']")[0].text_content() == "1. Open schools (Kenya);1"
    assert [one.get("href") for one in found.xpath("//sup/a")] == ["#note-1", "#note-2", "#note-3"]
    assert [one.get("href") for one in found.xpath("//*[@role='doc-backlink']")] == ["#call-1", "#call-2", "#call-3"]
    assert [one.text_content() for one in found.xpath("//tbody/tr/th")] == ["Supported", "Noted"]
    assert found.xpath("//img")[0].get("alt") == "A green box"


def test_html_links_only_to_addresses_of_the_web():
    assert page(report()).xpath("//a[starts-with(@href, 'javascript')]") == []


def test_html_has_the_direction_of_its_language_and_of_each_text():
    found = page(report("ar"))
    assert found.get("dir") == "rtl"
    assert [one.get("dir") for one in found.xpath("//p[@id]")] == ["ltr", "rtl", "ltr"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here.")
def test_libreoffice_opens_the_file(tmp_path):
    path = tmp_path / "report.docx"
    with path.open("wb") as target:
        write_word(target, report("ar"))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    assert (tmp_path / "report.pdf").stat().st_size > 5_000
