"""A recommendation's content as it is stored: the form in which drafts and records are compared and written."""

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # this module also runs where there is no Django
    from comity.commitments.models import Recommendation
    from comity.commitments.readers.draft import Draft

FINGERPRINT_BYTES = 16

_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


class Content(NamedTuple):
    """One row of the register without its number: lists and ``extra`` as JSON, the date as ISO text."""

    key: str
    state: str
    also_states: str
    text: str
    language: str
    symbol: str
    paragraph: str
    position: str
    recommending_states: str
    themes: str
    affected_persons: str
    sdgs: str
    issues: str
    extra: str
    mechanism: str  # from here to cycle: what records of one document have alike
    body: str
    position_code: str
    kind: str
    source: str
    type: str
    session: int | None  # from here on: what is no text
    cycle: int | None
    date: str | None
    action_rank: int | None


OF_DOCUMENT = slice(Content._fields.index("mechanism"), Content._fields.index("cycle") + 1)
_NO_TEXTS = Content._fields.index("session")
_SEPARATOR = "\x1f"


def content_of(said: "Draft | Recommendation", position_code: str) -> Content:
    """The content of a draft or of a record."""
    states = said.states
    return Content(
        said.key, states[0], _as_json(states[1:]), said.text, said.language, said.symbol, said.paragraph, said.position,
        _as_json(said.recommending_states), _as_json(said.themes), _as_json(said.affected_persons),
        _as_json(said.sdgs), _as_json(said.issues), _object_as_json(said.extra), said.mechanism, said.body,
        position_code, said.kind, said.source, said.type, said.session, said.cycle,
        said.date.isoformat() if said.date else None, said.action_rank,
    )  # fmt: skip


def fingerprint(content: Content) -> str:
    """Hash of all content, 32 hexadecimal digits: equal means that nothing changed."""
    text = _SEPARATOR.join(content[:_NO_TEXTS]) + repr(content[_NO_TEXTS:])  # type: ignore[arg-type]
    return blake2b(text.encode(errors="surrogatepass"), digest_size=FINGERPRINT_BYTES).hexdigest()


def _as_json(values: list[Any]) -> str:
    """A list of texts as JSON; joined where nothing has to be escaped, which is five times as fast."""
    if not values:
        return "[]"
    try:
        joined = "".join(values)
    except TypeError:  # further columns of a file may hold anything
        return _encode(values)
    if '"' in joined or "\\" in joined or not joined.isprintable():
        return _encode(values)
    return '["' + '", "'.join(values) + '"]'


def _object_as_json(values: dict[str, object]) -> str:
    if not values:
        return "{}"
    members = [
        f"{_encode(name)}: {_as_json(value) if type(value) is list else _encode(value)}"
        for name, value in values.items()
    ]
    return "{" + ", ".join(members) + "}"
