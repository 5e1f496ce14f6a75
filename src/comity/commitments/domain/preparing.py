"""From a draft to what the register and the index store of it. Pure, so that another process can do it."""

import json
from collections.abc import Generator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

from comity.commitments.indexing import Entry, entry, searchable
from comity.commitments.readers.draft import Draft, Problem, Reader
from comity.reference.names import position_code

AT_ONCE = 1_000  # drafts held in memory
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
    fields: dict[str, Sequence[str]]

    @property
    def text(self) -> str:
        return str(self.values[_TEXT])

    @property
    def entry(self) -> Entry:
        """What the index holds; see :func:`comity.commitments.indexing.entry`."""
        values = self.values
        return self.fields, [(self.language, searchable(values[_TEXT], values[_SYMBOL], values[_PARAGRAPH]))]


class Batch(NamedTuple):
    """Some drafts in the order of the file, the problems met since the last batch, and the rows read so far."""

    drafts: list[Prepared]
    problems: list[Problem]
    rows_read: int


def batches(reader: Reader) -> Generator[Batch]:
    """All that ``reader`` reads, and at the end what it noted after the last draft."""
    drafts = iter(reader)
    while some := list(islice(drafts, AT_ONCE)):
        yield Batch([prepare(draft) for draft in some], _taken(reader), reader.rows_read)
    yield Batch([], _taken(reader), reader.rows_read)


def _taken(reader: Reader) -> list[Problem]:
    """The reader's problems so far, taken over: there may be as many as rows."""
    problems = list(reader.problems)
    reader.problems.clear()
    return problems


def prepare(draft: Draft) -> Prepared:
    position = position_code(draft.position, mechanism=draft.mechanism) if draft.kind == "recommendation" else ""
    values = (
        draft.key, draft.kind, draft.source, draft.states[0], _as_json(tuple(draft.states[1:])), draft.text,
        draft.language, draft.mechanism, draft.body, draft.symbol, draft.session, draft.cycle, draft.paragraph,
        draft.position, _as_json(tuple(draft.recommending_states)), draft.date.isoformat() if draft.date else None,
        draft.type, _as_json(tuple(draft.themes)), _as_json(tuple(draft.affected_persons)),
        _as_json(tuple(draft.sdgs)), _as_json(tuple(draft.issues)), draft.action_rank, _encode(draft.extra), position,
    )  # fmt: skip
    fields, _texts = entry(draft, position)
    return Prepared(draft.row, draft.key, draft.source, draft.language, fingerprint(values), values, fields)


def fingerprint(values: tuple[Any, ...]) -> str:
    """Hash of a row's content, 32 hexadecimal digits."""
    content = "\x1f".join(map(str, values)).encode(errors="surrogatepass")
    return blake2b(content, digest_size=FINGERPRINT_BYTES).hexdigest()


@lru_cache(maxsize=20_000)
def _as_json(values: tuple[str, ...]) -> str:
    return _encode(values)
