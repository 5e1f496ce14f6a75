"""Inviting, accepting, ending: by a manager of the organisation alone, and a link opens one door once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.models import AuditEvent
from comity.people.domain.invitations import (
    accept_invitation,
    cancel_invitation,
    end_membership,
    invite,
    open_invitation,
)
from comity.people.models import Invitation, Membership, User
from tests import world

PASSWORD = "four words make sense"


@pytest.fixture
def manager(w):
    return world.person("PC", w.agency, name="manager", is_manager=True)


def sent(w, manager, capture, **changes):
    """Invite through the verb and return (invitation, token of the mailed link)."""
    fields = {"email": "New.Officer@Example.org", "title": "Officer", "role": "PA", "language": "en", **changes}
    with capture(execute=True):
        invitation = invite(organisation=w.agency, by=manager, **fields)
    token = next(line for line in mail.outbox[-1].body.splitlines() if "/invitation/" in line).rsplit("/", 1)[1]
    return invitation, token


def test_link_makes_the_account_and_the_membership(w, manager, django_capture_on_commit_callbacks):
    _invitation, token = sent(w, manager, django_capture_on_commit_callbacks)
    user = accept_invitation(token=token, password=PASSWORD)
    assert (user.email, user.title, user.language) == ("new.officer@example.org", "Officer", "en")
    assert user.check_password(PASSWORD)
    assert world.fresh(user).roles() == {"PA"}
    assert world.fresh(user).organisations() == {w.agency.pk}
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["people.invite", "people.join"]


def test_mail_goes_to_the_invited_alone_in_their_language_and_only_the_hash_of_the_token_is_kept(
    w, manager, django_capture_on_commit_callbacks
):
    invitation, token = sent(w, manager, django_capture_on_commit_callbacks, language="ar")
    assert mail.outbox[-1].to == ["new.officer@example.org"]
    assert f"/ar/invitation/{token}" in mail.outbox[-1].body
    kept = str(Invitation.objects.filter(pk=invitation.pk).values())
    assert token not in kept
    assert token not in str(AuditEvent.objects.values())


@pytest.mark.parametrize("who", ["officer", "second_clearer", "coordinator", "focal_point"])
def test_whoever_is_no_manager_of_the_organisation_cannot_invite(w, who):
    with pytest.raises(NotEntitled, match="Only a manager of Agency"):
        invite(organisation=w.agency, email="x@example.org", title="X", role="PA", language="en", by=getattr(w, who))
    assert not Invitation.objects.exists()


def test_manager_of_another_organisation_cannot_invite(w, manager):
    with pytest.raises(NotEntitled):
        invite(organisation=w.second_agency, email="x@example.org", title="X", role="PA", language="en", by=manager)


def test_administrator_invites_the_first_manager(w):
    invitation = invite(
        organisation=w.foundation, email="x@example.org", title="X", role="PC", language="en", by=w.administrator,
        is_manager=True,
    )  # fmt: skip
    assert invitation.is_open


def test_manager_whose_membership_ended_cannot_invite(w, manager):
    manager.memberships.update(valid_to=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotEntitled):
        invite(
            organisation=w.agency, email="x@example.org", title="X", role="PA", language="en", by=world.fresh(manager)
        )


@pytest.mark.parametrize("role", ["SF", "CO", "AD", "NH"])
def test_role_that_the_organisation_cannot_have_is_refused(w, manager, role):
    with pytest.raises(NotPossible, match="does not exist in an organisation of the type “United Nations entity”"):
        invite(organisation=w.agency, email="x@example.org", title="X", role=role, language="en", by=manager)


def test_link_works_once(w, manager, django_capture_on_commit_callbacks):
    _invitation, token = sent(w, manager, django_capture_on_commit_callbacks)
    accept_invitation(token=token, password=PASSWORD)
    with pytest.raises(NotPossible, match="was used already"):
        accept_invitation(token=token, password=PASSWORD)
    assert Membership.objects.filter(user__email="new.officer@example.org").count() == 1


def test_link_runs_out_after_fourteen_days(w, manager, django_capture_on_commit_callbacks):
    invitation, token = sent(w, manager, django_capture_on_commit_callbacks)
    assert timedelta(days=13, hours=23) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotPossible, match="has run out"):
        accept_invitation(token=token, password=PASSWORD)
    assert not User.objects.filter(email="new.officer@example.org").exists()


def test_withdrawn_link_opens_nothing_and_is_withdrawn_once(w, manager, django_capture_on_commit_callbacks):
    invitation, token = sent(w, manager, django_capture_on_commit_callbacks)
    cancel_invitation(invitation=invitation, by=manager)
    with pytest.raises(NotPossible, match="was withdrawn"):
        open_invitation(token)
    with pytest.raises(NotPossible, match="no longer open"):
        cancel_invitation(invitation=invitation, by=manager)


@pytest.mark.parametrize("password", ["short", "password1234", "new.officer@example"])
def test_weak_password_is_refused_and_the_link_stays_open(w, manager, django_capture_on_commit_callbacks, password):
    _invitation, token = sent(w, manager, django_capture_on_commit_callbacks)
    with pytest.raises(Incomplete):
        accept_invitation(token=token, password=password)
    assert open_invitation(token).is_open
    assert not User.objects.filter(email="new.officer@example.org").exists()


def test_address_with_an_account_needs_its_present_password(w, manager, django_capture_on_commit_callbacks):
    _invitation, token = sent(w, manager, django_capture_on_commit_callbacks, email=w.second_officer.email)
    with pytest.raises(NotEntitled, match="Give its present password"):
        accept_invitation(token=token, password=PASSWORD)
    assert accept_invitation(token=token, password="correct horse battery") == w.second_officer
    assert world.fresh(w.second_officer).organisations() == {w.agency.pk, w.second_agency.pk}


def test_ended_membership_entitles_to_nothing_from_that_moment(w, manager):
    membership = w.officer.memberships.get()
    end_membership(membership=membership, by=manager)
    assert world.fresh(w.officer).roles() == frozenset()
    kept = Membership.objects.get(pk=membership.pk)
    assert kept.valid_to == timezone.localdate() - timedelta(days=1)


def test_membership_that_began_today_can_be_ended(w, manager):
    membership = w.officer.memberships.get()
    Membership.objects.filter(pk=membership.pk).update(valid_from=timezone.localdate())
    end_membership(membership=Membership.objects.get(pk=membership.pk), by=manager)
    assert world.fresh(w.officer).roles() == frozenset()


def test_membership_that_has_ended_keeps_its_last_day(w, manager):
    day = timezone.localdate() - timedelta(days=90)
    Membership.objects.filter(user=w.officer).update(valid_from=day - timedelta(days=9), valid_to=day)
    end_membership(membership=w.officer.memberships.get(), by=manager)
    assert w.officer.memberships.get().valid_to == day
    assert not AuditEvent.objects.exists()


def test_last_manager_cannot_be_ended(w, manager):
    with pytest.raises(NotPossible, match="needs a manager"):
        end_membership(membership=manager.memberships.get(), by=manager)
    second = world.person("PC", w.agency, name="second", is_manager=True)
    end_membership(membership=manager.memberships.get(), by=second)
    assert world.fresh(manager).roles() == frozenset()
