from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comity.kernel import audit
from comity.kernel.models import AuditHead, Consent
from comity.kernel.roles import Capacity, Role
from comity.people.models import Membership, Organisation, User
from comity.reference.models import State
from tests import world

PASSWORD = "nine grey herons at dusk"
INIT = ("init", "--email", "First@Example.org", "--org-name", "Coordinating office")

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache_table():
    call_command("createcachetable", verbosity=0)


def test_init_prepares_everything_and_doing_it_again_leaves_people_alone(comity, document):
    done = comity(*INIT, "--password", PASSWORD)
    assert done.exit_code == 0, done.output
    assert State.objects.states().count() == 195
    person = User.objects.get()
    assert (person.email, person.check_password(PASSWORD)) == ("first@example.org", True)
    membership = Membership.objects.get()
    assert (membership.role, membership.is_manager, membership.organisation.code) == ("AD", True, "coordinator")
    again = document(*INIT, "--password", "another phrase altogether")
    assert again["administrator"] == "kept"
    assert again["reference"] == {"loaded": [], "created": 0, "updated": 0}
    assert User.objects.count() == Organisation.objects.count() == 1
    assert User.objects.get().check_password(PASSWORD)
    assert audit.verify().faults == ()


def test_init_asks_for_what_it_was_not_told(comity):
    done = comity("init", input=f"Coordinating office\nfirst@example.org\n{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert User.objects.get().email == "first@example.org"
    assert PASSWORD not in done.stdout


def test_init_with_a_weak_password_writes_nobody(comity):
    done = comity(*INIT, "--password", "short")
    assert done.exit_code == 1
    assert "at least 12 characters" in done.stderr
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_init_with_something_that_is_no_address_is_a_wrong_use(comity):
    done = comity("init", "--email", "first at example")
    assert done.exit_code == 2
    assert "is not an e-mail address" in done.stderr


def test_migrate_answers_what_it_did_and_nothing_the_second_time(document):
    first, second = document("migrate"), document("migrate")
    assert first["reference"]["created"] > 1000
    assert second == {"migrations": 0, "reference": {"loaded": [], "created": 0, "updated": 0}}


def test_check_passes_and_fails_with_ids(comity, document, settings):
    assert comity("check").exit_code == 0
    settings.COMITY_LIMITS = "tea=4"
    done = comity("check")
    assert done.exit_code == 1
    assert "error comity.E001" in done.stdout
    found = document("check")
    assert found["passed"] is False
    assert [row["id"] for row in found["messages"] if row["level"] == "error"] == ["comity.E001"]


def test_check_for_a_server_names_the_plain_connection_once(document, settings):
    settings.SESSION_COOKIE_SECURE = False
    found = {row["id"] for row in document("check", "--deploy")["messages"]}
    assert "comity.W004" in found
    assert not found & {"security.W008", "security.W012", "security.W016"}


def test_doctor_names_what_lacks_until_it_is_there(comity, document):
    found = {row["what"]: row for row in document("doctor")["findings"]}
    assert found["reference data"]["good"] is False
    assert "comity migrate" in found["reference data"]["sentence"]
    assert found["administrator"]["good"] is False
    assert comity("doctor").exit_code == 1
    comity(*INIT, "--password", PASSWORD)
    done = comity("doctor")
    assert done.exit_code == 0, done.output
    assert "WRONG" not in done.stdout


def test_doctor_notices_work_that_nobody_does(comity, document):
    comity(*INIT, "--password", PASSWORD)
    task = DBTaskResult.objects.create(
        task_path="comity.kernel.tasks.mail_notifications", args_kwargs={"args": [], "kwargs": {}},
        backend_name="default", queue_name="default",
    )  # fmt: skip
    assert document("doctor")["well"] is True
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - timedelta(hours=2))
    found = document("doctor")
    assert found["well"] is False
    assert "comity worker" in next(row["sentence"] for row in found["findings"] if row["what"] == "worker")


def test_periodic_states_what_ran_out_and_twice_is_once(document, cache_table):
    w = world.build()
    request = world.opened(w)
    offer = world.offered(w, request)
    yesterday = timezone.localdate() - timedelta(days=1)
    type(offer).objects.filter(pk=offer.pk).update(valid_until=yesterday)
    live = Consent.objects.live().of("request", request.pk).count()
    Consent.objects.filter(subject=request.pk).update(until=yesterday)
    assert document("periodic") == {"offers_expired": 1, "consents_expired": live, "institutions_reminded": 0}
    assert document("periodic") == {"offers_expired": 0, "consents_expired": 0, "institutions_reminded": 0}
    offer.refresh_from_db()
    assert offer.status == "expired"


def test_audit_verify_passes_on_a_sound_chain_and_fails_on_a_broken_one(comity, document):
    comity(*INIT, "--password", PASSWORD)
    assert document("audit", "verify")["sound"] is True
    AuditHead.objects.update(sequence=99)
    done = comity("audit", "verify")
    assert done.exit_code == 1
    assert "should end with event 99" in done.stdout
    found = document("audit", "verify")
    assert found["sound"] is False
    assert found["faults"]


def test_audit_of_an_empty_installation_is_sound(document):
    assert document("audit", "verify") == {"events": 0, "sound": True, "faults": []}


def test_init_is_written_to_the_audit_as_an_act_of_the_system(comity):
    comity(*INIT, "--password", PASSWORD)
    with connection.cursor() as cursor:
        cursor.execute("SELECT role FROM kernel_auditevent")
        assert {row[0] for row in cursor.fetchall()} == {"system"}
    assert Capacity(None, "system").role not in Role.values
