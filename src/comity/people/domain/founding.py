"""The first two things of an installation: the coordinator's organisation and its first administrator."""

from django.db import transaction
from django.utils.translation import gettext as _

from comity.kernel.errors import NotPossible
from comity.kernel.roles import Role, System
from comity.people.domain.accounts import add_account
from comity.people.enums import OrganisationType
from comity.people.models import Membership, Organisation, User


def is_founded() -> bool:
    """Whether somebody administers this installation."""
    return Membership.objects.filter(role=Role.ADMINISTRATOR, valid_to=None, user__is_active=True).exists()


@transaction.atomic
def found(*, code: str, name: str, language: str, email: str, title: str, password: str, by: System) -> User:
    """Make the coordinator's organisation and an administrator who manages it. Only once: NotPossible afterwards.

    ``language`` is that of ``name`` and the administrator's own. Everybody else comes by invitation.
    """
    if is_founded():
        raise NotPossible(_("This installation has an administrator already; further people are invited."))
    organisation, _new = Organisation.objects.get_or_create(
        code=code, defaults={"names": {language: name}, "type": OrganisationType.UN_COORDINATOR}
    )
    if organisation.type != OrganisationType.UN_COORDINATOR:
        raise NotPossible(_("The organisation “%(code)s” exists and is no coordinator.") % {"code": code})
    if User.objects.filter(email=email.lower()).exists():
        raise NotPossible(_("This address has an account already."))
    user, _membership = add_account(
        email=email, title=title, language=language, role=Role.ADMINISTRATOR, organisation=organisation,
        password=password, by=by, is_manager=True,
    )  # fmt: skip
    return user
