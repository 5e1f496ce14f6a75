"""One request: by its code as far as the reader may read it, and on the desk with everything that can be done."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.assistance.domain.completeness import missing_by_step
from comity.assistance.enums import Extent, OfferStatus, RequestStatus
from comity.assistance.models import Assessment, Offer, StakeholderNote, SupportRequest
from comity.assistance.queries import coverage
from comity.assistance.reading import Reading, reading
from comity.assistance.rules import acts_for, request_acts
from comity.assistance.turns import request_turn
from comity.kernel.models import Consent
from comity.kernel.roles import Role
from comity.web.assistance.access import any_reading, writing
from comity.web.assistance.acts import act_links
from comity.web.assistance.commitments_shown import by_kind, commitments_shown
from comity.web.assistance.consent_words import consent_rows, panels_after
from comity.web.assistance.kept import signed_in
from comity.web.assistance.plan_shown import plan_shown
from comity.web.assistance.rows import area_of, need_rows, sections
from comity.web.assistance.screening_shown import screenings_shown
from comity.web.assistance.steps import STEPS, address_of
from comity.web.assistance.timeline import steps

ACCEPTED = (OfferStatus.ACCEPTED, OfferStatus.IN_PART)
COVERABLE = (
    RequestStatus.OPEN, RequestStatus.PLANNING, RequestStatus.AGREED, RequestStatus.IN_DELIVERY,
    RequestStatus.COMPLETED,
)  # fmt: skip
WHOLE = ("own", "coordinator", "circulated", "full")


@require_safe
def public(request: HttpRequest, code: str) -> HttpResponse:
    """By code. ``?as=public`` shows a signed-in reader what everybody reads."""
    as_public = request.GET.get("as") == "public"
    reader: Any = AnonymousUser() if as_public else request.user
    rows = SupportRequest.objects.visible_to(request.user).select_related("state", "authority", "follows")
    row = rows.filter(code=code.upper()).first()
    if row is None:
        raise Http404
    found = reading(row, reader)
    if found is None and as_public:
        return render(request, "requests/unpublished.html", {"record": row})
    if found is None:
        raise Http404
    return render(request, "requests/record.html", {**_content(found, reader), "as_public": as_public})


@require_safe
@signed_in
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """On the desk: what may be read, and what may be done. Whoever reads it as the public does is led there."""
    found = any_reading(request, pk)
    if not found.is_private:
        return redirect("request", code=found.request.code)
    user, record = request.user, found.request
    acts = act_links(record, request_acts(record, user))
    return render(request, "requests/record.html", {**_content(found, user), **_workings(found, user), "acts": acts})


@require_safe
@writing
def check(request: HttpRequest, record: SupportRequest) -> HttpResponse:
    """Everything answered so far, with a way to change each answer, and what is missing."""
    found = reading(record, request.user)
    if found is None:
        raise Http404
    missing = [
        {"title": STEPS[step], "url": address_of(record, step), "sentences": sentences}
        for step, sentences in missing_by_step(record).items()
        if sentences
    ]
    context = _content(found, request.user, change=lambda step: address_of(record, step))
    context["consent_rows"] = consent_rows(record, address_of(record, "consent"))
    context["changes"] = {step: address_of(record, step) for step in STEPS}
    context["acts"] = [
        act for act in act_links(record, request_acts(record, request.user)) if act.name in ("endorse", "resubmit")
    ]
    return render(request, "requests/check.html", {**context, "missing": missing})


def _content(found: Reading, user: Any, change: Any = lambda _step: "") -> dict[str, Any]:
    """What every reader's page holds."""
    record, content = found.request, found.content
    covers = coverage(need["id"] for need in content["needs"])
    return {
        "reading": found,
        "record": record,
        "title": content["title"] or _("Request without a title yet"),
        "sections": sections(content, STEPS, change),
        "needs": [
            {"area": area_of(need["area"]), "rows": need_rows(need), "coverage": covers[need["id"]], **_rank(need)}
            for need in content["needs"]
        ],
        "areas": [area_of(code) for code in found.areas],
        "served": by_kind(commitments_shown(content["commitments"], user)) if "commitments" in content else None,
        "turn": request_turn(record),
        "timeline": steps(found),
        "accepted": _accepted(found),
        "public_plan": plan_shown(found),
        "partial": found.scope in (Extent.TITLE_AREA, Extent.SUMMARY),
        "conditions": _conditions(record) if found.scope == "circulated" else "",
    }


