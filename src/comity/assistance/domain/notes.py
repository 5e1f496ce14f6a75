"""What consulted bodies say on a request, and who is invited to say it (resolution 45/32, paragraph 5)."""

from django.db import transaction
from django.utils.translation import gettext as _

from comity.assistance.domain.machines import REQUEST
from comity.assistance.domain.requests import state_capacity
from comity.assistance.enums import RequestStatus
from comity.assistance.models import ProviderChoice, StakeholderNote, SupportRequest
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.notices import notify
from comity.kernel.roles import STATE_ROLES, Capacity, Person, Role, held
from comity.kernel.transitions import lock
from comity.kernel.visibility import Level
from comity.people.models import Organisation
from comity.people.queries import user_ids

CONSULTED_ROLES = (Role.NHRI, Role.CIVIL_SOCIETY, Role.ACADEMIA_BUSINESS)
CONSULTED = ProviderChoice.Kind.CONSULTED
NOTE_LEVELS = (Level.CONCERNED, Level.RESTRICTED)


@transaction.atomic
def leave_note(request: SupportRequest, *, text: str, level: int, by: Person) -> StakeholderNote:
    """Leave a comment: C2 reaches the State and the coordinator, C3 safeguarding alone (rule R13).

    For people of a national human rights institution, civil society or academia whom the request reached: invited by
    the State, or by a circulation to all participants. The audit keeps that a note was left, never what it says.
    """
    fresh: SupportRequest = lock(REQUEST, request)
    capacity = _consulted(fresh, by)
    if level not in NOTE_LEVELS:
        raise NotPossible(_("A comment is shared either with the State, or with safeguarding only."))
    if not text.strip():
        raise Incomplete(_("Write the comment."))
    note = StakeholderNote.objects.create(
        request=fresh,
        organisation_id=capacity.organisation_id or 0,
        author_id=by.pk or 0,
        text=text.strip(),
        level=level,
    )
    audit.append(by=capacity, action="note.leave", subject_type="note", subject=note.pk, level=int(level))
    _tell(note, fresh)
    return note


def _consulted(request: SupportRequest, by: Person) -> Capacity:
    able = held(by.capacities(), CONSULTED_ROLES)
    if not able or not SupportRequest.objects.circulated_to(by).filter(pk=request.pk).exists():
        raise NotEntitled(_("Only bodies that were invited to read this request can comment on it."))
    invited = set(request.choices.filter(kind=CONSULTED).values_list("organisation", flat=True))
    return next((capacity for capacity in able if capacity.organisation_id in invited), able[0])


def _tell(note: StakeholderNote, request: SupportRequest) -> None:
    """A restricted comment is announced to safeguarding only, by an address that names no request."""
    if note.level == Level.RESTRICTED:
        notify(user_ids([Role.SAFEGUARDING]), "note.restricted", _("A comment in confidence"), "/desk/notes")
        return
    people = user_ids(STATE_ROLES, states=[request.state_id]) | user_ids([Role.COORDINATOR])
    notify(people, "note.leave", request.code or "", f"/desk/requests/{request.pk}/")


@transaction.atomic
def invite_consulted(request: SupportRequest, *, organisation: Organisation, by: Person) -> ProviderChoice:
    """Invite a body to read the request and comment on it.

    While the request is written, a preparer may invite too: the focal point sees whom, and consents by submitting.
    From then on an invitation widens who reads, so it is the focal point's alone.
    """
    fresh: SupportRequest = lock(REQUEST, request)
    capacity = _inviting(fresh, by)
    roles = [str(role) for role in CONSULTED_ROLES]
    people = user_ids(roles, organisations=[organisation.pk])
    if not people:
        raise NotPossible(
            _("%(body)s has nobody who could comment: invite an institution, civil society or academia.")
            % {"body": organisation.name}
        )
    choice, created = ProviderChoice.objects.get_or_create(request=fresh, organisation=organisation, kind=CONSULTED)
    if created:
        fresh.row_version += 1
        fresh.save(update_fields=["row_version"])
        audit.append(
            by=capacity, action="request.invite_consulted", subject_type="request", subject=fresh.pk,
            organisation_invited=organisation.pk,
        )  # fmt: skip
        if fresh.status != RequestStatus.DRAFT and fresh.code:
            notify(people, "request.invite_consulted", fresh.code, f"/desk/requests/{fresh.pk}/")
    return choice


@transaction.atomic
def end_consultation(request: SupportRequest, *, organisation: Organisation, by: Person) -> bool:
    """Take an invitation back: the body loses sight of the request at once. Returns whether there was one."""
    fresh: SupportRequest = lock(REQUEST, request)
    capacity = _inviting(fresh, by)
    ended, _rows = ProviderChoice.objects.filter(request=fresh, organisation=organisation, kind=CONSULTED).delete()
    if ended:
        fresh.row_version += 1
        fresh.save(update_fields=["row_version"])
        audit.append(
            by=capacity, action="request.end_consultation", subject_type="request", subject=fresh.pk,
            organisation_invited=organisation.pk,
        )  # fmt: skip
    return bool(ended)


def _inviting(request: SupportRequest, by: Person) -> Capacity:
    if request.status in (RequestStatus.WITHDRAWN, RequestStatus.CLOSED, RequestStatus.DECLINED):
        raise NotPossible(_("Nobody is consulted on a request that has ended."))
    alone = request.status != RequestStatus.DRAFT
    return state_capacity(request.state_id, by, (Role.STATE_FOCAL_POINT,) if alone else STATE_ROLES)
