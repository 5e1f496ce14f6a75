"""A request's content as labelled rows, step by step: exactly what the reading holds, no field more."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.assistance.models import NeedItem, ProviderChoice, SupportRequest
from comity.people.enums import OrganisationType
from comity.people.models import Organisation
from comity.reference.models import State
from comity.reference.vocabulary import (
    ConsultationCategory,
    EducationLevel,
    FourA,
    Modality,
    NeedArea,
    SupportKind,
    TargetGroup,
)

Row = dict[str, Any]
BETWEEN = " · "


@dataclass(frozen=True)
class Section:
    """One step's rows; ``tables`` are its repeating parts as caption, columns and rows."""

    step: str
    title: str
    rows: list[Row]
    tables: list[dict[str, Any]] = field(default_factory=list)


def labelled(names: Iterable[str], vocabulary: Any) -> str:
    """Codes in words; a code that the vocabulary no longer has stays as it is."""
    known = dict(vocabulary.choices)
    return BETWEEN.join(str(known.get(name, name)) for name in names)


def label_of(model: type, name: str) -> str:
    text = str(model._meta.get_field(name).verbose_name)  # type: ignore[attr-defined]
    return text[:1].upper() + text[1:]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Names of the States with these codes in the reader's language; codes that no State has are left out."""
    wanted = [code for code in codes if code.isalnum()]
    return {state.pk: state.name for state in State.objects.filter(pk__in=wanted)} if wanted else {}


def day_of(value: str) -> str:
    return date_format(date.fromisoformat(value), "DATE_FORMAT") if value else ""


def money_of(amount: str, currency: str) -> str:
    if not amount:
        return ""
    value = Decimal(amount)
    places = 0 if value == value.to_integral() else 2
    return f"{number_format(value, places, use_l10n=True, force_grouping=True)} {currency}".strip()


def named(names: Mapping[str, str]) -> str:
    language = (get_language() or "en").split("-")[0]
    return names.get(language) or names.get("en") or next(iter(names.values()), "")


def sections(
    content: Mapping[str, Any], titles: Mapping[str, Any], change: Callable[[str], str] = lambda _step: ""
) -> list[Section]:
    """Sections in the order of the form; those of which the content holds nothing are left out."""
    found = []
    for step, make in MAKERS.items():
        rows = [{**row, "change": change(step)} for row in make(content)]
        tables = [table for table in TABLES.get(step, lambda _content: [])(content) if table["rows"]]
        if rows or tables:
            found.append(Section(step, str(titles[step]), rows, tables))
    return found


def _plain(content: Mapping[str, Any], names: Iterable[str], *, prose: bool = False) -> Iterable[Row]:
    for name in names:
        if name in content:
            yield {"label": label_of(SupportRequest, name), "value": content[name], "prose": prose}


def _who(content: Mapping[str, Any]) -> Iterable[Row]:
    if "states" in content:
        known = names_of(content["states"])
        names = BETWEEN.join(known.get(code, code) for code in content["states"])
        yield {"label": _("Requesting States") if len(content["states"]) > 1 else _("Requesting State"), "value": names}
    if "language" in content:
        tongue = dict(settings.LANGUAGES).get(content["language"], content["language"])
        yield {"label": label_of(SupportRequest, "language"), "value": _(str(tongue))}
    if "authority" in content:
        yield {"label": label_of(SupportRequest, "authority"), "value": named(content["authority"])}
    yield from _plain(content, ("focal_point",))


def _situation(content: Mapping[str, Any]) -> Iterable[Row]:
    yield from _plain(content, ("title",))
    yield from _plain(content, ("summary", "situation"), prose=True)
    if "impact_levels" in content:
        value = labelled(content["impact_levels"], EducationLevel)
        yield {"label": label_of(SupportRequest, "impact_levels"), "value": value}
    yield from _plain(content, ("impact",), prose=True)
    if "groups" in content:
        known = dict(TargetGroup.choices)
        lines = [_with_reason(str(known.get(group, group)), reason) for group, reason in content["groups"].items()]
        yield {"label": _("Groups of persons"), "value": "\n".join(lines), "prose": True}


def _with_reason(group: str, reason: str) -> str:
    return f"{group}: {reason}" if reason else group


