import pytest
from django.conf import settings
from environs import EnvError

from comity.config import env
from comity.config.settings import database


def test_every_setting_of_the_table_is_named_kind_and_explained():
    names = [setting.name for setting in env.TABLE]
    assert len(names) == len(set(names))
    for setting in env.TABLE:
        assert setting.name.startswith("COMITY_")
        assert setting.kind in {"str", "bool", "int", "list"}
        assert setting.meaning.endswith(".")


def test_value_of_a_name_that_is_not_in_the_table_raises():
    with pytest.raises(KeyError):
        env.value("COMITY_NO_SUCH_THING")


def test_value_is_read_from_the_environment_in_its_kind(monkeypatch):
    monkeypatch.setenv("COMITY_MAX_UPLOAD_MB", "7")
    monkeypatch.setenv("COMITY_HOSTS", "a.example,b.example")
    monkeypatch.setenv("COMITY_SECURE", "yes")
    assert env.value("COMITY_MAX_UPLOAD_MB") == 7
    assert env.value("COMITY_HOSTS") == ["a.example", "b.example"]
    assert env.value("COMITY_SECURE") is True


def test_value_that_is_no_number_names_the_setting(monkeypatch):
    monkeypatch.setenv("COMITY_MAX_UPLOAD_MB", "large")
    with pytest.raises(EnvError, match="COMITY_MAX_UPLOAD_MB"):
        env.value("COMITY_MAX_UPLOAD_MB")


def test_secret_is_read_from_the_file_that_name_file_names(monkeypatch, tmp_path):
    secret = tmp_path / "key"
    secret.write_text("kept in a file\n")
    monkeypatch.delenv("COMITY_SECRET_KEY", raising=False)
    monkeypatch.setenv("COMITY_SECRET_KEY_FILE", str(secret))
    assert env.value("COMITY_SECRET_KEY").strip() == "kept in a file"


def test_database_is_sqlite_in_the_data_folder_where_no_address_is_given(tmp_path):
    found = database("", tmp_path)
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == tmp_path / "comity.sqlite3"


def test_database_address_is_taken_apart_and_unquoted(tmp_path):
    found = database("postgres://us%40er:p%2Fw@db.example:6432/na%20me", tmp_path)
    wanted = {"NAME": "na me", "USER": "us@er", "PASSWORD": "p/w", "HOST": "db.example", "PORT": 6432}
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize("address", ["mysql://db/x", "oracle://db/x", "db.example/x", "sqlite:///x"])
def test_database_that_is_not_known_is_refused_in_words(address, tmp_path):
    with pytest.raises(ValueError, match="Comity knows postgres:// and, when empty, SQLite"):
        database(address, tmp_path)


def test_secret_key_is_kept_for_its_owner_alone():
    kept = settings.HOME / "secret-key"
    assert kept.stat().st_mode & 0o077 == 0
    assert len(kept.read_text()) >= 50
