"""Adding, changing and removing one repeating part of the form, each on its own page."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from comity.assistance.domain.attachments import remove_file
from comity.assistance.domain.needs import remove_need
from comity.assistance.domain.requests import remove_part
from comity.assistance.models import (
    Attachment,
    ConsultationRecord,
    NeedItem,
    PreparingBody,
    RequestState,
    SupportRequest,
)
from comity.kernel.errors import ActError
from comity.kernel.hashing import content_hash
from comity.reference.vocabulary import ConsultationCategory
from comity.web.assistance.access import writing
from comity.web.assistance.part_forms import AttachmentForm, BodyForm, ConsultationForm, FurtherStateForm, NeedForm
from comity.web.assistance.saving import page_of, save, seen_of, typed


@dataclass(frozen=True)
class Part:
    step: str
    model: Any
    form: Any
    heading: Any
    changes: bool = True  # whether an entry can be changed, or only added and removed


PARTS = {
    "bodies": Part("who", PreparingBody, BodyForm, gettext_lazy("A body that prepared the request")),
    "states": Part(
        "who", RequestState, FurtherStateForm, gettext_lazy("Ask a further State to take part"), changes=False
    ),
    "needs": Part("needs", NeedItem, NeedForm, gettext_lazy("A need")),
    "consultations": Part("inclusion", ConsultationRecord, ConsultationForm, gettext_lazy("A consultation")),
    "attachments": Part("inclusion", Attachment, AttachmentForm, gettext_lazy("Attach a file"), changes=False),
}


def _part(step: str, name: str) -> Part:
    part = PARTS.get(name)
    if part is None or part.step != step:
        raise Http404
    return part


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def add(request: HttpRequest, record: SupportRequest, step: str, part: str) -> HttpResponse:
    kind = _part(step, part)
    blank = kind.model(request=record)
    category = request.GET.get("category", "")
    if part == "consultations" and category in ConsultationCategory.values:
        blank.category = category
    return _form_page(request, record, kind, blank)


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def change(request: HttpRequest, record: SupportRequest, step: str, part: str, part_pk: int) -> HttpResponse:
    kind = _part(step, part)
    if not kind.changes:
        raise Http404
    return _form_page(request, record, kind, get_object_or_404(kind.model, request=record, pk=part_pk))


def _form_page(request: HttpRequest, record: SupportRequest, kind: Part, instance: Any) -> HttpResponse:
    data, kept = typed(request)
    form = kind.form(data, request.FILES or None, instance=instance)
    is_new = instance.pk is None
    seen = content_hash("") if is_new else seen_of(form)
    page = page_of(request, record, seen, data, kept=kept)
    back = reverse("request-form", args=[record.pk, kind.step])
    if request.method == "POST" and _saved(request, record, form, page):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {
        "record": record, "form": form, "page": page, "heading": kind.heading, "back": back, "is_new": is_new,
        "has_file": "file" in form.fields,
    }  # fmt: skip
    return render(request, "requests/form/part.html", context, status=409 if page.differences else 200)


def _saved(request: HttpRequest, record: SupportRequest, form: Any, page: Any) -> bool:
    """A new entry overwrites nothing, so only the same one sent twice is refused: it is there already."""
    if form.instance.pk is not None:
        return save(request, record, form, page)
    if not form.is_valid():
        return False
    try:
        if page.version != str(record.row_version) and _is_there(record, form):
            return True
        form.write(record, by=request.user, expected=None)
    except ActError as error:
        form.add_sentences(error.sentences)
        return False
    return True


def _is_there(record: SupportRequest, form: Any) -> bool:
    """Whether an entry with exactly these answers exists: the same form was sent twice."""
    fields = getattr(getattr(form, "_meta", None), "fields", None)
    if fields is None:
        return False
    values = {name: form.cleaned_data[name] for name in fields}
    return type(form.instance).objects.filter(request=record, **values).exists()


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def remove(request: HttpRequest, record: SupportRequest, step: str, part: str, part_pk: int) -> HttpResponse:
    """Ask once, then remove."""
    kind = _part(step, part)
    entry = get_object_or_404(kind.model, request=record, pk=part_pk)
    if part == "states" and entry.standing == RequestState.Standing.LEAD:
        raise Http404
    back = reverse("request-form", args=[record.pk, step])
    sentences: Any = ()
    if request.method == "POST":
        try:
            _remove(record, part, entry, request.user)
        except ActError as error:
            sentences = error.sentences
        else:
            messages.success(request, _("Removed."))
            return redirect(back)
    return render(
        request, "requests/form/remove.html",
        {"record": record, "title": _title(part, entry), "back": back, "sentences": sentences},
    )  # fmt: skip


def _remove(record: SupportRequest, part: str, entry: Any, user: Any) -> None:
    if part == "needs":
        remove_need(record, need=entry.pk, by=user)
    elif part == "attachments":
        remove_file(record, attachment=entry, by=user)
    else:
        remove_part(record, entry, by=user)


def _title(part: str, entry: Any) -> str:
    if part == "needs":
        return entry.description or entry.get_area_display() or _("Need %(rank)s") % {"rank": entry.rank}
    if part == "consultations":
        return str(entry.get_category_display())
    if part == "states":
        return str(entry.state.name)
    return str(entry.name if part == "bodies" else entry.title)