def _means(content: Mapping[str, Any]) -> Iterable[Row]:
    for name, vocabulary in (("kinds", SupportKind), ("modalities", Modality)):
        if name in content:
            yield {"label": label_of(SupportRequest, name), "value": labelled(content[name], vocabulary)}
    if "choices" in content:
        yield from _choices(content["choices"])
    if "starts_on" in content:
        yield {"label": _("Time frame"), "value": _period(content["starts_on"], content["ends_on"])}
    if "budget" in content:
        value = money_of(content["budget"], content["currency"])
        yield {"label": label_of(SupportRequest, "budget"), "value": value}
    yield from _plain(content, ("national_contribution", "known_funding", "monitoring", "sustainability"), prose=True)


def _period(first: str, last: str) -> str:
    return " – ".join(filter(None, (day_of(first), day_of(last))))


def _choices(choices: Iterable[Mapping[str, str]]) -> Iterable[Row]:
    by_kind: dict[str, list[str]] = {}
    for choice in choices:
        by_kind.setdefault(choice["kind"], []).append(choice["organisation__code"])
    codes = {code for some in by_kind.values() for code in some}
    names = {one.code: one.name for one in Organisation.objects.filter(code__in=codes)} if codes else {}
    for kind, label in ProviderChoice.Kind.choices:
        if kind in by_kind:
            text = str(label)
            value = BETWEEN.join(names.get(code, code) for code in by_kind[kind])
            yield {"label": text[:1].upper() + text[1:], "value": value}


def _bodies(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    types = dict(OrganisationType.choices)
    rows = [[one["name"], str(types.get(one["type"], one["type"])), one["part"]] for one in content.get("bodies", ())]
    columns = [_("Body"), _("Type"), _("Part it took")]
    return [{"caption": _("Bodies that prepared the request"), "columns": columns, "rows": rows}]


def _consultations(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    columns = [_("Who"), _("Bodies or groups"), _("When and how"), _("What it changed")]
    rows = [_consultation(one) for one in content.get("consultations", ())]
    return [{"caption": _("Consultation"), "columns": columns, "rows": rows}]


def _consultation(one: Mapping[str, Any]) -> list[str]:
    who = str(dict(ConsultationCategory.choices).get(one["category"], one["category"]))
    if not one["took_place"]:
        return [who, _("not consulted: %s") % one["why_not"], "", ""]
    how = BETWEEN.join(filter(None, (day_of(one["held_on"]), one["method"])))
    return [who, one["who"], how, one["changed"]]


MAKERS: dict[str, Callable[[Mapping[str, Any]], Iterable[Row]]] = {
    "who": _who,
    "situation": _situation,
    "inclusion": _means,
}
TABLES: dict[str, Callable[[Mapping[str, Any]], list[dict[str, Any]]]] = {
    "who": _bodies,
    "inclusion": _consultations,
}


def need_rows(need: Mapping[str, Any]) -> list[Row]:
    """One need's rows, as far as the reading holds them."""
    found: list[Row] = [
        {"label": label_of(NeedItem, name), "value": need[name], "prose": True}
        for name in ("description", "already_done", "done_by", "expected_result", "indicator", "baseline", "geography")
        if name in need
    ]
    for name, vocabulary in (("kinds", SupportKind), ("groups", TargetGroup)):
        if name in need:
            found.append({"label": label_of(NeedItem, name), "value": labelled(need[name], vocabulary)})
    if need.get("right_aspect"):
        found.append({"label": label_of(NeedItem, "right_aspect"), "value": labelled([need["right_aspect"]], FourA)})
    if need.get("sdg_targets"):
        found.append({"label": label_of(NeedItem, "sdg_targets"), "value": BETWEEN.join(need["sdg_targets"])})
    if "starts_on" in need:
        found.append({"label": _("Time frame"), "value": _period(need["starts_on"], need["ends_on"])})
    if "budget" in need:
        found.append({"label": label_of(NeedItem, "budget"), "value": money_of(need["budget"], need["currency"])})
    return [row for row in found if row["value"] or row["label"] == label_of(NeedItem, "description")]


def area_of(code: str) -> str:
    return str(dict(NeedArea.choices).get(code, code)) if code else _("Area not chosen yet")
