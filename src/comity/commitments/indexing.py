"""How a recommendation stands in the search index: the values of its facets, its sort keys and its texts.

One vocabulary for all sources: three generations of themes, spellings of bodies and names of States become one code
each. What has no code in the vocabulary stands under its own name, so that nothing imported is invisible.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from comity.commitments.models import Recommendation
from comity.commitments.readers.draft import Draft
from comity.reference.names import cycle_of, group_code, issue_code, sdg_codes, theme_code

COLLECTION = "recommendations"
FIRST_STATE, DATE, PARAGRAPH, LANGUAGE = "first_state", "date", "paragraph", "language"
_PARTS = re.compile(r"\d+|[a-z]+")
_WIDTH = 4


Content = Draft | Recommendation
Entry = tuple[dict[str, Sequence[str]], list[tuple[str, str]]]  # values by field; texts as (language, text)


def entry(content: Content, position_code: str, further: Sequence[tuple[str, str]] = ()) -> Entry:
    """What the index holds of a recommendation; ``further`` are its texts in other languages, (language, text)."""
    values = _fields(content, position_code)
    values[LANGUAGE] = tuple(dict.fromkeys([content.language, *(language for language, _text in further)]))
    return values, [(content.language, own_text(content)), *further]


def own_text(content: Content) -> str:
    """What words are found in: the text, then the document's symbol and the paragraph's number."""
    return f"{content.text}\n{content.symbol} {content.paragraph}".rstrip()


def _fields(content: Content, position_code: str) -> dict[str, Sequence[str]]:
    cycle = content.cycle or (cycle_of(content.session) if content.session and content.mechanism == "upr" else None)
    return {
        "state": tuple(dict.fromkeys(content.states)),
        FIRST_STATE: content.states[:1],
        "mechanism": _one(content.mechanism),
        "body": _one(content.body),
        "session": _one(content.session),
        "cycle": _one(cycle),
        "position": _one(position_code),
        "theme": _codes(theme_code, tuple(content.themes)),
        "group": _codes(group_code, tuple(content.affected_persons)),
        "sdg": _goals(tuple(content.sdgs)),
        "issue": _codes(issue_code, tuple(content.issues)),
        "year": _one(content.date and content.date.year),
        "kind": _one(content.kind),
        "source": _one(content.source),
        "type": _one(content.type),
        DATE: _one(content.date and content.date.isoformat()),
        PARAGRAPH: _one(paragraph_key(content.paragraph)),
    }


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
