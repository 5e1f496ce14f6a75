"""What a State does with its request: start, write, endorse, submit, rank, hold, withdraw."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.assistance.domain.consents import give_request_consents, lapse_all
from comity.assistance.domain.content import request_content
from comity.assistance.domain.editing import bump, editing_request
from comity.assistance.domain.machines import REQUEST
from comity.assistance.enums import RequestStatus
from comity.assistance.models import RequestState, RequestVersion, SupportRequest
from comity.kernel import audit
from comity.kernel.errors import NotEntitled, NotPossible, Outdated
from comity.kernel.hashing import content_hash
from comity.kernel.models import StateChange
from comity.kernel.roles import STATE_ROLES, Capacity, Person, Role, held
from comity.kernel.transitions import Step, lock, transition
from comity.reference.models import State

RANKABLE = (
    RequestStatus.DRAFT, RequestStatus.ENDORSED, RequestStatus.SUBMITTED, RequestStatus.ACKNOWLEDGED,
    RequestStatus.RETURNED,
)  # fmt: skip
RENEWABLE = (RequestStatus.DECLINED, RequestStatus.WITHDRAWN, RequestStatus.UNMET)
REPEATING = ("needs", "bodies", "commitments", "consultations", "choices")


def state_capacity(state: str, by: Person, roles: Iterable[str] = STATE_ROLES) -> Capacity:
    """The capacity in which ``by`` acts for the State with this code; NotEntitled where there is none."""
    for capacity in held(by.capacities(), roles):
        if capacity.state == state:
            return capacity
    raise NotEntitled(_("Only this State's own people can do this."))


class Part(Protocol):
    """A repeating part of the form: it belongs to one request, and can be saved and deleted."""

    request: Any
    request_id: Any

    def save(self) -> None: ...
    def delete(self) -> Any: ...


@transaction.atomic
def start_request(
    *, state: State, by: Person, language: str = "en", follows: SupportRequest | None = None
) -> SupportRequest:
    """Open an empty draft for the State."""
    capacity = state_capacity(state.pk, by)
    request = SupportRequest.objects.create(state=state, language=language, follows=follows)
    RequestState.objects.create(request=request, state=state, standing=RequestState.Standing.LEAD)
    audit.append(by=capacity, action="request.start", subject_type="request", subject=request.pk, state=state.pk)
    return request


def write_request(
    request: SupportRequest, *, by: Person, changes: Mapping[str, Any], expected: int | None = None
) -> SupportRequest:
    """Change single-valued fields of a draft; names that are no field of the form raise ValueError."""
    if foreign := set(changes) - WRITABLE:
        raise ValueError(f"Not fields of the request form: {', '.join(sorted(foreign))}.")
    with editing_request(request, by=by, expected=expected) as fresh:
        for name, value in changes.items():
            setattr(fresh, name, value)
    return fresh


WRITABLE = frozenset({
    "language", "authority", "authority_id", "focal_point", "title", "summary", "situation", "impact",
    "impact_levels", "groups",
    "kinds", "modalities", "starts_on", "ends_on", "budget", "currency", "national_contribution", "known_funding",
    "monitoring",
    "sustainability", "audience", "extent", "report_use", "consent_until", "conditions",
})  # fmt: skip


def save_part(request: SupportRequest, part: Part, *, by: Person, expected: int | None = None) -> SupportRequest:
    """Save one need, body, commitment, consultation, choice or attachment of a draft."""
    with editing_request(request, by=by, expected=expected) as fresh:
        part.request = fresh
        part.save()
    return fresh


def remove_part(request: SupportRequest, part: Part, *, by: Person, expected: int | None = None) -> SupportRequest:
    with editing_request(request, by=by, expected=expected) as fresh:
        if part.request_id != fresh.pk:
            raise NotPossible(_("This belongs to another request."))
        part.delete()
    return fresh


def replace_parts(
    request: SupportRequest,
    name: str,
    parts: Sequence[Part],
    *,
    by: Person,
    expected: int | None = None,
    **where: Any,
) -> SupportRequest:
    """Replace all rows of one repeating part (of ``where``) by ``parts``, in order."""
    with editing_request(request, by=by, expected=expected) as fresh:
        getattr(fresh, name).filter(**where).delete()
        for part in parts:
            part.request = fresh
            part.save()
    return fresh


@transaction.atomic
def invite_state(request: SupportRequest, *, state: State, by: Person, expected: int | None = None) -> RequestState:
    """Show the draft to a further State and ask it to take part (rule R2).

    The draft leaves the State's space, so only its focal point can do this; asking is not writing, and does not keep
    the focal point from endorsing. The other State appears nowhere before its own focal point agreed.
    """
    capacity = state_capacity(request.state_id, by, (Role.STATE_FOCAL_POINT,))
    fresh: SupportRequest = lock(REQUEST, request)
    if not fresh.is_editable:
        raise NotPossible(_("States are asked while the request is a draft or was returned for completion."))
    if expected is not None and expected != fresh.row_version:
        raise Outdated
    part, _created = RequestState.objects.get_or_create(
        request=fresh, state=state, defaults={"standing": RequestState.Standing.INVITED}
    )
    bump(fresh)
    audit.append(by=capacity, action="request.invite_state", subject_type="request", subject=fresh.pk, state=state.pk)
    return part


def endorse_request(request: SupportRequest, *, by: Person, expected: int | None = None) -> Step:
    return transition(REQUEST, request, "endorse", by=by, expected=expected)


@transaction.atomic
def submit_request(request: SupportRequest, *, by: Person, expected: int | None = None) -> Step:
    """Submit or submit again: freeze the version, give the number, and record the consents chosen in the form."""
    step = transition(REQUEST, request, _submission(request), by=by, expected=expected)
    if step.changed:
        fresh: SupportRequest = step.record
        fresh.submitted_at = fresh.submitted_at or timezone.now()
        freeze(fresh)
        give_request_consents(fresh, by=by)
    return step


def _submission(request: SupportRequest) -> str:
    """Which arrow a submission means; for one that is already submitted, the arrow that brought it there."""
    if request.status == RequestStatus.SUBMITTED:
        steps = StateChange.objects.filter(machine="request", record=request.pk, target=RequestStatus.SUBMITTED)
        return steps.latest("id").transition
    return "resubmit" if request.status == RequestStatus.RETURNED else "submit"


def freeze(request: SupportRequest) -> RequestVersion:
    """Freeze the present text as the next version and point the request at its hash."""
    request.version += 1
    content = request_content(request)
    request.version_hash = content_hash([request.version, content])
    request.save(update_fields=["version", "version_hash", "code", "submitted_at"])
    return RequestVersion.objects.create(
        request=request, number=request.version, content=content, hash=request.version_hash
    )


@transaction.atomic
def withdraw_request(request: SupportRequest, *, by: Person, expected: int | None = None, reason: str = "") -> Step:
    """Withdraw: every consent ends with it, so the request disappears from every page but the State's own (R10)."""
    step = transition(REQUEST, request, "withdraw", by=by, expected=expected, reason=reason)
    if step.changed:
        lapse_all(step.record, by=by)
        SupportRequest.objects.filter(pk=request.pk).update(priority=None)
        step.record.priority = None
    return step


