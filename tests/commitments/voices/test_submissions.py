"""Submissions without account: the receipt is the sender; safeguarding weighs; two people open a contact."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from comity.commitments import voices as queries
from comity.commitments.domain import contacts, submissions
from comity.commitments.domain.receipts import code_for, hash_of
from comity.commitments.models import ContactAccess, SenderContact, Submission, SubmissionAddition, Voice
from comity.kernel.audit import verify
from comity.kernel.errors import NotEntitled, NotPossible, Outdated
from comity.kernel.models import AuditEvent, Notification, StateChange
from comity.kernel.roles import Role
from comity.people.models import Membership
from tests import world
from tests.commitments.voices.test_voices import ALL

MARKER = "corncrake"
CODE = code_for("form one")


def received(w, *, may_publish=True, contact=f"call {MARKER}contact", **more):
    return submissions.receive_submission(
        recommendation=w.first, receipt=CODE, text=f"They closed it {MARKER}text", sources=f"Law {MARKER}source",
        may_publish=may_publish, contact=contact, **more,
    )  # fmt: skip


def again(row):
    return Submission.objects.get(pk=row.pk)


def usable(w, **more):
    return submissions.triage_submission(received(w, **more), finding="usable", by=w.safeguarding).record


def everything_but():
    """Audit, steps and notices as text: what is said of a submission outside its own tables."""
    return str([list(model._base_manager.values()) for model in (AuditEvent, StateChange, Notification)])


def test_safeguarding_alone_reads_it(w):
    row = received(w, concern=True)
    able = {name for name in ALL if Submission.objects.visible_to(world.fresh(getattr(w, name))).filter(pk=row.pk)}
    assert able == {"safeguarding"}
    assert not Submission.objects.visible_to(AnonymousUser()).exists()
    assert set(Notification.objects.values_list("recipient", "path")) == {(w.safeguarding.pk, "/desk/safeguarding")}
    assert MARKER not in everything_but()


@pytest.mark.parametrize("role", [Role.STATE_FOCAL_POINT, Role.ADMINISTRATOR])
def test_an_officer_who_also_acts_for_a_state_or_administers_reads_nothing(w, role):
    row = received(w)
    Membership.objects.create(user=w.safeguarding, organisation=w.mission, role=role)
    both = world.fresh(w.safeguarding)
    assert not Submission.objects.visible_to(both).exists()
    for act in (
        lambda: submissions.triage_submission(row, finding="usable", by=both),
        lambda: submissions.publish_submission(row, by=both),
        lambda: contacts.ask_for_contact(row, reason="danger", by=both),
    ):
        with pytest.raises(NotEntitled):
            act()


@pytest.mark.parametrize("name", [name for name in ALL if name != "safeguarding"])
def test_nobody_else_weighs_publishes_or_asks_for_the_contact(w, name):
    row, by = received(w), world.fresh(getattr(w, name))
    for act in (
        lambda: submissions.triage_submission(row, finding="usable", by=by),
        lambda: submissions.publish_submission(row, by=by),
        lambda: contacts.ask_for_contact(row, reason="danger", by=by),
    ):
        with pytest.raises(NotEntitled) as refused:
            act()
        assert MARKER not in str(refused.value)
    assert again(row).status == "received"


def test_only_the_hash_of_the_receipt_is_kept(w):
    row = received(w)
    assert row.receipt_hash == hash_of(CODE)
    assert CODE not in str(Submission.objects.values())
    assert CODE.replace("-", "") not in str(Submission.objects.values())


@pytest.mark.parametrize(
    "typed",
    [CODE.lower(), CODE.replace("-", " "), f"  {CODE} ", CODE.replace("O", "0")],
    ids=["small letters", "spaces", "spaces around", "zeros"],
)
def test_a_code_is_read_as_people_type_it(w, typed):
    row = received(w)
    assert submissions.by_receipt(typed) == row


@pytest.mark.parametrize(
    "typed",
    ["", "AAAA-AAAA-AAAA-AAAA-AAAA", "' OR 1=1", CODE[:-1]],
    ids=["nothing", "another", "SQL", "one letter short"],
)
def test_another_code_opens_nothing_and_does_nothing(w, typed):
    received(w)
    assert submissions.by_receipt(typed) is None
    with pytest.raises(NotEntitled):
        submissions.withdraw_submission(receipt=typed)
    with pytest.raises(NotEntitled):
        submissions.add_to_submission(receipt=typed, text="More")


def test_the_same_form_twice_makes_one_submission(w):
    assert received(w) == received(w)
    assert Submission.objects.count() == 1
    assert AuditEvent.objects.filter(action="submission.receive").count() == 1


def test_codes_are_long_and_differ_from_form_to_form():
    codes = {code_for(str(number)) for number in range(200)}
    assert len(codes) == 200
    assert all(len(code.replace("-", "")) == 20 for code in codes)


def test_published_in_the_senders_words_without_a_name_and_only_if_allowed(w):
    row = usable(w)
    submissions.publish_submission(row, by=w.safeguarding)
    shown = queries.published([w.first.pk])[w.first.pk][0]
    assert (shown.text, shown.signature, shown.by_receipt) == (f"They closed it {MARKER}text", "", True)
    voice = Voice.objects.get()
    assert (voice.organisation, voice.author, voice.role) == (None, None, "")
    assert verify().faults == ()


def test_without_permission_it_is_never_published_not_even_by_the_database(w):
    row = usable(w, may_publish=False)
    with pytest.raises(NotPossible, match="did not allow"):
        submissions.publish_submission(row, by=w.safeguarding)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=row.pk).update(status="published")
    assert not Voice.objects.exists()


def test_permission_taken_back_by_receipt_holds(w):
    row = usable(w)
    submissions.forbid_publication(receipt=CODE)
    with pytest.raises(NotPossible):
        submissions.publish_submission(again(row), by=w.safeguarding)


def test_what_was_not_found_usable_is_not_published(w):
    row = received(w)
    with pytest.raises(NotPossible):
        submissions.publish_submission(row, by=w.safeguarding)


@pytest.mark.parametrize("published", [False, True])
def test_withdrawn_by_receipt_everything_is_erased_at_once(w, published):
    row = usable(w)
    submissions.add_to_submission(receipt=CODE, text=f"More {MARKER}more")
    if published:
        submissions.triage_submission(again(row), finding="usable", answer=f"{MARKER}answer", by=w.safeguarding)
        submissions.publish_submission(again(row), by=w.safeguarding)
    assert submissions.withdraw_submission(receipt=CODE).changed
    assert not submissions.withdraw_submission(receipt=CODE).changed
    held = [list(model._base_manager.values()) for model in (Submission, SubmissionAddition, SenderContact, Voice)]
    assert MARKER not in str(held) + everything_but()
    assert queries.published([w.first.pk]) == {}
    assert submissions.by_receipt(CODE).status == "withdrawn"


def test_what_is_not_usable_is_erased_at_once_with_the_contact(w):
    row = submissions.triage_submission(
        received(w), finding="set_aside", answer="Not about this matter.", by=w.safeguarding
    ).record
    assert MARKER not in str(list(Submission.objects.values())) + str(list(SenderContact._base_manager.values()))
    assert submissions.by_receipt(CODE).answer == "Not about this matter."
    with pytest.raises(NotPossible):
        submissions.add_to_submission(receipt=CODE, text="More")
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=row.pk).update(text="back again")


def test_an_addition_is_weighed_again_and_taken_once(w):
    row = usable(w)
    for _time in range(2):
        submissions.add_to_submission(receipt=CODE, text="More")
    assert SubmissionAddition.objects.count() == 1
    assert again(row).status == "received"


def test_an_old_page_does_not_decide(w):
    row = usable(w)
    submissions.add_to_submission(receipt=CODE, text="More")
    with pytest.raises((Outdated, NotPossible)):
        submissions.publish_submission(row, by=w.safeguarding, expected=row.row_version)


# The contact


def second_officer(w):
    return world.person(Role.SAFEGUARDING, w.agency, name="second")


def test_two_people_open_a_contact_and_each_look_is_recorded(w):
    row = received(w)
    access = contacts.ask_for_contact(row, reason="danger", by=w.safeguarding)
    assert contacts.ask_for_contact(row, reason="danger", by=w.safeguarding) == access
    with pytest.raises(NotPossible, match="Nobody has granted"):
        contacts.read_contact(access, by=w.safeguarding)
    contacts.decide_on_contact(access, grant=True, by=second_officer(w))
    assert contacts.read_contact(access, by=w.safeguarding) == f"call {MARKER}contact"
    assert contacts.read_contact(access, by=w.safeguarding) == f"call {MARKER}contact"
    assert ContactAccess.objects.get().times_read == 2
    acts = list(AuditEvent.objects.filter(subject_type="contact").values_list("action", flat=True))
    assert acts == ["contact.ask", "contact.grant", "contact.read", "contact.read"]
    assert MARKER not in everything_but()


def test_nobody_grants_to_themselves_and_the_database_refuses_it_too(w):
    access = contacts.ask_for_contact(received(w), reason="wish", by=w.safeguarding)
    with pytest.raises(NotEntitled, match="second person"):
        contacts.decide_on_contact(access, grant=True, by=w.safeguarding)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactAccess.objects.filter(pk=access.pk).update(granted_by=w.safeguarding)


@pytest.mark.parametrize("name", [name for name in ALL if name not in ("safeguarding", "coordinator")])
def test_nobody_else_grants_or_reads(w, name):
    access = contacts.ask_for_contact(received(w), reason="danger", by=w.safeguarding)
    by = world.fresh(getattr(w, name))
    with pytest.raises(NotEntitled):
        contacts.decide_on_contact(access, grant=True, by=by)
    contacts.decide_on_contact(access, grant=True, by=w.coordinator)
    with pytest.raises(NotEntitled):
        contacts.read_contact(access, by=by)


def test_who_grants_does_not_read(w):
    access = contacts.ask_for_contact(received(w), reason="danger", by=w.safeguarding)
    other = second_officer(w)
    contacts.decide_on_contact(access, grant=True, by=other)
    for by in (other, w.coordinator):
        with pytest.raises(NotEntitled):
            contacts.read_contact(access, by=by)


def test_a_refusal_and_the_end_of_the_day_close_it(w, time_machine):
    row = received(w)
    refused = contacts.ask_for_contact(row, reason="check", by=w.safeguarding)
    contacts.decide_on_contact(refused, grant=False, by=w.coordinator)
    with pytest.raises(NotPossible):
        contacts.read_contact(refused, by=w.safeguarding)
    with pytest.raises(NotPossible, match="decided already"):
        contacts.decide_on_contact(refused, grant=True, by=w.coordinator)
    granted = contacts.ask_for_contact(row, reason="check", by=w.safeguarding)
    contacts.decide_on_contact(granted, grant=True, by=w.coordinator)
    granted.refresh_from_db()
    time_machine.move_to(granted.granted_at + contacts.OPEN_FOR + world.YESTERDAY)
    with pytest.raises(NotPossible):
        contacts.read_contact(granted, by=world.fresh(w.safeguarding))


def test_contacts_are_never_read_as_rows(w):
    received(w)
    for name in ALL:
        assert not SenderContact.objects.visible_to(world.fresh(getattr(w, name))).exists(), name


def test_no_table_of_submissions_has_a_field_for_network_browser_or_hour():
    for model in (Submission, SubmissionAddition, SenderContact):
        for field in model._meta.get_fields():
            assert not any(word in field.name for word in ("address", "agent", "browser", "session", "user")), field
            assert field.get_internal_type() != "DateTimeField", field.name
