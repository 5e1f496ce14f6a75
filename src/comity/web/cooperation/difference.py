"""What changed between two versions of a plan, line by line and in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comity.web.cooperation.plan_showing import component_rows, plan_rows, provider_name


@dataclass(frozen=True)
class Change:
    """One line that differs; ``before`` or ``after`` is empty where it was added or taken away."""

    label: str
    before: str
    after: str


def changes(before: Mapping[str, Any], after: Mapping[str, Any], needs: Mapping[int, Any]) -> list[Change]:
    """The differing lines of two frozen contents, in the order of the page; equal contents give none."""
    old, new = _lines(before, needs), _lines(after, needs)
    return [
        Change(label, old.get(key, ("", ""))[1], new.get(key, ("", ""))[1])
        for key, label in {**_labels(old), **_labels(new)}.items()
        if old.get(key, ("", ""))[1] != new.get(key, ("", ""))[1]
    ]


def _labels(lines: Mapping[Any, tuple[str, str]]) -> dict[Any, str]:
    return {key: label for key, (label, _value) in lines.items()}


def _lines(content: Mapping[str, Any], needs: Mapping[int, Any]) -> dict[Any, tuple[str, str]]:
    """Key of a line → (label, value). Components are told apart by their number, so that a new title is a change."""
    lines: dict[Any, tuple[str, str]] = {
        ("plan", row["label"]): (str(row["label"]), str(row["value"])) for row in plan_rows(content)
    }
    for part in content["components"]:
        provider = provider_name(part)
        lines["title", part["id"]] = (_("Component of %(provider)s") % {"provider": provider}, part["title"])
        for row in component_rows(part, needs):
            label = _("%(provider)s: %(field)s") % {"provider": provider, "field": row["label"]}
            lines[row["label"], part["id"]] = (label, str(row["value"]))
    return lines
