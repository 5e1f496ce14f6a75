"""What the benchmarks share: a data folder and a database of their own, and one line a measurement."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

SERVER = os.environ.get("COMITY_BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def installation(database: str) -> Iterator[dict[str, str]]:
    """Environment of a fresh, migrated installation on ``sqlite`` or ``postgres``; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as home:
        environment = {**os.environ, "COMITY_HOME": home, "COMITY_DATABASE_URL": ""}
        environment["DJANGO_SETTINGS_MODULE"] = "comity.config.settings"
        name = f"comity_bench_{os.getpid()}"
        if database == "postgres":
            _on_server(f'CREATE DATABASE "{name}"')
            environment["COMITY_DATABASE_URL"] = SERVER.rsplit("/", 1)[0] + f"/{name}"
        try:
            subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=environment, check=True)
            yield environment
        finally:
            if database == "postgres":
                _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)


class Verdicts:
    """Prints each measurement and remembers whether all passed."""

    def __init__(self) -> None:
        self.failed = False

    def add(self, name: str, ours: float, floor: float | None, limit: float, unit: str) -> None:
        """``limit`` is for the ratio where there is a floor and ``unit`` starts with "×", else for ours."""
        ratio = ours / floor if floor else None
        passed = (ratio if ratio is not None and unit.startswith("×") else ours) <= limit
        self.failed = self.failed or not passed
        shown = f"{ratio:8.2f}" if ratio is not None else " " * 8
        bare = f"{floor:10.2f}" if floor is not None else " " * 10
        verdict = "PASS" if passed else "FAIL"
        print(f"{name:<60} ours {ours:9.2f} floor {bare} ratio {shown} limit {limit:6.1f} {unit:<7} {verdict}")
