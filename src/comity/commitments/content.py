"""A recommendation's content as it is stored: the form in which drafts and records are compared and written."""

import json
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # this module also runs where there is no Django
    from comity.commitments.models import Recommendation
    from comity.commitments.readers.draft import Draft

FINGERPRINT_BYTES = 16

_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


class Content(NamedTuple):
    """One row of the register without its number: lists and ``extra`` as JSON, the date as ISO text."""

    key: str
    kind: str
    source: str
    state: str
    also_states: str
    text: str
    language: str
    mechanism: str
    body: str
    symbol: str
    session: int | None
    cycle: int | None
    paragraph: str
    position: str
    position_code: str
    recommending_states: str
    date: str | None
    type: str
    themes: str
    affected_persons: str
    sdgs: str
    issues: str
    action_rank: int | None
    extra: str


def content_of(said: "Draft | Recommendation", position_code: str) -> Content:
    """The content of a draft or of a record."""
    states = said.states
    return Content(
        said.key, said.kind, said.source, states[0], _as_json(states[1:]), said.text, said.language, said.mechanism,
        said.body, said.symbol, said.session, said.cycle, said.paragraph, said.position, position_code,
        _as_json(said.recommending_states), said.date.isoformat() if said.date else None, said.type,
        _as_json(said.themes), _as_json(said.affected_persons), _as_json(said.sdgs), _as_json(said.issues),
        said.action_rank, _encode(said.extra),
    )  # fmt: skip


def fingerprint(content: Content) -> str:
    """Hash of all content, 32 hexadecimal digits: equal means that nothing changed."""
    text = "\x1f".join(map(str, content)).encode(errors="surrogatepass")
    return blake2b(text, digest_size=FINGERPRINT_BYTES).hexdigest()


def _as_json(values: list[str]) -> str:
    return _tuple_as_json(tuple(values)) if values else "[]"


@lru_cache(maxsize=20_000)
def _tuple_as_json(values: tuple[str, ...]) -> str:
    return _encode(values)