def hold_request(request: SupportRequest, *, by: Person, reason: str, expected: int | None = None) -> Step:
    return transition(REQUEST, request, "hold", by=by, expected=expected, reason=reason)


def resume_request(request: SupportRequest, *, by: Person, expected: int | None = None) -> Step:
    return transition(REQUEST, request, "resume", by=by, expected=expected)


def renew_request(request: SupportRequest, *, by: Person, expected: int | None = None) -> Step:
    return transition(REQUEST, request, "renew", by=by, expected=expected)


@transaction.atomic
def copy_as_draft(request: SupportRequest, *, by: Person) -> SupportRequest:
    """A new draft that follows a declined, withdrawn or unmet request; the old one stays as it is (arrow 12)."""
    old: SupportRequest = lock(REQUEST, request)
    if old.status not in RENEWABLE:
        raise NotPossible(_("Only a declined, withdrawn or unmet request can be taken up in a new one."))
    new = start_request(state=old.state, by=by, language=old.language, follows=old)
    for name in WRITABLE - {"authority", "audience", "extent", "report_use", "consent_until", "conditions"}:
        setattr(new, name, getattr(old, name))
    new.save()
    for name in REPEATING:
        for part in getattr(old, name).all():
            part.pk, part._state.adding, part.request = None, True, new
            if name == "needs":
                part.covered = False
            part.save()
    return new


@transaction.atomic
def rank_requests(*, state: State, order: Sequence[int], by: Person) -> None:
    """Set the State's own order: the first gets 1. Only its focal point, only before screening ends (rule R8).

    ``order`` holds primary keys of requests of this State that may still be ranked; those left out lose their number.
    Numbers of requests that were screened already stay taken.
    """
    capacity = state_capacity(state.pk, by, (Role.STATE_FOCAL_POINT,))
    State.objects.select_for_update().get(pk=state.pk)
    rows = {row.pk: row for row in SupportRequest.objects.select_for_update().filter(state=state)}
    late = [rows[pk] for pk in order if pk in rows and rows[pk].status not in RANKABLE]
    if late or any(pk not in rows for pk in order) or len(set(order)) != len(order):
        raise NotPossible(_("Only this State's requests whose screening has not ended can be ranked, each once."))
    taken = {row.priority for row in rows.values() if row.status not in RANKABLE and row.priority}
    free = (number for number in range(1, 10_000) if number not in taken)
    open_rows = [row for row in rows.values() if row.status in RANKABLE]
    SupportRequest.objects.filter(pk__in=[row.pk for row in open_rows]).update(priority=None)
    wanted = {pk: next(free) for pk in order}
    for row in open_rows:
        changed = row.priority != wanted.get(row.pk)
        row.priority = wanted.get(row.pk)
        if changed:
            bump(row)
        else:
            row.save(update_fields=["priority"])
    audit.append(by=capacity, action="request.rank", subject_type="state", subject=state.pk, order=list(order))
