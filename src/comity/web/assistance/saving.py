"""Saving one page of the form: nothing of others is overwritten unseen, nothing typed is lost."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.assistance.models import SupportRequest
from comity.kernel.errors import ActError, Outdated
from comity.kernel.hashing import content_hash
from comity.web.assistance.kept import take, writer_of
from comity.web.assistance.numbers import number_in


@dataclass(frozen=True)
class Difference:
    """A field that somebody else changed meanwhile: what is saved, and what was typed here."""

    label: str
    saved: str
    typed: str


@dataclass
class Page:
    """One showing of one page: the hidden fields that make a stale page known, and what to tell the reader."""

    version: str
    seen: str
    writer: str
    was_kept: bool = False
    differences: list[Difference] = field(default_factory=list)


def typed(request: HttpRequest) -> tuple[QueryDict | None, bool]:
    """What was typed: just now, or before the session ended (then True); None for a page that is only opened."""
    if request.method == "POST":
        return request.POST, False
    kept = take(request)
    return kept, kept is not None


def seen_of(form: forms.ModelForm) -> str:
    """A hash of what the page showed when it was opened."""
    return content_hash({name: form.initial.get(name) for name in sorted(form.fields)})


def page_of(request: HttpRequest, record: SupportRequest, seen: str, data: QueryDict | None, *, kept: bool) -> Page:
    given = data or {}
    return Page(
        str(given.get("version", record.row_version)),
        str(given.get("seen", seen)),
        writer_of(request.user),
        was_kept=kept,
    )


def save(request: HttpRequest, record: SupportRequest, form: Any, page: Page) -> bool:
    """Write the form; False where it was refused, with the reason in the form or in ``page.differences``.

    A page that is stale only because other pages of the same request were saved meanwhile is not stale.
    """
    seen = seen_of(form)
    if not form.is_valid():
        return False
    expected = record.row_version if page.seen == seen else number_in(page.version) or 0
    try:
        form.write(record, by=request.user, expected=expected)
    except Outdated:
        page.differences = differences(form)
        page.version, page.seen = str(record.row_version), seen
        return False
    except ActError as error:
        form.add_sentences(error.sentences)
        return False
    return True


def differences(form: forms.BaseForm) -> list[Difference]:
    found = []
    for name, one in form.fields.items():
        saved, here = shown(one, form.initial.get(name)), shown(one, form.cleaned_data.get(name))
        if saved != here:
            found.append(Difference(str(one.label or name), saved, here))
    return found


def shown(one: forms.Field, value: Any) -> str:
    """A value of a form as a reader would write it."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, (list, tuple, QuerySet)):
        return ", ".join(sorted(shown(one, part) for part in value))
    if isinstance(one, forms.ModelChoiceField):
        pk = getattr(value, "pk", value)
        return str(one.queryset.filter(pk=pk).first() or "")
    if isinstance(one, (forms.ChoiceField, forms.MultipleChoiceField)):
        return str(dict(one.choices).get(value, value))
    if isinstance(one, forms.DateField):
        return date_format(value, "DATE_FORMAT")
    return _("yes") if value is True else str(value)
