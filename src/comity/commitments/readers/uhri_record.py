"""One record of the Universal Human Rights Index, cleaned into a draft.

Takes the keys of the JSON export whatever the file was. Written for speed, because the whole index has 267,000 records:
repeated values are looked up, and whatever needs no mending takes a path without regular expressions.
"""

import datetime as dt
from collections.abc import Callable
from itertools import accumulate, chain
from typing import Any

from comity.commitments.readers.base import LONGEST, ReaderBase
from comity.commitments.readers.draft import Draft
from comity.commitments.readers.paragraphs import paragraph_of
from comity.commitments.readers.scripts import language_of
from comity.commitments.readers.symbols import state_of
from comity.commitments.readers.texts import ENTITY, MESSAGES, clean, squeezed
from comity.commitments.readers.uhri_identity import Identities, is_plain
from comity.commitments.readers.uhri_values import (
    ISO2,
    Body,
    Table,
    body_of,
    country_of,
    date_of,
    date_of_serial,
    day_of,
    kind_of,
    listed_item,
    number_of,
)
from comity.reference.names import cycle_of

LISTS = (
    *("Themes", "AffectedPersons", "Sdgs", "UprRecommendingCountry"),  # first: lists that should not repeat a value
    *("Regions", "UprRecommendingRegions", "UprSession", "UprPositions"),
)
ONLY_LISTS = {list}
PARALLEL = frozenset({"UprRecommendingRegions"})  # one value a recommending State, so repeats are no mistake
OTHERS = ("AnnotationId", "AnnotationType", "Text", "Symbol", "Body", "Countries", "PublicationDate", "UprCycle")
USED = frozenset([*LISTS, *OTHERS, "DocumentId", "PublicationDateOnUhri"])
LIST_MESSAGES = {
    "stray-space": "Space before or after values was removed.",
    "repeated-value": "A value that the list holds twice was kept once.",
    "wrong-type": "Values that are not text were left out.",
}
KIND_MESSAGES = {
    "no-type": "The record has no type; it was taken without one.",
    "type-is-an-id": "The type is an identifier, not a word; the record was taken without a type.",
}
MOST_SHOWN = 20  # values of a list that a problem shows


