"""The parts of a page, as template tags. ``templates/parts/README.md`` describes each with its parameters."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from comity.documents.charts import stacked_bars
from comity.kernel.roles import Role
from comity.kernel.words import count_words
from comity.reference.names import state_name
from comity.web.tones import tone_of

register = template.Library()


@register.inclusion_tag("parts/field.html")
def field(bound: forms.BoundField, *, title: bool = False) -> dict[str, Any]:
    """One field: label or legend, hint, errors, widget. ``title=True`` sets the legend as the page's question."""
    widget = bound.field.widget
    hints = getattr(bound.form, "choice_hints", {}).get(bound.name, {})
    many = isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))
    limit = widget.attrs.get("data-words")
    return {
        "field": bound,
        "many": many,
        "choices": [{"widget": sub, "hint": hints.get(str(sub.data["value"]), "")} for sub in bound.subwidgets]
        if many
        else [],
        "box": isinstance(widget, forms.CheckboxInput),
        "grouped": bool(bound.use_fieldset) and not many,
        "described": bound.aria_describedby,
        "optional": not bound.field.required and not isinstance(widget, forms.CheckboxInput),
        "title": title,
        "limit": limit,
        "words_left": limit - count_words(str(bound.value() or "")) if limit else None,
    }


@register.inclusion_tag("parts/fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    """All fields of a form, hidden ones included."""
    return {"form": form}


@register.inclusion_tag("parts/faults.html")
def error_summary(*forms_and_sentences: Any) -> dict[str, Any]:
    """The summary of errors at the top, of forms, formsets and sentences (one, or an iterable), in any order."""
    return {"faults": [fault for given in forms_and_sentences if given for fault in _faults(given)]}


def _faults(given: Any) -> Iterable[dict[str, str]]:
    if isinstance(given, forms.BaseFormSet):
        yield from ({"text": str(text), "target": ""} for text in given.non_form_errors())
        for form in given.forms:
            yield from _faults(form)
    elif isinstance(given, forms.BaseForm):
        for name, errors in given.errors.items():
            target = _target(given, name)
            yield from ({"text": str(text), "target": target} for text in errors)
    elif isinstance(given, str) or not isinstance(given, Iterable):
        yield {"text": str(given), "target": ""}
    else:
        yield from ({"text": str(text), "target": ""} for text in given)


def _target(form: forms.BaseForm, name: str) -> str:
    if name not in form.fields:
        return ""
    bound = form[name]
    if bound.use_fieldset and bound.subwidgets:
        return str(bound.subwidgets[0].id_for_label or bound.auto_id)
    return str(bound.id_for_label or bound.auto_id)


@register.inclusion_tag("parts/badge.html")
def badge(status: Any, label: Any = "", tone: str = "") -> dict[str, Any]:
    """A state in a shape and a word. ``status`` is the code; the tone follows from it where none is given."""
    return {"label": label or getattr(status, "label", status), "tone": tone or tone_of(str(status))}


@register.inclusion_tag("parts/turn.html")
def whose_turn(who: Any = (), due: date | datetime | None = None) -> dict[str, Any]:
    """Whose turn it is, by when. ``who``: role codes, names, or one of either; empty: nobody is waited for."""
    day = timezone.localdate(due) if isinstance(due, datetime) else due
    names = [who] if isinstance(who, str) else list(who or ())
    labels = [str(Role(name).label) if name in Role.values else str(name) for name in names if name]
    return {"who": _(" or ").join(labels), "due": day, "late": day is not None and day < timezone.localdate()}


@register.inclusion_tag("parts/pages.html")
def pages(number: int, total: int, query: str = "") -> dict[str, Any]:
    """Links to the pages of a list. ``total`` counts pages; ``query`` is the permalink without ``page``."""
    shown = sorted({1, 2, number - 1, number, number + 1, total} & set(range(1, total + 1)))
    entries: list[dict[str, Any]] = []
    for page in shown:
        if entries and page - entries[-1]["page"] > 1:
            entries.append({"page": page - 1, "gap": True})
        entries.append({"page": page, "url": page_url(page, query), "here": page == number})
    return {
        "entries": entries if total > 1 else [],
        "previous": page_url(number - 1, query) if number > 1 else "",
        "next": page_url(number + 1, query) if number < total else "",
    }


def page_url(page: int, query: str) -> str:
    """The relative address of one page of a list; the first page has no number in it."""
    number = urlencode({"page": page}) if page > 1 else ""
    return "?" + "&".join(part for part in (query, number) if part)


@register.inclusion_tag("parts/table.html")
def data_table(caption: Any, columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """A table, on a phone labelled lists. Columns and cells are texts or dicts, see the parts' page."""
    heads = [column if isinstance(column, Mapping) else {"label": column} for column in columns]
    body = [[_cell(head, value) for head, value in zip(heads, row, strict=True)] for row in rows]
    return {"caption": caption, "columns": heads, "rows": body}


def _cell(head: Mapping[str, Any], value: Any) -> dict[str, Any]:
    cell = dict(value) if isinstance(value, Mapping) else {"text": value}
    if isinstance(cell.get("text"), int) and not isinstance(cell["text"], bool):
        cell["text"] = figure(cell["text"])
    return {**cell, "label": head["label"], "number": head.get("number", False)}


@register.inclusion_tag("parts/chart.html")
def bar_chart(chart: Mapping[str, Any]) -> dict[str, Any]:
    """Stacked bars with title, description, key, and the table one key away; ``chart``: see the parts' page."""
    series = [{"label": label, "shade": f"s{place}"} for place, label in enumerate(chart["series"], start=1)]
    drawn = stacked_bars(chart["rows"], rtl=get_language_bidi())
    columns = [chart["first"], *({"label": label, "number": True} for label in chart["series"])]
    table = [[{"text": row["label"], "url": row.get("url", "")}, *_counts(row)] for row in chart["rows"]]
    return {"chart": chart, "series": series, "drawn": drawn, "columns": columns, "table": table}


def _counts(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    links = row.get("urls") or [""] * len(row["counts"])
    return [{"text": count, "url": url if count else ""} for count, url in zip(row["counts"], links, strict=True)]


@register.filter
def figure(value: Any) -> str:
    """A whole number as the reader's language writes it; missing stays missing, never zero."""
    if value is None or value == "":
        return _("no information received")
    return str(number_format(value, use_l10n=True, force_grouping=True))


@register.filter(name="state_name")
def state_name_of(code: str, more: Mapping[str, str] | None = None) -> str:
    """The State's name in the reader's language, by its ISO 3166 alpha-3 code; ``more`` names further ones."""
    return (more or {}).get(code) or state_name(str(code), get_language() or "en")


@register.filter
def words(value: Any) -> int:
    """How many words a text has, as the forms count them."""
    return count_words(str(value or ""))
