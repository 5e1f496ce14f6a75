"""``comity serve`` and ``comity worker``: the two processes of an installation. Neither holds state."""

import os
import sys

import click
from django.core import checks
from django.core.management import call_command

from comity.cli.answers import refuse

THREADS = 8


def gunicorn(port: int, host: str, workers: int) -> list[str]:
    """The command line of the web server; threads, because pages wait for the database more than they compute."""
    return [
        sys.executable, "-m", "gunicorn", "comity.config.wsgi:application", "--bind", f"{host}:{port}",
        "--workers", str(workers), "--worker-class", "gthread", "--threads", str(THREADS),
        "--max-requests", "20000", "--max-requests-jitter", "2000", "--log-level", "warning",
    ]  # fmt: skip


def collect_static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; a proxy with HTTPS stands before it."
)
@click.option(
    "--workers", type=click.IntRange(1), default=2, show_default=True, help="Processes; each has eight threads."
)
def serve(port: int, host: str, workers: int) -> None:
    """Serve the pages (gunicorn). Refuses to start with settings that do not work."""
    wrong = [str(message.msg) for message in checks.run_checks() if message.is_serious() and not message.is_silenced()]
    if wrong:
        raise refuse("\n".join(wrong))
    collect_static()
    arguments = gunicorn(port, host, workers)
    click.echo(f"Serving on http://{host}:{port}/", err=True)
    os.execv(arguments[0], arguments)  # noqa: S606 - becomes the server, so that signals reach it


@click.command()
@click.option(
    "--interval", type=click.FloatRange(0.1), default=1.0, show_default=True, help="Seconds between two looks."
)
@click.option("--until-empty", is_flag=True, help="Stop when nothing is left to do.")
def worker(interval: float, *, until_empty: bool) -> None:
    """Do the background work: mails, long imports. Any number may run side by side."""
    call_command("db_worker", interval=interval, batch=until_empty, queue_name="*", verbosity=0, reload=False)
