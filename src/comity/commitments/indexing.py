"""How a recommendation stands in the search index: the values of its facets, its sort keys and its texts.

One vocabulary for all sources: three generations of themes, spellings of bodies and names of States become one code
each. What has no code in the vocabulary stands under its own name, so that nothing imported is invisible.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from comity.commitments.content import OF_DOCUMENT, Content
from comity.reference.names import cycle_of, group_code, issue_code, sdg_codes, theme_code
from comity.search.gathering import Bundle

COLLECTION = "recommendations"
FIRST_STATE, DATE, PARAGRAPH, LANGUAGE = "first_state", "date", "paragraph", "language"
_PARTS = re.compile(r"\d+|[a-z]+")
_WIDTH = 4


Entry = tuple[tuple[Bundle, ...], list[tuple[str, str]]]  # values by field, bundled; texts as (language, text)


def entry(content: Content, further: Sequence[tuple[str, str]] = ()) -> Entry:
    """What the index holds of a recommendation; ``further`` are its texts in other languages, (language, text)."""
    found, texts = bundles(content), [(content.language, searchable(content.text, content.symbol, content.paragraph))]
    if further:
        more = dict.fromkeys(language_bundle(language) for language, _text in further)
        return (*found, *(bundle for bundle in more if bundle not in found)), [*texts, *further]
    return found, texts


def searchable(text: str, symbol: str, paragraph: str) -> str:
    """What words are found in: the text, then the document's symbol and the paragraph's number."""
    return f"{text}\n{symbol} {paragraph}".rstrip()


def bundles(content: Content) -> tuple[Bundle, ...]:
    """Values by facet and sort key, in bundles of what many records have alike."""
    return (
        _of_document(content[OF_DOCUMENT]),
        _day(content.date),
        _states(content.state, content.also_states),
        *_themes(content.themes),
        _tags("group", content.affected_persons),
        _goals(content.sdgs),
        _tags("issue", content.issues),
        _paragraph(content.paragraph),
        language_bundle(content.language),
    )


@lru_cache(maxsize=20_000)
def _of_document(document: tuple[Any, ...]) -> Bundle:
    """What records of one document have alike."""
    mechanism, body, position, kind, source, type_, session, cycle = document
    values = {
        "mechanism": mechanism,
        "body": body,
        "session": session,
        "cycle": cycle or (cycle_of(session) if session and mechanism == "upr" else None),
        "position": position,
        "kind": kind,
        "source": source,
        "type": type_,
    }
    return tuple((field, (str(value),)) for field, value in values.items() if value)


@lru_cache(maxsize=20_000)
def _day(day: str | None) -> Bundle:
    return (("year", (day[:4],)), (DATE, (day,))) if day else ()


@lru_cache(maxsize=5_000)
def _states(first: str, others: str) -> Bundle:
    return ("state", tuple(dict.fromkeys([first, *json.loads(others)]))), (FIRST_STATE, (first,))


CODES = {"group": group_code, "issue": issue_code}


@lru_cache(maxsize=20_000)
def _tags(field: str, tags: str) -> Bundle:
    code = CODES[field]
    values = tuple(dict.fromkeys(code(tag) or tag for tag in json.loads(tags) if tag))
    return ((field, values),) if values else ()


def _themes(tags: str) -> tuple[Bundle, ...]:
    """One bundle a theme: records have three on average, in too many combinations to be remembered."""
    return tuple(map(_theme, json.loads(tags))) if tags != "[]" else ()


@cache
def _theme(tag: str) -> Bundle:
    return (("theme", (theme_code(tag) or tag,)),) if tag else ()


@lru_cache(maxsize=20_000)
def _goals(tags: str) -> Bundle:
    """Targets, and the goal of each: whoever asks for Goal 4 means its targets too."""
    values = tuple(dict.fromkeys(value for tag in json.loads(tags) if tag for value in _goal_and_target(tag)))
    return (("sdg", values),) if values else ()


def _goal_and_target(tag: str) -> Iterator[str]:
    code = sdg_codes(tag)
    if code is None:
        yield tag
    else:
        yield code.partition(".")[0]
        yield code


@lru_cache(maxsize=20_000)
def _paragraph(paragraph: str) -> Bundle:
    key = paragraph_key(paragraph)
    return ((PARAGRAPH, (key,)),) if key else ()


@cache
def language_bundle(language: str) -> Bundle:
    return ((LANGUAGE, (language,)),)


def paragraph_key(paragraph: str) -> str:
    """A paragraph's number so that its letters sort like numbers: "79(a)" before "137.5" before "137.12"."""
    parts = _PARTS.findall(paragraph.lower())
    return ".".join(part.zfill(_WIDTH) if part.isdigit() else part for part in parts)
