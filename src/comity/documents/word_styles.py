"""How reports look in Word: fonts for all scripts, sizes, the language of the text, direction of the styles."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur"})
LATIN, ARABIC, CHINESE = "Calibri", "Arial", "SimSun"
SIZE = Pt(11)
HALF_POINTS = 2
INK = RGBColor(0x1F, 0x24, 0x28)
STYLES = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote", "Intense Quote")
LANGUAGES = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
SIZES = {"Title": Pt(22), "Subtitle": Pt(13), "Heading 1": Pt(16), "Heading 2": Pt(13), "Heading 3": Pt(11)}


def set_styles(document: Any, language: str) -> None:
    """One plain look, dark on white; every style has a font for each script and the report's language."""
    for name in STYLES:
        style = document.styles[name]
        style.font.name = LATIN
        style.font.color.rgb = INK
        style.font.size = SIZES.get(name, SIZE)
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for kind in [one for one in fonts.attrib if one.endswith("Theme")]:
            del fonts.attrib[kind]
        fonts.set(qn("w:cs"), ARABIC)
        fonts.set(qn("w:eastAsia"), CHINESE)
        _set_for_scripts(properties, style.font.size, language)
    document.styles["Normal"].paragraph_format.space_after = Pt(8)


def _set_for_scripts(properties: Any, size: Any, language: str) -> None:
    """Sizes of right-to-left text and the languages of all scripts, which python-docx has no words for."""
    for tag in ("szCs", "lang", "iCs", "spacing", "kern"):  # Arabic has no italics and takes no spaced letters
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
    big = OxmlElement("w:szCs")
    big.set(qn("w:val"), str(int(size.pt * HALF_POINTS)))
    properties.insert_element_before(
        big, "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em",
        "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath",
    )  # fmt: skip
    spoken = OxmlElement("w:lang")
    code = LANGUAGES.get(language, language)
    spoken.set(qn("w:val"), code if language not in {"ar", "zh"} else LANGUAGES["en"])
    spoken.set(qn("w:eastAsia"), LANGUAGES["zh"])
    spoken.set(qn("w:bidi"), code if language in RTL_LANGUAGES else LANGUAGES["ar"])
    properties.insert_element_before(spoken, "w:eastAsianLayout", "w:specVanish", "w:oMath")
