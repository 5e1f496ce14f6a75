"""A real installation for browser tests: own folder, own database, web server, worker, and the same a year later."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

from tests.e2e.mail import Mailbox
from tests.e2e.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
STARTING = 60  # seconds a server may take to answer


@dataclass(frozen=True)
class Installation:
    """``url``: today's server; ``year_later``: a server over the same data whose clock is 366 days ahead."""

    url: str
    year_later: str
    home: Path
    mails: Mailbox
    environment: dict[str, str]

    def log(self) -> str:
        """What the servers and the worker said so far."""
        return (self.home / "server.log").read_text()

    def run(self, module: str, *arguments: str) -> str:
        """Run a Python module with this installation's settings; gives what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{module} {arguments} failed:\n{done.stdout}\n{done.stderr}"
        return done.stdout


def _environment(home: Path, database: str, mails: Mailbox, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
    return kept | {
        "COMITY_HOME": str(home), "COMITY_DATABASE_URL": database, "COMITY_DEMO": "true",
        "COMITY_HOSTS": "127.0.0.1,localhost", "COMITY_SITE_URL": f"http://127.0.0.1:{port}",
        "COMITY_EMAIL_URL": f"smtp://127.0.0.1:{mails.port}",
        "DJANGO_SETTINGS_MODULE": "comity.config.settings", "PYTHONPATH": str(ROOT),
    }  # fmt: skip


@contextmanager
def _process(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, f"The server ended before it answered:\n{log.read_text()}"
            time.sleep(0.1)
    raise AssertionError(f"The server did not answer within {STARTING} seconds:\n{log.read_text()}")


@contextmanager
def own_database() -> Iterator[str]:
    """The address of a fresh PostgreSQL database where COMITY_TEST_DATABASE_URL names a server; else SQLite."""
    given = os.environ.get("COMITY_TEST_DATABASE_URL", "")
    if not given:
        yield ""
        return
    import psycopg  # noqa: PLC0415 - an extra, needed only here
    from psycopg import sql  # noqa: PLC0415 - the same

    name = f"test_{urlparse(given).path.lstrip('/')}_browser_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlparse(given)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def installation() -> Iterator[Installation]:
    """Build the demonstration's data in a temporary folder and serve it; everything ends with the block."""
    with ExitStack() as stack:
        home = Path(tempfile.mkdtemp(prefix="comity-browser-"))
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        mails = stack.enter_context(Mailbox())
        port, later_port = free_port(), free_port()
        environment = _environment(home, stack.enter_context(own_database()), mails, port)
        here = f"http://127.0.0.1:{port}"
        there = f"http://127.0.0.1:{later_port}"
        found = Installation(here, there, home, mails, environment)
        found.run("tests.e2e.seed")
        cli = [sys.executable, "-m", "comity.cli.main"]
        log = home / "server.log"
        serving = stack.enter_context(
            _process([*cli, "serve", "--port", str(port), "--workers", "1"], environment, log)
        )
        _answers(here, serving, log)
        later = [sys.executable, "-m", "tests.e2e.a_year_later", str(later_port)]
        serving = stack.enter_context(_process(later, environment | {"COMITY_SITE_URL": there}, log))
        _answers(there, serving, log)
        stack.enter_context(_process([*cli, "worker", "--interval", "0.3"], environment, log))
        yield found
