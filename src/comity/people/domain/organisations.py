"""Organisations: a system administrator adds them and corrects their public facts."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.roles import Capacity, Person, Role, held
from comity.people.enums import ROLES_BY_TYPE, OrganisationType
from comity.people.models import Membership, Organisation
from comity.reference.models import State

OF_A_STATE = (OrganisationType.STATE_AGENCY, OrganisationType.STATE_MISSION)


def administrator(by: Person) -> Capacity:
    found = held(by.capacities(), (Role.ADMINISTRATOR,))
    if not found:
        raise NotEntitled(_("Only a system administrator can do this."))
    return found[0]


@transaction.atomic
def add_organisation(
    *, code: str, names: Mapping[str, str], kind: str, state: State | None, website: str, by: Person
) -> Organisation:  # fmt: skip
    """Add an organisation of ``kind`` (an OrganisationType); its ``code`` never changes afterwards.

    ``names``: language code to name, at least one.
    """
    capacity = administrator(by)
    if Organisation.objects.filter(code=code).exists():
        raise NotPossible(_("There is an organisation with the code “%(code)s” already.") % {"code": code})
    organisation = Organisation(code=code)
    _fill(organisation, names, kind, state, website)
    organisation.save()
    audit.append(by=capacity, action="people.add_organisation", subject_type="organisation", subject=organisation.pk)
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, names: Mapping[str, str], kind: str, state: State | None, website: str,
    by: Person,
) -> Organisation:  # fmt: skip
    """Correct names, type, State and website. A type under which a present member's role does not exist is refused."""
    capacity = administrator(by)
    fresh = Organisation.objects.select_for_update().get(pk=organisation.pk)
    members = Membership.objects.valid_on(timezone.localdate()).filter(organisation=fresh)
    held_roles = set(members.values_list("role", flat=True))
    if kind in ROLES_BY_TYPE and (foreign := held_roles - set(ROLES_BY_TYPE[kind])):
        names_of_roles = ", ".join(str(Role(role).label) for role in sorted(foreign))
        raise NotPossible(
            _(
                "Members have roles that this type of organisation does not have: %(roles)s. "
                "End those memberships first."
            )
            % {"roles": names_of_roles}
        )
    if members.filter(role__in=[Role.STATE_PREPARER, Role.STATE_FOCAL_POINT]).exists() and state != fresh.state:
        raise NotPossible(_("Members act for the present State. End those memberships first."))
    _fill(fresh, names, kind, state, website)
    fresh.save()
    audit.append(by=capacity, action="people.change_organisation", subject_type="organisation", subject=fresh.pk)
    return fresh


def _fill(organisation: Organisation, names: Mapping[str, str], kind: str, state: State | None, website: str) -> None:
    kept = {language: name.strip() for language, name in names.items() if name.strip()}
    if not kept:
        raise Incomplete(_("Give the organisation a name in at least one language."))
    if kind not in OrganisationType.values:
        raise NotPossible(_("Choose the type of the organisation."))
    if kind in OF_A_STATE and state is None:
        raise Incomplete(_("Name the State to which the organisation belongs."))
    organisation.names, organisation.type, organisation.state, organisation.website = kept, kind, state, website
