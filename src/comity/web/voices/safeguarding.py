"""The safeguarding officers' desk: what came without account, what is in confidence, findings to see, questions."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comity.commitments.domain import contacts
from comity.commitments.domain.submissions import OPEN, publish_submission, triage_submission
from comity.commitments.domain.voices import check_findings
from comity.commitments.models import ContactAccess, Submission, Voice
from comity.commitments.models.voice import BARRED
from comity.commitments.voices import counts_shown
from comity.kernel.errors import ActError
from comity.kernel.roles import Role
from comity.kernel.visibility import Level
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in
from comity.web.voices.safeguarding_forms import AskForm, TriageForm
from comity.web.voices.writing import GET_AND_POST

SIZE, LATEST = 20, 30


def is_officer(user: Any) -> bool:
    """A safeguarding officer who neither acts for a State nor administers the system."""
    return Role.SAFEGUARDING in user.roles() and not user.roles() & BARRED


@require_safe
@signed_in
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """For officers everything; for the coordinator only the questions to a second person."""
    if not contacts.may_grant(request.user):
        raise Http404
    officer = is_officer(request.user)
    context: dict[str, Any] = {
        "officer": officer, "trail": _trail(), "questions": _questions(request.user),
        "log": ContactAccess.objects.select_related("asked_by", "granted_by")[:LATEST],
    }  # fmt: skip
    if officer:
        rows = Submission.objects.visible_to(request.user).exclude(status__in=Submission.ERASED)
        waiting = rows.filter(status__in=OPEN).order_by("-concern", "id")
        handed = Voice.objects.visible_to(request.user).filter(status=Voice.Status.SUBMITTED)
        context |= {
            "page": Paginator(waiting, SIZE).get_page(request.GET.get("page")),
            "closed": rows.filter(status=Submission.Status.PUBLISHED).order_by("-id")[:LATEST],
            "confidence": _voices(handed.filter(level=Level.RESTRICTED)),
            "findings": _voices(handed.filter(kind=Voice.Kind.CHILDREN, checked_at=None).exclude(
                level=Level.RESTRICTED)),
        }  # fmt: skip
    return render(request, "voices/safeguarding.html", context)


def _voices(rows: QuerySet[Voice]) -> list[dict[str, Any]]:
    found = rows.select_related("organisation").prefetch_related("recommendations").order_by("submitted_at")
    return [{"voice": voice, "counts": counts_shown(voice)} for voice in found]


def _questions(user: Any) -> QuerySet[ContactAccess]:
    rows = ContactAccess.objects.filter(granted_at=None, refused=False).exclude(asked_by=user.pk)
    return rows.select_related("asked_by")


def _trail(label: str = "") -> list[dict[str, str]]:
    steps = [{"label": _("My desk"), "url": reverse("desk")}]
    here = {"label": _("Safeguarding"), "url": reverse("safeguarding") if label else ""}
    return [*steps, here, {"label": label, "url": ""}] if label else [*steps, here]


@require_http_methods(GET_AND_POST)
@signed_in
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One submission: read, weigh, publish without a name, ask to see the contact."""
    rows = Submission.objects.visible_to(request.user).select_related("recommendation")
    found = get_object_or_404(rows.exclude(status__in=Submission.ERASED), pk=pk)
    act = request.POST.get("act", "")
    weigh = TriageForm(request.POST if act == "weigh" else None)
    ask = AskForm(request.POST if act == "ask" else None)
    sentences: Any = ()
    if request.method == "POST" and (act == "publish" or (act == "weigh" and weigh.is_valid()) or (
        act == "ask" and ask.is_valid()
    )):  # fmt: skip
        try:
            return _do(request, found, act, weigh, ask)
        except ActError as error:
            sentences = error.sentences
    context = {
        "found": found, "weigh": weigh, "ask": ask, "sentences": sentences, "trail": _trail(_("Submission")),
        "open": found.status in OPEN, "accesses": found.accesses.select_related("asked_by", "granted_by"),
        "has_contact": contacts.has_contact(found), "publishable": found.status == Submission.Status.USABLE,
    }  # fmt: skip
    return render(request, "voices/submission.html", context)


def _do(request: HttpRequest, found: Submission, act: str, weigh: TriageForm, ask: AskForm) -> HttpResponse:
    version = number_in(request.POST.get("version", ""))
    if act == "publish":
        publish_submission(found, by=request.user, expected=version)
    elif act == "weigh":
        given = weigh.cleaned_data
        triage_submission(
            found, finding=given["finding"], answer=given["answer"], by=request.user, expected=version
        )  # fmt: skip
        if given["finding"] == Submission.Status.SET_ASIDE:
            return redirect("safeguarding")
    else:
        contacts.ask_for_contact(found, reason=ask.cleaned_data["reason"], by=request.user)
    return redirect("submission", found.pk)


@require_POST
@signed_in
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Safeguarding has seen findings from work with children."""
    voice = get_object_or_404(Voice.objects.visible_to(request.user), pk=pk, kind=Voice.Kind.CHILDREN)
    try:
        check_findings(voice, by=request.user)
    except ActError as error:
        return _refused(request, error)
    return redirect("safeguarding")


@require_POST
@signed_in
@never_cache
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse a question, or read the contact that was granted: each is a post, because each is recorded."""
    if not contacts.may_grant(request.user):
        raise Http404
    access = get_object_or_404(ContactAccess, pk=pk)
    act = request.POST.get("act", "")
    try:
        if act == "read":
            text = contacts.read_contact(access, by=request.user)
            return render(request, "voices/contact.html", {"contact": text, "trail": _trail(_("Contact"))})
        contacts.decide_on_contact(access, grant=act == "grant", by=request.user)
    except ActError as error:
        return _refused(request, error)
    return redirect("safeguarding")


def _refused(request: HttpRequest, error: ActError) -> HttpResponse:
    context = {"sentences": error.sentences, "trail": _trail(_("Refused"))}
    return render(request, "voices/refused.html", context, status=403)
