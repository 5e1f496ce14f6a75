"""The paragraph number that a text in the index starts with, in the forms seen there; the text is left alone.

"137.197 Improve …" · "67. To continue …" · "Recommendation No. 41, para. 81: 41. …" (81.41) · "Recommendations
contained in para. 79(a): …" · "paragraph 28: …" · a heading before it: "Rural women 49.The Committee …".
"""

import re

# What may follow a number: a letter that is not a small Latin one (capitals, Arabic, Chinese …) or an opening mark.
STARTS = r"(?=[^\W\d_a-z]|[(\[“\"‘'«¿¡])"
SUB = r"(?:\s?\([a-z]{1,4}\))?"
LEADING = re.compile(rf"(\d{{1,3}}(?:\.\d{{1,3}}){{1,2}}(?=[.\s)]|[^\W\d_])|\d{{1,3}}{SUB}(?=[.)]))[.)]?\s*{STARTS}")
NUMBERED = re.compile(r"recommendation no\.?\s*(\d{1,3}),\s*para(?:graph|\.)?\s*(\d{1,3})\s*:", re.IGNORECASE)
NAMED = re.compile(
    rf"(?:recommendations? contained in )?para(?:graph|\.)\s*(\d{{1,3}}(?:\.\d{{1,3}})?{SUB})\s*:", re.IGNORECASE
)
AFTER_HEADING = re.compile(rf"(?<=\s)(\d{{1,3}})\.\s?{STARTS}")
LONGEST_HEADING = 160
ENDS_SENTENCE = re.compile(r"[.;:!?]")
LETTERED = re.compile(r"[A-Z]\.\s?")  # "B.Positive aspects"
COUNTED = re.compile(  # words whose number is not the paragraph's: "… its resolution 45. The …"
    r"(?:resolution|articles?|paragraphs?|para|no|number|comment|rules?|goal|target|section|chapter|part|and|or|to|of|in"
    r"|session|convention|protocol|principle|page|table|annex|group|phase|grade|age|least|than)$",
    re.IGNORECASE,
)


def paragraph_of(text: str) -> str:
    """The number, "" where the text has none: "2030 Agenda …" has none, nor has "1.5 million children …"."""
    first = text[:1]
    if first.isdigit():
        found = LEADING.match(text)
        return found.group(1).replace(" ", "") if found else ""
    if first in "RrPp" and (named := _named(text)):
        return named
    return _after_heading(text)


def _named(text: str) -> str:
    numbered = NUMBERED.match(text)
    if numbered:
        return f"{numbered.group(2)}.{numbered.group(1)}"
    named = NAMED.match(text)
    return named.group(1).replace(" ", "") if named else ""


def _after_heading(text: str) -> str:
    found = AFTER_HEADING.search(text, 0, LONGEST_HEADING)
    if found is None:
        return ""
    heading = text[: found.start()]
    if LETTERED.match(heading):
        heading = heading[2:]
    last = heading.split()[-1:]
    if ENDS_SENTENCE.search(heading) or not last:
        return ""
    on_a_new_line = heading.endswith("\n")
    return found.group(1) if on_a_new_line or not COUNTED.match(last[0]) else ""
