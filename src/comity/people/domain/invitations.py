"""Inviting people, accepting, ending memberships."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.roles import Capacity, Role
from comity.people.enums import ROLES_BY_TYPE
from comity.people.models import Invitation, Membership, Organisation, User
from comity.people.rules import may_manage

OPEN_FOR = timedelta(days=14)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _manager(by: User, organisation: Organisation) -> Capacity:
    if not may_manage(by, organisation):
        raise NotEntitled(_("Only a manager of %(organisation)s can do this.") % {"organisation": organisation.name})
    own = [c for c in by.capacities() if c.organisation_id == organisation.pk]
    return (own or [c for c in by.capacities() if c.role == Role.ADMINISTRATOR])[0]


@transaction.atomic
def invite(
    *, organisation: Organisation, email: str, title: str, role: str, language: str, by: User, is_manager: bool = False
) -> Invitation:
    """Invite one address to one role and mail the link, which is valid for fourteen days and works once."""
    capacity = _manager(by, organisation)
    if role not in ROLES_BY_TYPE[organisation.type]:
        raise NotPossible(
            _("The role “%(role)s” does not exist in an organisation of the type “%(type)s”.")
            % {"role": Role(role).label, "type": organisation.get_type_display()}
        )
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation, email=email.lower(), title=title, role=role, language=language, invited_by=by,
        is_manager=is_manager, token_hash=_hash(token), expires_at=timezone.now() + OPEN_FOR,
    )  # fmt: skip
    audit.append(
        by=capacity, action="people.invite", subject_type="organisation", subject=organisation.pk, role_given=role
    )
    transaction.on_commit(lambda: _mail(invitation, token))
    return invitation


def _mail(invitation: Invitation, token: str) -> None:
    with override(invitation.language):
        subject = _("Invitation to %(organisation)s") % {"organisation": invitation.organisation.name}
        body = _(
            "You are invited to act as “%(role)s” for %(organisation)s.\n\n"
            "Open this address within fourteen days and choose a password:\n%(address)s\n\n"
            "If you did not expect this message, do nothing: no account exists until you accept."
        ) % {
            "role": Role(invitation.role).label,
            "organisation": invitation.organisation.name,
            "address": f"{settings.SITE_URL}/{invitation.language}/invitation/{token}",
        }
    send_mail(settings.EMAIL_SUBJECT_PREFIX + subject, body, None, [invitation.email])


def open_invitation(token: str) -> Invitation:
    """The open invitation behind a link; NotPossible with the reason where there is none."""
    invitation = Invitation.objects.select_related("organisation").filter(token_hash=_hash(token)).first()
    if invitation is None or invitation.cancelled_at:
        raise NotPossible(
            _("This invitation does not exist or was withdrawn. Ask the person who invited you for a new one.")
        )
    if invitation.accepted_at:
        raise NotPossible(_("This invitation was used already. Sign in with your e-mail address."))
    if not invitation.is_open:
        raise NotPossible(_("This invitation has run out. Ask the person who invited you for a new one."))
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """Make the account (or add the role to the one that this address has) and use the invitation up.

    An address that has an account keeps its password: ``password`` must then be the present one.
    """
    invitation = open_invitation(token)
    invitation = Invitation.objects.select_for_update().select_related("organisation").get(pk=invitation.pk)
    if not invitation.is_open:
        raise NotPossible(_("This invitation was used already. Sign in with your e-mail address."))
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        user = User(email=invitation.email, title=invitation.title, language=invitation.language)
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise Incomplete(*error.messages) from error
        user.set_password(password)
        user.save()
    elif not user.check_password(password):
        raise NotEntitled(_("This address has an account. Give its present password to add the new role."))
    join(user=user, organisation=invitation.organisation, role=invitation.role, is_manager=invitation.is_manager)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    audit.append(
        by=Capacity(user.pk, invitation.role, invitation.organisation_id), action="people.join",
        subject_type="organisation", subject=invitation.organisation_id, role_given=invitation.role,
    )  # fmt: skip
    return user


def join(
    *, user: User, organisation: Organisation, role: str, is_manager: bool = False, is_primary: bool = False
) -> Membership:
    """Give ``user`` the role from today; an open membership in the same role stays as it is."""
    membership, _created = Membership.objects.get_or_create(
        user=user, organisation=organisation, role=role, valid_to=None,
        defaults={"is_manager": is_manager, "is_primary": is_primary},
    )  # fmt: skip
    return membership


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: User) -> None:
    """Withdraw an invitation that nobody has accepted."""
    capacity = _manager(by, invitation.organisation)
    if not invitation.is_open:
        raise NotPossible(_("This invitation is no longer open."))
    invitation.cancelled_at = timezone.now()
    invitation.save(update_fields=["cancelled_at"])
    audit.append(
        by=capacity, action="people.cancel_invitation", subject_type="organisation", subject=invitation.organisation_id
    )


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """End a membership with yesterday as its last day: the person cannot act from this moment on.

    One that has ended already keeps its last day.
    """
    capacity = _manager(by, membership.organisation)
    if membership.valid_to and membership.valid_to < timezone.localdate():
        return
    others = Membership.objects.valid_on(timezone.localdate()).filter(
        organisation=membership.organisation, is_manager=True
    )
    if membership.is_manager and not others.exclude(pk=membership.pk).exists():
        raise NotPossible(_("An organisation needs a manager: name another one first."))
    membership.valid_to = timezone.localdate() - timedelta(days=1)
    membership.valid_from = min(membership.valid_from, membership.valid_to)
    membership.save(update_fields=["valid_to", "valid_from"])
    audit.append(
        by=capacity, action="people.end_membership", subject_type="organisation", subject=membership.organisation_id,
        role_ended=membership.role, member=membership.user_id,
    )  # fmt: skip
