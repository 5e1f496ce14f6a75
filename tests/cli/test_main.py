from comity.cli.main import Verbs


def test_help_lists_every_command_and_touches_no_folder(alone, tmp_path):
    done = alone("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in Verbs.WHERE)
    assert list(tmp_path.iterdir()) == []


def test_every_command_is_explained_and_loads():
    assert set(Verbs.HELP) == set(Verbs.WHERE)


def test_unknown_command_and_option_are_a_wrong_use(comity):
    assert comity("fly").exit_code == 2
    assert comity("check", "--fly").exit_code == 2
    assert comity("serve", "--port", "99999999").exit_code == 2


def test_setting_that_makes_no_sense_is_a_sentence(alone, tmp_path):
    home = str(tmp_path / "home")
    for name, value, words in (
        ("COMITY_DATABASE_URL", "mysql://db/x", "Comity knows postgres://"),
        ("COMITY_MAX_UPLOAD_MB", "large", "COMITY_MAX_UPLOAD_MB"),
    ):
        done = alone("check", COMITY_HOME=home, **{name: value})
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


def test_serve_refuses_settings_that_do_not_work(alone, tmp_path):
    done = alone("serve", COMITY_HOME=str(tmp_path / "home"), COMITY_LIMITS="tea=4")
    assert done.returncode == 1
    assert "tea=4" in done.stderr
