"""The values of tags by kind: codes, what the source says in them, and how people read them. Pure look-ups."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from comity.commitments.models.tags import LONGEST_VALUE, TagKind
from comity.reference import names, tags
from comity.reference.vocabulary import ActionRank, EducationLevel, FourA

YES = "yes"
RIGHT_TO_EDUCATION = "right-to-education"


class Tagged(Protocol):
    """A recommendation's imported tags."""

    themes: Any
    affected_persons: Any
    sdgs: Any
    issues: Any
    action_rank: Any


def imported(row: Tagged) -> dict[str, set[str]]:
    """What the source says, by kind. A kind of which it says nothing at all is left out."""
    themes, goals = _codes(row.themes, names.theme_code), _codes(row.sdgs, names.sdg_codes)
    known_goals = {code for code in goals if names.sdg_codes(code)}
    found = {
        TagKind.THEME.value: themes - {RIGHT_TO_EDUCATION},
        TagKind.ISSUE.value: _codes(row.issues, names.issue_code),
        TagKind.GROUP.value: _codes(row.affected_persons, names.group_code),
        TagKind.GOAL.value: {code.partition(".")[0] for code in known_goals},
        TagKind.TARGET.value: {code for code in known_goals if "." in code},
        TagKind.RANK.value: {str(row.action_rank)} if row.action_rank else set(),
    }
    said = {kind: values for kind, values in found.items() if values}
    if themes:
        said[TagKind.THEME.value] = found[TagKind.THEME.value]
        said[TagKind.EDUCATION.value] = {YES} if RIGHT_TO_EDUCATION in themes else set()
    if known_goals:
        said.setdefault(TagKind.TARGET.value, set())
    return said


def _codes(raws: Iterable[str], code: Callable[[str], str | None]) -> set[str]:
    return {(code(raw) or raw)[:LONGEST_VALUE] for raw in raws if raw}


def known(kind: str, value: str) -> str | None:
    """The value's code if the kind's vocabulary has it, however it was written; else None."""
    return READ[kind](value) if kind in READ else None


def _choice(choices: Any) -> Callable[[str], str | None]:
    values = {str(value) for value in choices.values}
    return lambda raw: raw if raw in values else None


def _goal(raw: str) -> str | None:
    code = names.sdg_codes(raw)
    return code if code and "." not in code else None


def _target(raw: str) -> str | None:
    code = names.sdg_codes(raw)
    return code if code and "." in code else None


READ: dict[str, Callable[[str], str | None]] = {
    TagKind.ISSUE: names.issue_code,
    TagKind.EDUCATION: lambda raw: YES if raw == YES else None,
    TagKind.LEVEL: _choice(EducationLevel),
    TagKind.FOUR_A: _choice(FourA),
    TagKind.GOAL: _goal,
    TagKind.TARGET: _target,
    TagKind.GROUP: names.group_code,
    TagKind.RANK: _choice(ActionRank),
    TagKind.THEME: lambda raw: code if (code := names.theme_code(raw)) != RIGHT_TO_EDUCATION else None,
}


def label(kind: str, value: str, language: str = "en") -> str:
    """How the value is read; names of themes, groups and issues are English, as their sources are."""
    return str(SHOWN[kind](value, language)) if kind in SHOWN else value


def _numbered(value: str, language: str) -> str:
    name = names.sdg_name(value, language)
    return f"{value} – {name}" if name != value else value


def _of(choices: Any) -> Callable[[str, str], Any]:
    labels = {str(value): text for value, text in choices.choices}
    return lambda value, _language: labels.get(value, value)


SHOWN: dict[str, Callable[[str, str], Any]] = {
    TagKind.ISSUE: lambda value, _language: names.issue_name(value),
    TagKind.EDUCATION: lambda _value, _language: TagKind.EDUCATION.label,
    TagKind.LEVEL: _of(EducationLevel),
    TagKind.FOUR_A: _of(FourA),
    TagKind.GOAL: _numbered,
    TagKind.TARGET: _numbered,
    TagKind.GROUP: lambda value, _language: names.group_name(value),
    TagKind.RANK: lambda value, _language: f"{value} – {_of(ActionRank)(value, '')}",
    TagKind.THEME: lambda value, _language: names.theme_name(value),
}

ENGLISH = {TagKind.ISSUE.value, TagKind.GROUP.value, TagKind.TARGET.value, TagKind.THEME.value}


def all_values(kind: str) -> list[str]:
    """The whole vocabulary of a kind, for people who add a tag."""
    vocabulary: dict[str, Callable[[], Iterable[Any]]] = {
        TagKind.ISSUE: tags._issues, TagKind.GROUP: tags._groups, TagKind.GOAL: tags._goals,
        TagKind.TARGET: lambda: [code for code in tags._targets() if code.count(".") == 1],
        TagKind.THEME: lambda: [code for code in tags._themes() if code != RIGHT_TO_EDUCATION],
        TagKind.LEVEL: lambda: EducationLevel.values, TagKind.FOUR_A: lambda: FourA.values,
        TagKind.RANK: lambda: ActionRank.values, TagKind.EDUCATION: lambda: [YES],
    }  # fmt: skip
    return [str(value) for value in vocabulary[kind]()]
