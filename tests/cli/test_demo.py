import pytest

pytestmark = pytest.mark.xdist_group("demo")


def test_demo_builds_once_in_its_own_folder_and_starts_quickly_afterwards(alone, tmp_path):
    done = alone("demo", "--build-only")
    assert done.returncode == 0, done.stderr
    home = tmp_path / "var" / "demo"
    assert (home / "comity.sqlite3").exists()
    assert "Building the demonstration" in done.stderr
    assert done.stdout.count("@") == 18
    written = (home / "comity.sqlite3").stat().st_mtime_ns
    again = alone("demo", "--build-only", COMITY_DATABASE_URL="postgres://nobody@127.0.0.1:9/none")
    assert again.returncode == 0, again.stderr
    assert again.stdout == done.stdout
    assert "Building" not in again.stderr
    assert (home / "comity.sqlite3").stat().st_mtime_ns == written
    well = alone("doctor", COMITY_HOME=str(home))
    assert well.returncode == 0, well.stdout


def test_demo_refuses_the_folder_of_a_real_installation(alone, tmp_path):
    home = tmp_path / "real"
    home.mkdir()
    (home / "comity.sqlite3").write_text("precious")
    for arguments in (("demo",), ("demo", "--fresh"), ("demo", "--build-only")):
        done = alone(*arguments, COMITY_HOME=str(home))
        assert done.returncode == 1
        assert "no demonstration" in done.stderr
    assert (home / "comity.sqlite3").read_text() == "precious"
