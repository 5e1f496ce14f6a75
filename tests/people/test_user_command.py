"""``comity user add``."""

import json

import pytest
from click.testing import CliRunner

from comity.cli.users import group
from comity.kernel.models import AuditEvent
from comity.people.models import User
from tests import world


def run(*words, given=None, **environment):
    return CliRunner().invoke(group, ["add", *words], input=given, env=environment)


def test_account_is_made_with_a_password_that_is_shown_once(w):
    done = run("New@example.org", "--role", "PA", "--org", "agency", "--manager")
    assert done.exit_code == 0, done.output
    user = User.objects.get(email="new@example.org")
    membership = user.memberships.get()
    assert (membership.role, membership.organisation, membership.is_manager) == ("PA", w.agency, True)
    password = done.output.rsplit(": ", 1)[1].strip()
    assert len(password) >= 12
    assert user.check_password(password)
    assert password not in str(AuditEvent.objects.values())


def test_answer_as_json_is_one_document(w):
    done = run(
        "new@example.org", "--role", "sf", "--org", "mission", "--format", "json", "--title", "Counsellor", "--generate"
    )
    document = json.loads(done.stdout)
    assert (document["email"], document["created"], document["role"]) == ("new@example.org", True, "SF")
    assert User.objects.get(email="new@example.org").title == "Counsellor"


def test_account_that_exists_gets_the_role_and_keeps_its_password(w):
    done = run(w.officer.email, "--role", "PC", "--org", "agency")
    assert done.exit_code == 0
    assert "its password stays as it is" in done.output
    assert world.fresh(w.officer).roles() == {"PA", "PC"}
    assert world.fresh(w.officer).check_password("correct horse battery")


def test_password_can_be_given_by_the_environment_and_must_be_good(w):
    weak = run("new@example.org", "--role", "PA", "--org", "agency", COMITY_USER_PASSWORD="short")
    assert weak.exit_code == 1
    assert not User.objects.filter(email="new@example.org").exists()
    good = run("new@example.org", "--role", "PA", "--org", "agency", COMITY_USER_PASSWORD="four words make sense")
    assert good.exit_code == 0
    assert "four words" not in good.output


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (
            ["new@example.org", "--role", "PA", "--org", "nowhere"],
            1,
            "There is no organisation with the code “nowhere”",
        ),
        (["new@example.org", "--role", "SF", "--org", "agency"], 1, "does not exist in an organisation of the type"),
        (["new@example.org", "--role", "XX", "--org", "agency"], 2, "XX"),
        (["nonsense", "--role", "PA", "--org", "agency"], 2, "is not an e-mail address"),
        (["new@example.org", "--org", "agency"], 2, "--role"),
    ],
)
def test_wrong_use_is_said_in_words(w, words, status, sentence):
    done = run(*words)
    assert done.exit_code == status
    assert sentence in done.output
    assert not User.objects.filter(email="new@example.org").exists()
