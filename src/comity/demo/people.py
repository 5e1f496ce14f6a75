"""The demonstration's States, organisations and people."""

from django.contrib.auth.hashers import make_password

from comity.demo.content import load
from comity.demo.days import day
from comity.demo.sign_ins import PASSWORD
from comity.people.domain.invitations import join
from comity.people.models import Membership, Organisation, User
from comity.reference.domain.load import write_states, write_treaty_statuses
from comity.reference.models import UprReview, UprSession
from comity.reference.vocabulary import StateKind

IN_OFFICE_SINCE = -1100


def write_fictional_states() -> None:
    """Fictional States count among “other entities”, so that the list of 193 Members and two observers stays true."""
    write_states([{**record, "kind": StateKind.OTHER, "fictional": True} for record in load("states")])
    for record in load("states"):
        for review in record["upr"]:
            session = UprSession.objects.filter(number=review["session"]).first()
            if session:
                UprReview.objects.get_or_create(session=session, state_id=record["code"])
    write_treaty_statuses(load("treaties"), as_of=day(0))


def write_organisations() -> dict[str, Organisation]:
    """By code."""
    for record in load("organisations"):
        fields = {"names": record["names"], "type": record["type"], "state_id": record["state"]}
        Organisation.objects.update_or_create(code=record["code"], defaults=fields)
    return {organisation.code: organisation for organisation in Organisation.objects.all()}


def write_people(organisations: dict[str, Organisation]) -> dict[str, User]:
    """By e-mail address. Everybody has the same password, which the sign-in page shows."""
    for record in load("people"):
        user = User.objects.create_user(record["email"], title=record["title"], language=record["language"])
        join(
            user=user, organisation=organisations[record["organisation"]], role=record["role"],
            is_manager=record["is_manager"], is_primary=record["is_primary"],
        )  # fmt: skip
    User.objects.update(password=make_password(PASSWORD))
    Membership.objects.update(valid_from=day(IN_OFFICE_SINCE))
    return {user.email: user for user in User.objects.all()}
