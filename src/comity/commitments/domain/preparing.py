"""From a draft to what the register and the index store of it. Pure, so that another process can do it."""

import json
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from comity.commitments.indexing import Entry, bundles, searchable
from comity.commitments.readers.draft import Draft
from comity.reference.names import position_code
from comity.search.gathering import Bundle

FINGERPRINT_BYTES = 16
VALUES = (
    "key", "kind", "source", "state", "also_states", "text", "language", "mechanism", "body", "symbol", "session",
    "cycle", "paragraph", "position", "recommending_states", "date", "type", "themes", "affected_persons", "sdgs",
    "issues", "action_rank", "extra", "position_code",
)  # fmt: skip
_TEXT, _SYMBOL, _PARAGRAPH = (VALUES.index(name) for name in ("text", "symbol", "paragraph"))

_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


class Prepared(NamedTuple):
    """One draft, ready to be written: ``values`` are those of the columns :data:`VALUES`, lists as JSON."""

    row: int
    key: str
    source: str
    language: str
    mark: str  # fingerprint: equal means that nothing changed
    values: tuple[Any, ...]
    bundles: tuple[Bundle, ...]

    @property
    def text(self) -> str:
        return str(self.values[_TEXT])

    @property
    def entry(self) -> Entry:
        """What the index holds; see :func:`comity.commitments.indexing.entry`."""
        values = self.values
        return self.bundles, [(self.language, searchable(values[_TEXT], values[_SYMBOL], values[_PARAGRAPH]))]


def prepare(draft: Draft) -> Prepared:
    position = position_code(draft.position, mechanism=draft.mechanism) if draft.kind == "recommendation" else ""
    values = (
        draft.key, draft.kind, draft.source, draft.states[0], _as_json(tuple(draft.states[1:])), draft.text,
        draft.language, draft.mechanism, draft.body, draft.symbol, draft.session, draft.cycle, draft.paragraph,
        draft.position, _as_json(tuple(draft.recommending_states)), draft.date.isoformat() if draft.date else None,
        draft.type, _as_json(tuple(draft.themes)), _as_json(tuple(draft.affected_persons)),
        _as_json(tuple(draft.sdgs)), _as_json(tuple(draft.issues)), draft.action_rank, _encode(draft.extra), position,
    )  # fmt: skip
    mark, found = fingerprint(values), bundles(draft, position)
    return Prepared(draft.row, draft.key, draft.source, draft.language, mark, values, found)


def fingerprint(values: tuple[Any, ...]) -> str:
    """Hash of a row's content, 32 hexadecimal digits."""
    content = "\x1f".join(map(str, values)).encode(errors="surrogatepass")
    return blake2b(content, digest_size=FINGERPRINT_BYTES).hexdigest()


@lru_cache(maxsize=20_000)
def _as_json(values: tuple[str, ...]) -> str:
    return _encode(values)
