"""``comity demo``: a demonstration in a folder of its own, built on first use, and served."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import click
import django

from comity.cli.answers import refuse, say

STAMP = "demonstration"
MADE = ("comity.sqlite3", "comity.sqlite3-wal", "comity.sqlite3-shm", "files", "mail", "static", STAMP)


def _content_digest() -> str:
    """Changes whenever the demonstration's content or builder does."""
    demo = files("comity.demo")
    parts = [part for folder in (demo, demo.joinpath("content")) for part in folder.iterdir() if part.is_file()]
    texts = [part.name.encode() + part.read_bytes() for part in sorted(parts, key=lambda part: part.name)]
    return hashlib.sha256(b"".join(texts)).hexdigest()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left is free again
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _folder() -> Path:
    home = Path(os.environ.get("COMITY_HOME") or "./var/demo").resolve()
    if home.exists() and any(home.iterdir()) and not (home / STAMP).exists() and (home / "comity.sqlite3").exists():
        raise refuse(f"{home} holds an installation that is no demonstration. Set COMITY_HOME to another folder.")
    home.mkdir(parents=True, exist_ok=True)
    return home


def _use(home: Path, port: int) -> None:
    """The demonstration's own folder and SQLite, whatever the environment says of a real installation."""
    os.environ.update(
        COMITY_HOME=str(home), COMITY_DATABASE_URL="", COMITY_DEMO="true", COMITY_SECURE="false", COMITY_EMAIL_URL="",
        COMITY_SITE_URL=f"http://localhost:{port}", COMITY_HOSTS="localhost,127.0.0.1,[::1]",
    )  # fmt: skip
    django.setup()


def _clear(home: Path) -> None:
    for name in MADE:
        path = home / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _build(home: Path, digest: str) -> None:
    from comity.cli import operations, serving  # noqa: PLC0415 - needs Django, which is set up after the options
    from comity.demo.build import build  # noqa: PLC0415 - the same

    begun = time.monotonic()
    say(f"Building the demonstration in {home} …")
    (home / STAMP).write_text("unfinished")
    operations.prepare_database()
    build(say)
    serving.collect_static()
    (home / STAMP).write_text(digest)
    say(f"Built in {time.monotonic() - begun:.0f} seconds.")


def _print_sign_ins(port: int) -> None:
    from comity.demo.sign_ins import PASSWORD, demo_sign_ins  # noqa: PLC0415 - needs Django

    click.echo(f"\nComity's demonstration: http://localhost:{port}/  (Ctrl+C stops it)")
    click.echo(f"Everybody's password is {PASSWORD}. Sign in as:\n")
    for row in demo_sign_ins():
        click.echo(f"  {row['email']:<32} {row['role_label']}, {row['organisation']}")
    click.echo("")


def _serve(port: int) -> None:
    """Web server and worker side by side; both end with this process."""
    from comity.cli.serving import gunicorn  # noqa: PLC0415 - needs Django

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    worker = [sys.executable, "-m", "comity.cli.main", "worker"]
    processes = [subprocess.Popen(command) for command in (gunicorn(port, "127.0.0.1", 1), worker)]  # noqa: S603 - our own
    try:
        status = processes[0].wait()
    except KeyboardInterrupt:
        status = 0
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
    if status:
        raise refuse(f"The web server stopped with status {status}.")


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
@click.option("--fresh", is_flag=True, help="Build anew, and forget what was done in it.")
@click.option("--build-only", is_flag=True, help="Build, print the sign-ins, and do not serve.")
def demo(port: int, *, fresh: bool, build_only: bool) -> None:
    """Build a demonstration with fictional States in its own folder, and serve it."""
    if not build_only and not _is_free(port):
        raise refuse(f"Something else listens on port {port}. Choose another with --port (make demo PORT=…).")
    home, digest = _folder(), _content_digest()
    stamp = home / STAMP
    if fresh or not stamp.exists() or stamp.read_text() != digest:
        _clear(home)
        _use(home, port)
        _build(home, digest)
    else:
        _use(home, port)
    _print_sign_ins(port)
    if not build_only:
        _serve(port)