class RecordCleaner:
    """Turns records into drafts and reports to ``log``. Keeps what it has looked up, so make one a file."""

    def __init__(self, log: ReaderBase, language: str) -> None:
        self.log = log
        self.language = language
        self.identities = Identities(log)
        self.items = Table(listed_item)
        self.countries = Table(country_of)
        self.bodies = Table(body_of)
        self.kinds = Table(kind_of)
        self.dates = Table(date_of)
        self.numbers = Table(number_of)
        self.symbols = Table(squeezed)
        self.days = Table(day_of)

    def draft(self, row: int, record: Any) -> Draft | None:
        """The draft of ``record``, None if it is rejected or repeats another in everything."""
        if type(record) is not dict:
            self.log.rejected(row, "", "not-a-record", "This is not a record (an object with keys).", record)
            return None
        get = record.get
        text = self._text(row, get("Text"))
        if not text:
            self.log.rejected(row, "Text", "no-text", "The record has no text.", get("Text"))
            return None
        symbol = self._symbol(row, get("Symbol"))
        states = self._states(row, get("Countries"), symbol)
        if not states:
            return None
        body = self._body(row, get("Body"))
        themes, persons, sdgs, recommending, regions, recommending_regions, sessions, positions = self._lists(row, get)
        session = self.numbers[sessions[0]] if sessions else None
        draft = Draft(  # by position: three times as fast as by name
            row,
            "",
            "recommendation",
            "uhri",
            states,
            text,
            self.language if text.isascii() else language_of(text, self.language),
            body.mechanism,
            body.code,
            symbol,
            session,
            self._cycle(session, get("UprCycle")),
            paragraph_of(text),
            self._position(row, positions) if positions else "",
            recommending,
            self._date(row, get("PublicationDate")),
            self._type(row, get("AnnotationType")),
            themes,
            persons,
            sdgs,
            [],
            None,
            self._extra(row, record, regions, recommending_regions),
        )
        return self.identities.named(draft, get("AnnotationId"))

    def _text(self, row: int, raw: Any) -> str:
        if type(raw) is not str:
            raw = as_text(raw)
        text: str = raw.strip()
        if (
            len(text) == len(raw)
            and "<" not in text
            and ("&" not in text or ENTITY.search(text) is None)
            and text.replace("\n", "").isprintable()
        ):
            return text  # the common case, spelled out
        text, codes = clean(raw)
        for code in codes:
            self.log.repaired(row, "Text", code, MESSAGES[code], raw)
        return text

    def _symbol(self, row: int, raw: Any) -> str:
        symbol = self.symbols[raw if type(raw) is str else as_text(raw)]
        return symbol if len(symbol) <= LONGEST["symbol"] else self.log.fitting(row, "Symbol", "symbol", symbol)

    def _body(self, row: int, raw: Any) -> Body:
        body = self.bodies[raw if type(raw) is str else as_text(raw)]
        if body.folded:
            message = f"The body's name in words was folded onto its code {body.code}."
            self.log.repaired(row, "Body", "body-folded", message, raw)
        if len(body.code) > LONGEST["body"]:
            return body._replace(code=self.log.fitting(row, "Body", "body", body.code))
        return body

    def _type(self, row: int, raw: Any) -> str:
        kind = self.kinds[raw if type(raw) is str else as_text(raw)]
        if kind.problem:
            self.log.repaired(row, "AnnotationType", kind.problem, KIND_MESSAGES[kind.problem], raw)
        name = kind.name
        return name if len(name) <= LONGEST["type"] else self.log.fitting(row, "AnnotationType", "type", name)

    def _states(self, row: int, raw: Any, symbol: str) -> list[str]:
        """Codes of the States concerned; where none is named, that of the symbol; [] if the record was rejected."""
        if type(raw) is list and len(raw) == 1 and type(raw[0]) is str:
            only = self.countries[raw[0]]
            if only.clean:
                return [only.code]
        found: dict[str, None] = {}
        unknown: list[str] = []
        for name in self._list(row, "Countries", raw):
            country = self.countries[name]
            if not country.code:
                unknown.append(name)
                continue
            found[country.code] = None
            if len(name) == ISO2:
                message = f"The country is given by its code; it was read as {country.code}."
                self.log.repaired(row, "Countries", "country-code", message, name)
        if unknown and found:
            message = "A name is not that of a State; the record was taken for the others."
            self.log.repaired(row, "Countries", "unknown-state", message, ", ".join(unknown))
        return list(found) or self._state_in_symbol(row, unknown, symbol)

    def _state_in_symbol(self, row: int, unknown: list[str], symbol: str) -> list[str]:
        code = state_of(symbol)
        if code:
            message = f"The record names no State; its symbol does: {code}."
            self.log.repaired(row, "Countries", "state-from-symbol", message, symbol)
            return [code]
        if unknown:
            message = f"“{unknown[0][:60]}” is not the name of a State, and the symbol names none."
            self.log.rejected(row, "Countries", "unknown-state", message, ", ".join(unknown))
        else:
            message = "The record names no State, nor does its symbol."
            self.log.rejected(row, "Countries", "no-state", message, symbol)
        return []

    def _lists(self, row: int, get: Callable[[str], Any]) -> list[list[str]]:
        """All lists but the countries, in the order of LISTS: values trimmed, each once, none empty.

        One look over all of them together tells whether anything has to be mended; mostly, nothing has.
        """
        raws = [get(name) or [] for name in LISTS]
        if {*map(type, raws)} != ONLY_LISTS:
            return [self._list(row, name, raw) for name, raw in zip(LISTS, raws, strict=True)]
        together = list(chain.from_iterable(raws))
        tags = len(raws[0]) + len(raws[1]) + len(raws[2]) + len(raws[3])
        try:
            cleaned = list(map(self.items.__getitem__, together))
        except TypeError:  # something in a list is not text
            return [self._list(row, name, raw) for name, raw in zip(LISTS, raws, strict=True)]
        if cleaned == together and len({*together[:tags]}) == tags:
            return raws
        ends = list(accumulate(map(len, raws)))
        return [
            raw if cleaned[end - len(raw) : end] == raw and len({*raw}) == len(raw) else self._list(row, name, raw)
            for name, raw, end in zip(LISTS, raws, ends, strict=True)
        ]

    def _list(self, row: int, field: str, raw: Any) -> list[str]:
        """The values of one list."""
        if not raw:
            return []
        if type(raw) is not list:
            return self._mended_list(row, field, raw)
        try:
            values = [value for given in raw if (value := self.items[given])]
        except TypeError:
            values = []
        if len(values) < len(raw) or (len({*values}) < len(values) and field not in PARALLEL):
            return self._mended_list(row, field, raw)
        if values != raw and [value.removeprefix("- ") for value in raw] != values:
            self._report_list(row, field, "stray-space", raw)
        return values

    def _mended_list(self, row: int, field: str, raw: Any) -> list[str]:
        """The values of a list that is none, repeats itself, or holds what is no text."""
        given = raw.split("\n") if isinstance(raw, str) else raw if isinstance(raw, list) else [raw]
        texts = [as_text(value) for value in given]
        values = [self.items[text] for text in texts]
        full = [value for value in values if value]
        kept = full if field in PARALLEL else list(dict.fromkeys(full))
        if any(value and text.removeprefix("- ") != value for text, value in zip(texts, values, strict=True)):
            self._report_list(row, field, "stray-space", given)
        if len(kept) < len(full):
            self._report_list(row, field, "repeated-value", given)
        if any(value is not None and not isinstance(value, (str, int, float)) for value in given):
            self._report_list(row, field, "wrong-type", given)
        return kept

    def _report_list(self, row: int, field: str, code: str, given: list[Any]) -> None:
        self.log.repaired(row, field, code, LIST_MESSAGES[code], " | ".join(map(str, given[:MOST_SHOWN])))

    def _cycle(self, session: int | None, raw: Any) -> int | None:
        if session is not None:
            return cycle_of(session)
        return self.numbers[as_text(raw)] if raw else None

    def _position(self, row: int, positions: list[str]) -> str:
        """The position as imported; a list of two, Supported and Noted, is the index's "Supported/Noted"."""
        position = "/".join(positions)
        return (
            position if len(position) <= LONGEST["position"] else self._cut(row, "UprPositions", "position", position)
        )

    def _cut(self, row: int, field: str, name: str, value: str) -> str:
        return self.log.fitting(row, field, name, value)

    def _date(self, row: int, raw: Any) -> dt.date | None:
        day = self.dates[raw] if type(raw) is str else date_of_serial(raw) if type(raw) in {int, float} else None
        if day is None and raw:
            message = "This is not a date; the record was taken without one."
            self.log.repaired(row, "PublicationDate", "bad-date", message, raw)
        return day

    def _extra(
        self, row: int, record: dict[str, Any], regions: list[str], recommending_regions: list[str]
    ) -> dict[str, object]:
        """Whatever else the file says, by its own keys."""
        extra: dict[str, object] = {}
        if value := record.get("DocumentId"):
            extra["DocumentId"] = value if is_plain(value) else squeezed(as_text(value))
        if value := record.get("PublicationDateOnUhri"):
            extra["PublicationDateOnUhri"] = self.days[value if type(value) is str else as_text(value)]
        if regions:
            extra["Regions"] = regions
        if recommending_regions:
            extra["UprRecommendingRegions"] = recommending_regions
        if not USED.issuperset(record):
            for key in sorted(record.keys() - USED, key=str):
                extra[squeezed(str(key))] = self._list(row, str(key), record[key])
        return extra


def as_text(value: Any) -> str:
    """``value`` if it is text or a number; "" for anything that is neither."""
    if type(value) is str:
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return repr(value)
    return ""
