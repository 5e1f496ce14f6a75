"""Making a text fit for the register without touching its words: entities, HTML, control characters, space.

The text comes with the codes of what was mended, so that the caller can report each. The common case, a clean
text, costs a handful of substring searches.
"""

import html
import re

import nh3

# Characters no database or page can show: C0 but tab and line feed, DEL, C1, lone surrogates, non-characters.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
ELEMENTS = (
    "a|abbr|b|blockquote|br|center|code|col|dd|div|dl|dt|em|figure|font|h[1-6]|hr|html|body|head|i|iframe|img|ins|label|li|"
    "link|meta|o:p|object|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|"
    "tt|u|ul|svg|video|form|input|button"
)
TAG = re.compile(rf"</?(?:{ELEMENTS})(?=[\s/>])[^<>]*>|<!--", re.IGNORECASE)
NOT_A_TAG = re.compile(rf"<(?!/?(?:{ELEMENTS})(?=[\s/>])[^<>]*>|!--)", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|dd|dt|blockquote)\s*>", re.IGNORECASE)
BLANK_LINES = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")
ROUNDS = 3  # texts escaped more often than this are left as they are

MESSAGES = {
    "control-character": "Characters that no text may hold were removed.",
    "entity-unescaped": "HTML entities were turned into the characters they stand for.",
    "html-removed": "HTML was removed; its text was kept.",
    "stray-space": "Space before or after the value was removed.",
}
CLEAN: tuple[str, ...] = ()
STRAY_SPACE = ("stray-space",)


def clean(raw: str) -> tuple[str, tuple[str, ...]]:
    """``raw`` without markup, unfit characters and outer space; codes of what was done (keys of MESSAGES)."""
    text = raw.strip()
    if fit(text):
        return text, CLEAN if len(text) == len(raw) else STRAY_SPACE
    return _mended(raw)


def fit(text: str) -> bool:
    """Whether nothing but outer space could need mending."""
    return (
        "<" not in text
        and ("&" not in text or ENTITY.search(text) is None)
        and (text.replace("\n", "").isprintable() or UNFIT.search(text) is None)
    )


def _mended(raw: str) -> tuple[str, tuple[str, ...]]:
    codes: dict[str, None] = {}  # in order, once each
    text = without_unfit(raw)
    if text != raw:
        codes["control-character"] = None
    for _ in range(ROUNDS):
        before = text
        if TAG.search(text):
            text = _without_html(text)
            codes["html-removed"] = None
        unescaped = ENTITY.sub(_unescaped, text)
        if unescaped != text:
            text = without_unfit(unescaped).replace("\xa0", " ")
            codes["entity-unescaped"] = None
        if text == before:
            break
    return text.strip(), tuple(codes)


def _unescaped(entity: re.Match[str]) -> str:
    return html.unescape(entity.group())


def without_unfit(text: str) -> str:
    """Line ends of other systems become line feeds, every other unfit character goes."""
    return UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _without_html(text: str) -> str:
    """The text of an HTML fragment, a line feed where a block ended; "<" that opens no element stays."""
    escaped = NOT_A_TAG.sub("&lt;", text)
    bare = nh3.clean(BREAK.sub("\n", escaped), tags=set())
    # nh3 escapes what it leaves; what the file had escaped itself is unescaped by the caller, once more
    restored = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&nbsp;", " ")
    return BLANK_LINES.sub("\n", restored)


def squeezed(raw: str) -> str:
    """One clean line, every run of white space one space. For names and other short values."""
    text, _ = clean(raw)
    return " ".join(text.split())
