"""The facets of the register: what each is called, which values it knows, how a value is read and shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.commitments.models import Recommendation
from comity.reference import names
from comity.reference.folding import fold

Labels = Callable[[str, str], str]  # value, language of the reader → what the reader sees
Order = Callable[[Iterable[tuple[str, str, int]]], list[tuple[str, str, int]]]  # of (value, label, count)

LONGEST_NUMBER = 4
SOURCES = {
    "uhri": gettext_lazy("Universal Human Rights Index"),
    "upr-info": gettext_lazy("UPR Info"),
    "matrix": gettext_lazy("OHCHR thematic list"),
    "wg-report": gettext_lazy("Report of the UPR Working Group"),
    "sheet": gettext_lazy("Spreadsheet of this product"),
}


@dataclass(frozen=True)
class Facet:
    """One facet. ``read`` gives the value that a parameter means, None where it means nothing known."""

    name: str
    label: Any
    read: Callable[[str], str | None]
    show: Labels
    order: Order


def _by_label(values: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return sorted(values, key=lambda item: fold(item[1]))


def _by_count(values: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return sorted(values, key=lambda item: (-item[2], fold(item[1])))


def _latest_first(values: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return sorted(values, key=lambda item: (-int(item[0]) if item[0].isdecimal() else 0, item[0]))


def _by_number(values: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return sorted(values, key=lambda item: [(len(part), part) for part in item[0].split(".")])


def _as_listed(choices: Any) -> Order:
    places = {value: place for place, value in enumerate(choices)}
    return lambda values: sorted(values, key=lambda item: places.get(item[0], len(places)))


def _number(raw: str) -> str | None:
    text = raw.strip()
    return str(int(text)) if text.isdecimal() and len(text) <= LONGEST_NUMBER and int(text) else None


def _body(raw: str) -> str | None:
    code = names.body_code(raw)
    return code if names.body_name(code) != code else None


def _choice(labels: dict[str, Any]) -> tuple[Callable[[str], str | None], Labels, Order]:
    def read(raw: str) -> str | None:
        return raw.strip().lower() if raw.strip().lower() in labels else None

    def show(value: str, language: str) -> str:
        del language
        return str(labels.get(value, value))

    return read, show, _as_listed(labels)


def _english(name: Callable[[str], str]) -> Labels:
    return lambda value, _language: name(value)


def _sdg(value: str, language: str) -> str:
    return f"{value} – {names.sdg_name(value, language)}" if names.sdg_name(value, language) != value else value


def _choices(choices: Any) -> dict[str, Any]:
    return {value: label for value, label in choices.choices if value}


@cache
def facets() -> dict[str, Facet]:
    """All facets by name, in the order in which pages show them."""
    table = (
        Facet("state", gettext_lazy("State"), names.state_code, names.state_name, _by_label),
        Facet("mechanism", gettext_lazy("Mechanism"), *_choice(_choices(Recommendation.Mechanism))),
        Facet("body", gettext_lazy("Body"), _body, _english(names.body_name), _by_count),
        Facet("session", gettext_lazy("Session"), _number, lambda value, _language: value, _latest_first),
        Facet("cycle", gettext_lazy("Cycle"), _number, lambda value, _language: value, _latest_first),
        Facet("position", gettext_lazy("Position of the State"), *_choice(_choices(Recommendation.Position))),
        Facet("theme", gettext_lazy("Theme"), names.theme_code, _english(names.theme_name), _by_count),
        Facet("group", gettext_lazy("Group of persons"), names.group_code, _english(names.group_name), _by_count),
        Facet("sdg", gettext_lazy("Sustainable Development Goal"), names.sdg_codes, _sdg, _by_number),
        Facet("issue", gettext_lazy("Issue (UPR Info)"), names.issue_code, _english(names.issue_name), _by_count),
        Facet("year", gettext_lazy("Year"), _number, lambda value, _language: value, _latest_first),
        Facet("kind", gettext_lazy("Kind"), *_choice(_choices(Recommendation.Kind))),
        Facet("source", gettext_lazy("Source"), *_choice(SOURCES)),
        Facet("type", gettext_lazy("Type, as imported"), lambda _raw: None, lambda value, _language: value, _by_count),
    )
    return {facet.name: facet for facet in table}


def unknown_value(facet: Facet, raw: str) -> str:
    """The sentence for a parameter that was ignored."""
    return _("“%(value)s” is not a value of the filter “%(filter)s”; it was ignored.") % {
        "value": raw[:60],
        "filter": facet.label,
    }
