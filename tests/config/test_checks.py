import pytest
from django.core import checks

from comity.config import checks as ours


def ids(*, deploy=True):
    return {message.id for message in checks.run_checks(include_deployment_checks=deploy)}


def test_settings_of_the_tests_have_no_serious_fault():
    assert [message for message in checks.run_checks() if message.is_serious()] == []


def test_limit_of_an_unknown_name_is_e001(settings):
    settings.COMITY_LIMITS = "acknowledge=3,tea=4"
    found = ours.limits_make_sense()
    assert [message.id for message in found] == ["comity.E001"]
    assert "tea=4" in found[0].msg


def test_language_that_is_none_of_the_six_is_e002(settings):
    settings.LANGUAGE_CODE = "de"
    assert [message.id for message in ours.language_is_known()] == ["comity.E002"]


def test_mail_address_of_an_unknown_kind_is_e003(monkeypatch):
    monkeypatch.setenv("COMITY_EMAIL_URL", "pigeon://loft")
    found = ours.mail_address_is_known()
    assert [message.id for message in found] == ["comity.E003"]
    assert "pigeon" in found[0].msg


def test_folder_that_is_no_folder_is_e004(settings, tmp_path):
    settings.HOME = tmp_path / "file"
    settings.HOME.write_text("")
    assert [message.id for message in ours.folder_is_writable()] == ["comity.E004"]


def test_secret_key_that_others_can_read_is_e005(settings, tmp_path, monkeypatch):
    monkeypatch.delenv("COMITY_SECRET_KEY", raising=False)
    settings.HOME = tmp_path
    key = tmp_path / "secret-key"
    key.write_text("x")
    key.chmod(0o644)
    assert [message.id for message in ours.secret_key_is_private()] == ["comity.E005"]
    key.chmod(0o600)
    assert ours.secret_key_is_private() == []


def test_server_for_others_is_warned_of_what_is_open(settings, monkeypatch):
    monkeypatch.delenv("COMITY_EMAIL_URL", raising=False)
    settings.DEBUG = settings.DEMO = True
    settings.SESSION_COOKIE_SECURE = False
    settings.SITE_URL = "http://localhost:8000"
    found = ids()
    assert {"comity.W001", "comity.W002", "comity.W003", "comity.W004", "comity.W005"} <= found
    assert not {message for message in ids(deploy=False) if message.startswith("comity.W")}


def test_server_that_is_set_up_is_not_warned(settings, monkeypatch):
    monkeypatch.setenv("COMITY_EMAIL_URL", "smtp://mail.example:25")
    settings.DEBUG = settings.DEMO = False
    settings.SESSION_COOKIE_SECURE = True
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://comity.example", ["comity.example"]
    assert {message for message in ids() if message.startswith("comity.")} <= {"comity.W006"}  # the tests' SQLite


@pytest.mark.parametrize("name", [name for name in dir(ours) if name.startswith(("no_", "address_", "connection_"))])
def test_every_warning_says_what_to_do(name, settings):
    settings.DEBUG = settings.DEMO = True
    settings.SESSION_COOKIE_SECURE = False
    settings.SITE_URL = "http://localhost:8000"
    (message,) = getattr(ours, name)()
    assert message.hint
