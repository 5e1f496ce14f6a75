"""What the forms of follow-up share: text that survives a lost session, sources as rows, refusals as sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from comity.commitments.domain.followup_evidence import Source
from comity.kernel.errors import ActError
from comity.web.assistance.kept import take, writer_of
from comity.web.cooperation.acts import status_of
from comity.web.cooperation.offer_forms import day_input
from comity.web.cooperation.rows import Rows, as_written
from comity.web.forms import ComityForm

MOST_SOURCES = 12


@dataclass(frozen=True)
class Given:
    """What was typed: posted now (``sent``), or before the session ended (``kept``), or nothing yet."""

    data: QueryDict | None
    sent: bool
    kept: bool

    @property
    def adds_row(self) -> bool:
        return self.data is not None and "add" in self.data


def given(request: HttpRequest) -> Given:
    if request.method == "POST":
        return Given(request.POST, sent=True, kept=False)
    kept = take(request)
    return Given(kept, sent=False, kept=kept is not None)


def attempt(form: Any, verb: Callable[[], Any]) -> tuple[Any, int]:
    """Do the act; a refused one becomes sentences of the form. Returns what it gave, and the page's status."""
    try:
        return verb(), 200
    except ActError as refusal:
        form.add_sentences(refusal.sentences)
        return None, status_of(refusal)


def shared(request: HttpRequest, typed: Given) -> dict[str, Any]:
    """The context that every form needs."""
    return {"writer": writer_of(request.user), "kept": typed.kept}


class SourceForm(ComityForm, forms.Form):
    title = forms.CharField(label=_("Title of the source"), max_length=200)
    source = forms.CharField(label=_("Web address or document symbol"), max_length=300)
    dated = forms.DateField(label=_("Date of the source"), widget=day_input())
    shows = forms.CharField(label=_("What it shows"), widget=forms.Textarea(attrs={"rows": 3}))
    hints = {
        "source": _("For example https://… of an official journal, or CRC/C/XXX/Q/5/Add.1."),
        "dated": _("Later than the recommendation itself: only then can it show what followed."),
    }
    word_limits = {"shows": 120}


SourceRows = forms.formset_factory(
    SourceForm, formset=Rows, extra=1, max_num=MOST_SOURCES, absolute_max=MOST_SOURCES, can_delete=True
)
NAMES = ("title", "source", "dated", "shows")


def source_rows(typed: Given, initial: list[dict[str, Any]]) -> Any:
    """The rows as stored, as posted, or as posted with one more."""
    if typed.data is None:
        return SourceRows(initial=initial, prefix="sources")
    if typed.adds_row:
        return SourceRows(initial=as_written(typed.data, "sources", NAMES), prefix="sources")
    return SourceRows(typed.data, prefix="sources")


def sources_in(rows: Any) -> list[Source]:
    return [Source(**row) for row in rows.kept()]
