"""A State's decisions on its request: who may read, what is published, what the report may use; and taking it back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from comity.assistance.domain.machines import REQUEST
from comity.assistance.enums import Audience, Extent, ReportUse, RequestStatus
from comity.assistance.models import RequestState, SupportRequest
from comity.kernel import consents
from comity.kernel.errors import NotEntitled, NotPossible, Outdated
from comity.kernel.models import Consent
from comity.kernel.roles import Person, Role, held
from comity.kernel.transitions import lock

Scope = Consent.Scope
INSIDE = (RequestStatus.DRAFT, RequestStatus.ENDORSED, RequestStatus.WITHDRAWN)


def _give(request: SupportRequest, scope: str, by: Person, *, audience: str = "", extent: str = "") -> Consent:
    return consents.give(
        subject_type="request", subject=request, version_hash=request.version_hash, state=request.state_id, scope=scope,
        audience=audience, extent=extent, conditions=request.conditions, until=request.consent_until, by=by,
    )  # fmt: skip


def give_request_consents(request: SupportRequest, *, by: Person) -> None:
    """Record the choices of field 18 for the version just frozen. “Nothing” and “no” end what was given before."""
    _give(request, Scope.SUBMISSION, by, audience=request.audience)
    _give_or_end(request, Scope.PUBLICATION, by, wanted=request.extent != Extent.NOTHING, extent=request.extent)
    _give_or_end(request, Scope.REPORT, by, wanted=request.report_use != ReportUse.NO, extent=request.report_use)


def _give_or_end(request: SupportRequest, scope: str, by: Person, *, wanted: bool, extent: str) -> None:
    if wanted:
        _give(request, scope, by, extent=extent)
    else:
        consents.withdraw_all(subject_type="request", subject=request, by=by, scope=scope)


def own_focal_point(request: SupportRequest, by: Person) -> None:
    if not any(c.state == request.state_id for c in held(by.capacities(), (Role.STATE_FOCAL_POINT,))):
        raise NotEntitled(_("Only a focal point of the State itself can decide on consent."))


@transaction.atomic
def change_consent(
    request: SupportRequest, *, audience: str, extent: str, report_use: str, by: Person,
    until: date | None = None, conditions: str = "", expected: int | None = None,
) -> SupportRequest:  # fmt: skip
    """Widen, narrow or renew what was consented to for the frozen version. Takes effect on every page at once."""
    fresh: SupportRequest = lock(REQUEST, request)
    own_focal_point(fresh, by)
    if expected is not None and expected != fresh.row_version:
        raise Outdated
    if fresh.status in INSIDE:
        raise NotPossible(_("Consent is given with the submission; this request is not submitted."))
    if audience not in Audience.values or extent not in Extent.values or report_use not in ReportUse.values:
        raise NotPossible(_("Choose who may read the request, what is published, and whether the report may use it."))
    if audience == Audience.NAMED and not fresh.choices.filter(kind="named").exists():
        raise NotPossible(_("Name the organisations to which the request is circulated."))
    if extent in (Extent.SUMMARY, Extent.FULL) and not fresh.summary.strip():
        raise NotPossible(_("Write the summary that will be published."))
    fresh.audience, fresh.extent, fresh.report_use = audience, extent, report_use
    fresh.consent_until, fresh.conditions = until, conditions
    fresh.row_version += 1
    fresh.save()
    give_request_consents(fresh, by=by)
    return fresh


@transaction.atomic
def withdraw_consent(request: SupportRequest, *, scope: str, by: Person) -> int:
    """Take back one kind of consent; returns how many consents ended. What others copied cannot be recalled."""
    fresh: SupportRequest = lock(REQUEST, request)
    own_focal_point(fresh, by)
    ended = consents.withdraw_all(subject_type="request", subject=fresh, by=by, scope=scope, state=fresh.state_id)
    if scope == Scope.PUBLICATION:
        fresh.extent = Extent.NOTHING
    if scope == Scope.REPORT:
        fresh.report_use = ReportUse.NO
    fresh.row_version += 1
    fresh.save()
    return ended


def lapse_all(request: SupportRequest, *, by: Person) -> None:
    """End every consent of the State on a request that was withdrawn; other States' words end by the system's hand."""
    consents.withdraw_all(subject_type="request", subject=request, by=by, state=request.state_id)


@transaction.atomic
def join_request(request: SupportRequest, *, state: str, by: Person) -> RequestState:
    """A further State's own consent to take part (rule R2). Only its own focal point can give it."""
    return _answer(request, state=state, by=by, joins=True)


@transaction.atomic
def leave_request(request: SupportRequest, *, state: str, by: Person) -> RequestState:
    """A further State refuses, or takes back its part; the request goes ahead for the others."""
    return _answer(request, state=state, by=by, joins=False)


def _answer(request: SupportRequest, *, state: str, by: Person, joins: bool) -> RequestState:
    fresh: SupportRequest = lock(REQUEST, request)
    if not any(c.state == state for c in held(by.capacities(), (Role.STATE_FOCAL_POINT,))):
        raise NotEntitled(_("Only a focal point of the State itself can decide on consent."))
    part = RequestState.objects.filter(request=fresh, state=state).exclude(standing=RequestState.Standing.LEAD).first()
    if part is None:
        raise NotPossible(_("This State was not asked to take part in the request."))
    if joins and fresh.status not in (RequestStatus.DRAFT, RequestStatus.RETURNED):
        raise NotPossible(_("States join while the request is being written; ask for it to be returned first."))
    if joins:
        consents.give(
            subject_type="request",
            subject=fresh,
            version_hash=fresh.version_hash,
            state=state,
            scope=Scope.PARTICIPATION,
            by=by,
        )
        part.standing = RequestState.Standing.JOINED
    else:
        consents.withdraw_all(subject_type="request", subject=fresh, by=by, scope=Scope.PARTICIPATION, state=state)
        part.standing = RequestState.Standing.REFUSED
    part.save()
    fresh.row_version += 1
    fresh.save()
    return part
