"""Reports of the Working Group as they are laid out, with texts of our own."""

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

SUPPORTED = "The recommendations below were examined by Samoa and enjoy the support of Samoa:"
PENDING = "Samoa will examine the following recommendations and will provide responses in due course, by the session:"
NOTED = "The recommendations below did not enjoy the support of Samoa and would thus be noted:"
CLOSING = "All conclusions and/or recommendations in this report are those of the States that made them."
COVER = (
    "United Nations",
    "A/HRC/59/99",
    "Distr.: General\n3 July 2025\nOriginal: English",
    "Human Rights Council\nFifty-ninth session",
    "Report of the Working Group on the Universal Periodic Review",
    "Samoa",
    "Contents",
    "II. Conclusions and/or recommendations\t12",
    "1. The Working Group held its forty-eighth session in January 2025. The review of Samoa was held on the 21st.",
    "17. Kenya noted that recommendations of the second cycle were supported and asked for more (as did Fiji).",
    "II. Conclusions and/or recommendations",
)
LISTS = (
    f"140. {SUPPORTED}",
    "140.1\tOpen free pre-schools in every village (Kenya);",
    "140.2 Train teachers in sign language (Chile) (Peru, Viet Nam and Bosnia and Herzegovina);",
    f"141. {PENDING}",
    "141.1. Ratify the Convention against Torture (Fiji);",
    f"142. {NOTED}",
    "142.1 Raise the age of criminal responsibility (Norway).",
    f"143. {CLOSING}",
    "143.1 This stands behind the lists (Kenya);",
)


def report(tmp_path, lists=LISTS, *, cover=COVER, name="report.docx", number=None):
    """A report; ``number(document, paragraph, text)`` may take the numbers over."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = cover[1] if len(cover) > 1 else ""
    for text in cover:
        document.add_paragraph(text)
    for text in lists:
        paragraph = document.add_paragraph()
        if number is None or not number(document, paragraph, text):
            paragraph.add_run(text)
    path = tmp_path / name
    document.save(path)
    return path


def counted_by_word(style=False):
    """Let Word count: lists on level 0 from 140 on, items on level 1; with ``style`` through paragraph styles."""

    def number(document, paragraph, text):
        head, _space, rest = text.replace("\t", " ").partition(" ")
        if not head.rstrip(".").replace(".", "").isdigit():
            return False
        level = 1 if "." in head.rstrip(".") else 0
        _define(document, style=style)
        if style:
            paragraph.style = document.styles[f"Level {level}"]
        else:
            paragraph._p.get_or_add_pPr().append(_numbering(level))
        paragraph.add_run(rest)
        return True

    return number


def _numbering(level):
    numbering = OxmlElement("w:numPr")
    for tag, value in (("ilvl", level), ("numId", 77)):
        child = OxmlElement(f"w:{tag}")
        child.set(qn("w:val"), str(value))
        numbering.append(child)
    return numbering


def _define(document, *, style):
    part = document.part.numbering_part.element
    if part.find(f"{qn('w:num')}[@{qn('w:numId')}='77']") is not None:
        return
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for level, (start, text) in enumerate(((140, "%1."), (1, "%1.%2"))):
        element = OxmlElement("w:lvl")
        element.set(qn("w:ilvl"), str(level))
        for tag, value in (("start", start), ("numFmt", "decimal"), ("pStyle", f"Level{level}"), ("lvlText", text)):
            if tag != "pStyle" or style:
                child = OxmlElement(f"w:{tag}")
                child.set(qn("w:val"), str(value))
                element.append(child)
        abstract.append(element)
    part.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    num.append(link)
    part.append(num)
    for level in (0, 1) if style else ():
        made = document.styles.add_style(f"Level {level}", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        made.element.set(qn("w:styleId"), f"Level{level}")
        made.element.get_or_add_pPr().append(_numbering(0))