def _conditions(record: SupportRequest) -> str:
    """On what condition the State circulates: what it consented to, not what it may be writing now."""
    live = Consent.objects.live().of("request", record.pk).filter(scope=Consent.Scope.SUBMISSION, state=record.state_id)
    return live.order_by("-id").values_list("conditions", flat=True).first() or ""


def _rank(need: dict[str, Any]) -> dict[str, Any]:
    return {"rank": need["rank"], "id": need["id"]}


def _accepted(found: Reading) -> list[dict[str, Any]]:
    """Accepted offers: the provider, the modality and the needs; only where the whole request is read."""
    if found.scope not in WHOLE:
        return []
    rows = Offer.objects.filter(request=found.request.pk, status__in=ACCEPTED).select_related("provider")
    return [
        {
            "provider": offer.provider.name,
            "modality": offer.get_modality_display(),  # type: ignore[attr-defined]
            "needs": ", ".join(str(pairing.need.rank) for pairing in offer.pairings.all()),
        }
        for offer in rows.prefetch_related("pairings__need").order_by("id")
    ]


def _workings(found: Reading, user: Any) -> dict[str, Any]:
    """What the State, the coordinator and invited bodies see beside the request's text."""
    record, insider = found.request, found.scope in ("own", "coordinator")
    focal_point = acts_for(record, user, (Role.STATE_FOCAL_POINT,))
    submitted = record.status not in (RequestStatus.DRAFT, RequestStatus.ENDORSED, RequestStatus.WITHDRAWN)
    found_here = {
        "on_desk": True,
        "cover_needs": focal_point and record.status in COVERABLE,
        "is_own": found.scope == "own",
        "panels": panels_after(record, may_change=focal_point) if insider and submitted else [],
        "no_consent": insider and submitted,
        "screenings": screenings_shown(record, with_lists=found.scope == "coordinator") if insider else [],
        "assessments": _assessments(record, insider=insider),
        "notes": StakeholderNote.objects.visible_to(user).filter(request=record.pk).select_related("organisation"),
        "files": _files(found) if insider else [],
        "offers": Offer.objects.visible_to(user).filter(request=record.pk).select_related("provider"),
        "plan": getattr(record, "plan", None) if insider else None,
        "consulted": record.choices.filter(kind="consulted").select_related("organisation") if insider else [],
        "may_end_consultation": focal_point,
    }
    return {**found_here, "anchors": _anchors(found_here)}


def _anchors(page: dict[str, Any]) -> list[dict[str, str]]:
    """What stands below the text, so that nobody has to scroll for it."""
    parts = (
        ("files", "files", _("Files")),
        ("offers", "offers", _("Offers")),
        ("plan", "plan", _("Plan")),
        ("screenings", "screening-1", _("Screening")),
        ("assessments", "assessment-1", _("Needs assessment")),
        ("no_consent", "consents", _("Consent of the State")),
        ("consulted", "consulted", _("Bodies invited to comment")),
        ("notes", "notes", _("Comments")),
    )
    return [{"id": anchor, "label": label} for name, anchor, label in parts if page[name]]


def _assessments(record: SupportRequest, *, insider: bool) -> Any:
    """The report reaches providers only after the State has approved it."""
    rows = Assessment.objects.filter(request=record.pk)
    return rows if insider else rows.filter(approved_at__isnull=False)


def _files(found: Reading) -> Any:
    """The files that this reader may open: those of the text that is read."""
    return found.request.attachments.filter(pk__in=[file["id"] for file in found.content["attachments"]])
