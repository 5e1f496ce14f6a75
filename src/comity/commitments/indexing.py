"""How a recommendation stands in the search index: the values of its facets, its sort keys and its texts.

One vocabulary for all sources: three generations of themes, spellings of bodies and names of States become one code
each. What has no code in the vocabulary stands under its own name, so that nothing imported is invisible.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from comity.reference.names import cycle_of, group_code, issue_code, sdg_codes, theme_code

if TYPE_CHECKING:  # this module also runs where there is no Django
    from comity.commitments.models import Recommendation
    from comity.commitments.readers.draft import Draft

    Content = Draft | Recommendation

COLLECTION = "recommendations"
FIRST_STATE, DATE, PARAGRAPH, LANGUAGE = "first_state", "date", "paragraph", "language"
_PARTS = re.compile(r"\d+|[a-z]+")
_WIDTH = 4


Entry = tuple[dict[str, Sequence[str]], list[tuple[str, str]]]  # values by field; texts as (language, text)


def entry(content: "Content", position_code: str, further: Sequence[tuple[str, str]] = ()) -> Entry:
    """What the index holds of a recommendation; ``further`` are its texts in other languages, (language, text)."""
    own = _fields(content, position_code) | {LANGUAGE: (content.language,)}, [(content.language, own_text(content))]
    return with_further(own, further) if further else own


def with_further(own: Entry, further: Sequence[tuple[str, str]]) -> Entry:
    """An entry with texts in other languages added."""
    values, texts = own
    languages = tuple(dict.fromkeys([*values[LANGUAGE], *(language for language, _text in further)]))
    return values | {LANGUAGE: languages}, [*texts, *further]


def own_text(content: "Content") -> str:
    return searchable(content.text, content.symbol, content.paragraph)


def searchable(text: str, symbol: str, paragraph: str) -> str:
    """What words are found in: the text, then the document's symbol and the paragraph's number."""
    return f"{text}\n{symbol} {paragraph}".rstrip()


def _fields(content: "Content", position_code: str) -> dict[str, Sequence[str]]:
    states = content.states
    return {
        **_common(
            _Document(
                content.mechanism, content.body, content.session, content.cycle, position_code, content.kind,
                content.source, content.type, content.date,
            )
        ),
        "state": (states[0],) if len(states) == 1 else tuple(dict.fromkeys(states)),
        FIRST_STATE: (states[0],),
        "theme": _codes(theme_code, tuple(content.themes)),
        "group": _codes(group_code, tuple(content.affected_persons)),
        "sdg": _goals(tuple(content.sdgs)),
        "issue": _codes(issue_code, tuple(content.issues)),
        PARAGRAPH: _one(paragraph_key(content.paragraph)),
    }  # fmt: skip


class _Document(NamedTuple):
    mechanism: str
    body: str
    session: int | None
    cycle: int | None
    position: str
    kind: str
    source: str
    type: str
    day: date | None


@lru_cache(maxsize=20_000)
def _common(document: _Document) -> dict[str, tuple[str, ...]]:
    """What all records of one document, or of one day, have alike. Shared: do not change it."""
    mechanism, body, session, cycle, position, kind, source, type_, day = document
    return {
        "mechanism": _one(mechanism),
        "body": _one(body),
        "session": _one(session),
        "cycle": _one(cycle or (cycle_of(session) if session and mechanism == "upr" else None)),
        "position": _one(position),
        "kind": _one(kind),
        "source": _one(source),
        "type": _one(type_),
        "year": _one(day and day.year),
        DATE: _one(day and day.isoformat()),
    }


@lru_cache(maxsize=20_000)
def paragraph_key(paragraph: str) -> str:
    """A paragraph's number so that its letters sort like numbers: "79(a)" before "137.5" before "137.12"."""
    parts = _PARTS.findall(paragraph.lower())
    return ".".join(part.zfill(_WIDTH) if part.isdigit() else part for part in parts)


def _one(value: object) -> tuple[str, ...]:
    return (str(value),) if value else ()


@lru_cache(maxsize=50_000)
def _codes(code: Callable[[str], str | None], tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code(tag) or tag for tag in tags if tag))


@lru_cache(maxsize=50_000)
def _goals(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Targets, and the goal of each: whoever asks for Goal 4 means its targets too."""
    return tuple(dict.fromkeys(value for tag in tags if tag for value in _goal_and_target(tag)))


def _goal_and_target(tag: str) -> Iterator[str]:
    code = sdg_codes(tag)
    if code is None:
        yield tag
    else:
        yield code.partition(".")[0]
        yield code
