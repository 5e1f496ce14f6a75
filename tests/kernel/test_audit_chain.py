"""The audit is append-only in Python and in the database, and its chain shows every tampering."""

import pytest
from django.db import DatabaseError, connection, transaction

from comity.kernel import audit
from comity.kernel.models import AuditEvent, AuditHead
from comity.kernel.roles import Capacity

BY = Capacity(user_id=7, role="CO", organisation_id=3)
pytestmark = pytest.mark.django_db


def write(count: int = 3) -> list[AuditEvent]:
    return [
        audit.append(by=BY, action=f"test.act{n}", subject_type="test", subject=n, colour="teal") for n in range(count)
    ]


def raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def open_the_doors() -> None:
    """What only the owner of the database can do: take the triggers away."""
    if connection.vendor == "postgresql":
        raw("DROP TRIGGER kernel_auditevent_append_only ON kernel_auditevent")
    else:
        raw("DROP TRIGGER kernel_auditevent_append_only_update")
        raw("DROP TRIGGER kernel_auditevent_append_only_delete")


def test_event_records_who_did_what_in_which_capacity():
    event = audit.append(
        by=BY, action="plan.accept", subject_type="plan", subject=12, before="b", after="a", side="state"
    )
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.actor, kept.role, kept.organisation) == (7, "CO", 3)
    assert (kept.action, kept.subject_type, kept.subject) == ("plan.accept", "plan", "12")
    assert (kept.before_hash, kept.after_hash, kept.facts) == ("b", "a", {"side": "state"})


def test_events_are_numbered_and_chained():
    first, second, third = write()
    assert (first.sequence, second.sequence, third.sequence) == (1, 2, 3)
    assert first.previous == "0" * 64
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert audit.verify() == audit.Verdict(3, ())


def test_empty_chain_is_whole():
    assert audit.verify() == audit.Verdict(0, ())


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_event_outside_a_transaction_is_refused():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: the audit cannot be emptied by DELETE after the test")
    with pytest.raises(RuntimeError, match="in the transaction of its act"):
        write(1)
    assert not AuditEvent.objects.exists()


def test_act_that_fails_leaves_no_event():
    @transaction.atomic
    def act():
        write(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert audit.verify() == audit.Verdict(0, ())


def test_python_refuses_to_change_or_delete():
    event = write(1)[0]
    refusals = (
        event.save,
        event.delete,
        lambda: AuditEvent.objects.all().delete(),
        lambda: AuditEvent.objects.filter(pk=1).update(role="AD"),
    )
    for change in refusals:
        with pytest.raises(TypeError, match="append-only"):
            change()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE kernel_auditevent SET role = 'AD' WHERE sequence = 2",
        "DELETE FROM kernel_auditevent WHERE sequence = 2",
        "DELETE FROM kernel_auditevent",
    ],
)
def test_database_refuses_raw_change_and_deletion(sql):
    write()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        raw(sql)
    assert audit.verify() == audit.Verdict(3, ())


@pytest.mark.parametrize(
    "change",
    [
        "role = 'AD'", "actor = 8", "organisation = 4", "action = 'test.other'", "subject = '9'", "before_hash = 'x'",
        "facts = '{\"colour\": \"red\"}'", "at = '2020-01-01 00:00:00+00:00'",
    ],
)  # fmt: skip
def test_verify_finds_a_changed_event(change):
    write()
    open_the_doors()
    raw(f"UPDATE kernel_auditevent SET {change} WHERE sequence = 2")
    verdict = audit.verify()
    assert verdict.events == 3
    assert len(verdict.faults) == 1
    assert verdict.faults[0].startswith("Event 2 (test.")
    assert verdict.faults[0].endswith("was altered after it was written.")


def test_verify_finds_a_removed_event():
    write()
    open_the_doors()
    raw("DELETE FROM kernel_auditevent WHERE sequence = 2")
    assert audit.verify().faults == (
        "Event 2 is missing; the next one is 3.",
        "Event 3 does not follow from the event before it.",
    )


def test_verify_finds_that_the_last_events_were_cut_off():
    write()
    open_the_doors()
    raw("DELETE FROM kernel_auditevent WHERE sequence > 1")
    assert audit.verify().faults == ("The chain should end with event 3; it ends with event 1.",)


def test_verify_finds_that_everything_and_the_head_were_removed_but_one():
    write()
    open_the_doors()
    raw("DELETE FROM kernel_auditevent WHERE sequence > 2")
    AuditHead.objects.update(sequence=3, hash="f" * 64)
    assert "The chain should end with event 3" in audit.verify().faults[0]


def test_verify_finds_an_inserted_event():
    write()
    raw(
        "INSERT INTO kernel_auditevent (sequence, at, actor, role, organisation, action, subject_type, subject,"
        " before_hash, after_hash, facts, previous, hash) SELECT 4, at, 99, role, organisation, action, subject_type,"
        " subject, before_hash, after_hash, facts, hash, 'forged' FROM kernel_auditevent WHERE sequence = 3"
    )
    faults = audit.verify().faults
    assert "Event 4 (test.act2) was altered after it was written." in faults
    assert "The chain should end with event 3; it ends with event 4." in faults


def test_verify_finds_a_forgery_that_was_hashed_anew():
    """Whoever rewrites one event with a fitting hash breaks the link of the next."""
    write()
    open_the_doors()
    event = AuditEvent.objects.get(pk=2)
    event.role = "AD"
    raw(f"UPDATE kernel_auditevent SET role = 'AD', hash = '{audit._chain_hash(event)}' WHERE sequence = 2")
    assert audit.verify().faults == ("Event 3 does not follow from the event before it.",)
