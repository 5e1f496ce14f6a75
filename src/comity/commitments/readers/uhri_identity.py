"""Keys of the index's records, and what becomes of two records that claim the same one."""

import hashlib
from typing import Any

from comity.commitments.readers.base import LONGEST, ReaderBase
from comity.commitments.readers.draft import Draft
from comity.commitments.readers.texts import squeezed

PREFIX = "uhri:"
UUID_LENGTH = 36


class Identities:
    """Gives each draft its key: the annotation id, or a digest of the record where it has none.

    Remembers every key with a hash of what the record says: some 50 MB for the whole index. A record that repeats
    another in everything is left out; one that has another's id and says something else gets a number after the id.
    """

    def __init__(self, log: ReaderBase) -> None:
        self.log = log
        self.seen: dict[str, int] = {}

    def named(self, draft: Draft, identifier: Any) -> Draft | None:
        """``draft`` with its key, None if it repeats another."""
        key = PREFIX + identifier.lower() if is_plain(identifier) else self._other_key(draft, identifier)
        says = _hash(draft)
        before = self.seen.setdefault(key, says)
        if before is says:  # this very object: the key is new
            draft.key = key
            return draft
        return self._repeated(draft, key, says)

    def _other_key(self, draft: Draft, identifier: Any) -> str:
        """A key from an id of another form, cut to size by a digest; from the record itself if it has no id."""
        given = squeezed(identifier) if isinstance(identifier, str) else ""
        if given:
            key = PREFIX + given.lower()
            return key if len(key) <= LONGEST["key"] - len("#99999") else PREFIX + _digest(given.lower())
        message = "The record has no id; it is known by its State, symbol and text instead."
        self.log.repaired(draft.row, "AnnotationId", "no-id", message, identifier)
        return PREFIX + _digest(draft.symbol, *draft.states, " ".join(draft.text.split()))

    def _repeated(self, draft: Draft, key: str, says: int) -> Draft | None:
        number = 1
        candidate = key
        while (before := self.seen.get(candidate)) is not None:
            if before == says:
                message = "The record repeats an earlier one in everything; it was taken once."
                self.log.repaired(draft.row, "AnnotationId", "repeated-record", message, key)
                return None
            number += 1
            candidate = f"{key}#{number}"
        message = f"An earlier record has the same id and says something else; this one was taken as number {number}."
        self.log.repaired(draft.row, "AnnotationId", "repeated-id", message, key)
        self.seen[candidate] = says
        draft.key = candidate
        return draft


def is_plain(identifier: Any) -> bool:
    """Whether ``identifier`` is a text of the length of a UUID that needs no cleaning."""
    return (
        type(identifier) is str
        and len(identifier) == UUID_LENGTH
        and identifier.isprintable()
        and " " not in identifier
    )


def _hash(draft: Draft) -> int:
    says = (draft.text, draft.symbol, draft.body, draft.type, draft.position, draft.date)
    return hash((*says, *draft.states, *draft.recommending_states, *draft.themes, *draft.affected_persons, *draft.sdgs))


def _digest(*parts: str) -> str:
    return hashlib.sha1("\x1f".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
