"""One page for each act: it says what will happen, asks for what is needed, and does it once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.assistance.domain.consents import withdraw_consent
from comity.assistance.domain.notes import end_consultation
from comity.assistance.domain.offers import declare_covered
from comity.assistance.models import SupportRequest
from comity.assistance.rules import acts_for, request_acts
from comity.kernel.errors import ActError, NotEntitled, Outdated
from comity.kernel.models import Consent
from comity.kernel.roles import Role
from comity.people.models import Organisation
from comity.web.assistance.access import private_reading
from comity.web.assistance.act_forms import ConsentChangeForm, ScreeningForm, lists_of
from comity.web.assistance.acts import PAGES, ActPage, heading
from comity.web.assistance.consent_words import panels_after, panels_before
from comity.web.assistance.kept import signed_in, take, writer_of
from comity.web.assistance.numbers import number_in
from comity.web.assistance.screening_shown import headings

GET_AND_POST = ["GET", "HEAD", "POST"]
SCOPES = (Consent.Scope.SUBMISSION, Consent.Scope.PUBLICATION, Consent.Scope.REPORT)


@require_http_methods(GET_AND_POST)
@signed_in
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask, then do. A step that somebody else has taken meanwhile leads back to the record with a sentence."""
    found, page = private_reading(request, pk), PAGES.get(name)
    record = found.request
    if page is None:
        raise Http404
    acts = request_acts(record, request.user)
    data = request.POST if request.method == "POST" else take(request)
    form = page.form(data, record=record)
    refused: ActError | None = None
    if request.method == "POST":
        if form.is_valid() and not _only_shows(form, request):
            try:
                return _done(request, record, name, _run(request, record, page, form))
            except ActError as error:
                refused = error
    elif stop := _stopped(acts, name):
        for sentence in stop:
            messages.error(request, str(sentence))
        return redirect("desk-request", pk=pk)
    context = _context(request, record, name, form) | {
        "heading": heading(name, acts), "kept": data and not request.POST, "title": found.content["title"],
    }  # fmt: skip
    return render(request, "requests/act.html", context | _refusal(refused), status=_status(refused))


def _stopped(acts: Any, name: str) -> Any:
    """Why the act cannot be begun now; empty where it can."""
    found = next((one for one in acts if one.name == name), None)
    if found is None:
        return [_("This is not possible as the request stands now, or it is not yours to do.")]
    return found.hindrances


def _only_shows(form: Any, request: HttpRequest) -> bool:
    """A changed consent is shown in words first; only the confirmed form changes it."""
    return isinstance(form, ConsentChangeForm) and "confirmed" not in request.POST


def _run(request: HttpRequest, record: SupportRequest, page: ActPage, form: Any) -> Any:
    given = {**form.cleaned_data}
    if isinstance(form, ScreeningForm):
        given["answers"] = form.given()
    return page.run(record, given, request.user, number_in(request.POST.get("version", "")))


def _done(request: HttpRequest, record: SupportRequest, name: str, result: Any) -> HttpResponse:
    messages.success(request, str(PAGES[name].done))
    if name == "copy":
        return redirect("request-tasks", pk=result.pk)
    if name == "leave":
        return redirect("desk")
    return redirect("desk-request", pk=record.pk)


def _context(request: HttpRequest, record: SupportRequest, name: str, form: Any) -> dict[str, Any]:
    page = PAGES[name]
    context: dict[str, Any] = {
        "record": record, "page": page, "name": name, "form": form, "writer": writer_of(request.user),
        "version": request.POST.get("version", record.row_version),
        "panels": panels_before(record) if page.panels else [],
    }  # fmt: skip
    if name in ("circulate", "approve_assessment", "renew"):
        context["panels"] = panels_after(record, may_change=False)
    if name in ("assess", "approve_assessment"):
        context["assessments"] = record.assessments.order_by("-id")[:1]  # type: ignore[attr-defined]
    if isinstance(form, ScreeningForm):
        context["lists"] = lists_of(form, headings())
    if isinstance(form, ConsentChangeForm) and form.is_bound and form.is_valid():
        given = form.cleaned_data
        record.audience, record.extent, record.report_use = given["audience"], given["extent"], given["report_use"]
        record.consent_until = given["until"]
        context |= {"panels": panels_before(record), "confirming": True}
    return context


def _refusal(error: ActError | None) -> dict[str, Any]:
    return {"sentences": [str(sentence) for sentence in error.sentences] if error else []}


def _status(error: ActError | None) -> int:
    if error is None:
        return 200
    return 403 if isinstance(error, NotEntitled) else 409 if isinstance(error, Outdated) else 422


@require_http_methods(GET_AND_POST)
@signed_in
def end_consent(request: HttpRequest, pk: int, scope: str) -> HttpResponse:
    """Withdraw one kind of consent, after a page that says what ends and what cannot be called back."""
    record = private_reading(request, pk).request
    panel = next((one for one in panels_after(record, may_change=True) if one.id == f"consent-{scope}"), None)
    if scope not in SCOPES or not acts_for(record, request.user, (Role.STATE_FOCAL_POINT,)):
        raise Http404
    sentences: list[str] = []
    if request.method == "POST":
        try:
            withdraw_consent(record, scope=scope, by=request.user)
        except ActError as error:
            sentences = [str(sentence) for sentence in error.sentences]
        else:
            messages.success(request, _("The consent is withdrawn, with effect on every page at once."))
            return redirect("desk-request", pk=pk)
    if panel is None and not sentences:
        messages.error(request, _("There is no such consent any more."))
        return redirect("desk-request", pk=pk)
    return render(request, "requests/end_consent.html", {"record": record, "panel": panel, "sentences": sentences})


@require_http_methods(GET_AND_POST)
@signed_in
def cover_need(request: HttpRequest, pk: int, need: int) -> HttpResponse:
    """The State says that a need is covered, or that it is not after all."""
    record = private_reading(request, pk).request
    if not acts_for(record, request.user, (Role.STATE_FOCAL_POINT,)):
        raise Http404
    item = get_object_or_404(record.needs, pk=need)
    sentences: list[str] = []
    if request.method == "POST":
        try:
            declare_covered(item, covered=not item.covered, by=request.user)
        except ActError as error:
            sentences = [str(sentence) for sentence in error.sentences]
        else:
            messages.success(request, _("Saved."))
            return redirect("desk-request", pk=pk)
    return render(request, "requests/cover.html", {"record": record, "need": item, "sentences": sentences})


@require_http_methods(GET_AND_POST)
@signed_in
def end_invitation(request: HttpRequest, pk: int, organisation: int) -> HttpResponse:
    """Take back the invitation of a consulted body."""
    record = private_reading(request, pk).request
    choice = get_object_or_404(record.choices, kind="consulted", organisation=organisation)
    body = Organisation.objects.get(pk=choice.organisation_id)
    sentences: list[str] = []
    if request.method == "POST":
        try:
            end_consultation(record, organisation=body, by=request.user)
        except ActError as error:
            sentences = [str(sentence) for sentence in error.sentences]
        else:
            messages.success(request, _("The invitation is taken back."))
            return redirect("desk-request", pk=pk)
    context = {
        "record": record, "title": _("%(body)s, invited to comment") % {"body": body.name}, "sentences": sentences,
        "back": reverse("desk-request", args=[pk]),
    }  # fmt: skip
    return render(request, "requests/form/remove.html", context)
