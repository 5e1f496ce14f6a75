"""Repeating rows in a form that work without JavaScript: one button adds a row, a tick removes one, nothing is lost."""

from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class Rows(BaseFormSet):
    """Rows of which every one may be left empty; an empty row is no row."""

    deletion_widget = forms.CheckboxInput

    def initial_form_count(self) -> int:
        """No row is treated as “already there”: the verb replaces all rows, so each is checked in the same way."""
        return 0

    def total_form_count(self) -> int:
        if self.is_bound:
            return min(int(super().total_form_count()), self.absolute_max)
        return min(len(self.initial or ()) + self.extra, self.max_num)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = _("Remove this row")

    def kept(self) -> list[dict[str, Any]]:
        """The cleaned values of every row that has some and was not removed."""
        found = []
        for form in self.forms:
            data = {name: value for name, value in form.cleaned_data.items() if name != DELETION_FIELD_NAME}
            if not form.cleaned_data.get(DELETION_FIELD_NAME) and any(
                value not in (None, "") for value in data.values()
            ):
                found.append(data)
        return found


def as_written(data: QueryDict, prefix: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a posted form just as they were typed, without those ticked for removal: to show them again."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    count = min(int(total) if total.isdigit() else 0, 50)
    rows = []
    for place in range(count):
        row = {name: data.get(f"{prefix}-{place}-{name}", "") for name in names}
        if any(row.values()) and not data.get(f"{prefix}-{place}-{DELETION_FIELD_NAME}"):
            rows.append(row)
    return rows
