"""A person's own account, and accounts that an administrator makes at the command line."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.roles import Capacity, Role, System
from comity.people.domain.invitations import join
from comity.people.enums import ROLES_BY_TYPE
from comity.people.models import Membership, Organisation, User


@transaction.atomic
def change_account(*, user: User, title: str, language: str, by: User) -> User:
    """Change one's own function and language; nobody else's."""
    if user.pk != by.pk:
        raise NotEntitled(_("Everybody changes their own account only."))
    if not title.strip():
        raise Incomplete(_("Say which function you have, for example “Focal point”."))
    if language not in dict(settings.LANGUAGES):
        raise NotPossible(_("Choose one of the languages of this site."))
    fresh = User.objects.select_for_update().get(pk=user.pk)
    fresh.title, fresh.language = title.strip(), language
    fresh.save(update_fields=["title", "language"])
    capacity = next(iter(by.capacities()), Capacity(user_id=by.pk, role=""))
    audit.append(by=capacity, action="people.change_account", subject_type="user", subject=user.pk)
    return fresh


def check_role(organisation: Organisation, role: str) -> None:
    """NotPossible where this type of organisation does not have the role."""
    if role not in ROLES_BY_TYPE[organisation.type]:
        raise NotPossible(
            _("The role “%(role)s” does not exist in an organisation of the type “%(type)s”.")
            % {"role": Role(role).label, "type": organisation.get_type_display()}
        )


@transaction.atomic
def add_account(
    *, email: str, title: str, language: str, role: str, organisation: Organisation, password: str, by: System,
    is_manager: bool = False,
) -> tuple[User, Membership]:  # fmt: skip
    """Make an account with one role, or give the role to the account that this address has; its password then stays."""
    check_role(organisation, role)
    user = User.objects.filter(email=email.lower()).first() or _new(email, title, language, password)
    membership = join(user=user, organisation=organisation, role=role, is_manager=is_manager)
    audit.append(
        by=Capacity(None, "system", organisation.pk, label=by.task), action="people.add",
        subject_type="organisation", subject=organisation.pk, role_given=role, member=user.pk,
    )  # fmt: skip
    return user, membership


def _new(email: str, title: str, language: str, password: str) -> User:
    user = User(email=email.lower(), title=title, language=language)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Incomplete(*error.messages) from error
    user.set_password(password)
    user.save()
    return user
