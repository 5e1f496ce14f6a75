"""What an installation lacks, each finding in a sentence that says what to do."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import checks
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comity.people.domain.founding import is_founded
from comity.reference.models import DataRelease, State

LEAST_FREE_MB = 500
LONGEST_WAIT = timedelta(minutes=10)
STATES = 195
FONTS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC")


@dataclass(frozen=True)
class Finding:
    """``good`` is None where it is worth knowing, but wrong only for some installations."""

    what: str
    good: bool | None
    sentence: str


def examine() -> list[Finding]:
    """Every finding; where the database does not answer, only what can be said without it."""
    findings = list(_house())
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        first = str(error).strip().splitlines()[0]
        return [*findings, Finding("database", good=False, sentence=f"It does not answer: {first}")]
    findings.append(Finding("database", good=True, sentence=f"{connection.vendor} answers."))
    if not _migrated():
        sentence = "Migrations are not applied. Run: comity migrate"
        return [*findings, Finding("tables", good=False, sentence=sentence)]
    return [*findings, *_contents()]


def _house() -> Iterator[Finding]:
    """Settings, disk, mail server, fonts."""
    for message in checks.run_checks():
        if message.is_serious() and not message.is_silenced():
            yield Finding(f"settings {message.id}", good=False, sentence=f"{message.msg} {message.hint or ''}".strip())
    free = shutil.disk_usage(settings.HOME).free // 2**20
    yield Finding("disk", good=free >= LEAST_FREE_MB, sentence=f"{free} MB are free in {settings.HOME}.")
    yield _mail()
    yield _fonts()


def _mail() -> Finding:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        sentence = "No mail server is set; mails are written to COMITY_HOME/mail. Set COMITY_EMAIL_URL."
        return Finding("mail", good=None, sentence=sentence)
    try:
        server = get_connection(fail_silently=False)
        server.open()
        server.close()
    except OSError as error:
        return Finding("mail", good=False, sentence=f"The mail server does not answer: {error}.")
    return Finding("mail", good=True, sentence="The mail server answers.")


def _fonts() -> Finding:
    """Documents in Arabic and Chinese need fonts on this machine; pages use the reader's own."""
    program = shutil.which("fc-list")
    if program is None:
        return Finding("fonts", good=None, sentence="Not known: fontconfig is not installed.")
    told = subprocess.run([program, ":", "family"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - fixed
    missing = [font for font in FONTS if font not in told]
    if missing:
        sentence = (
            f"Missing for documents: {', '.join(missing)}. On Debian: apt-get install fonts-noto-core fonts-noto-cjk"
        )
        return Finding("fonts", good=None, sentence=sentence)
    return Finding("fonts", good=True, sentence="Latin, Arabic and Chinese documents can be set.")


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _contents() -> Iterator[Finding]:
    """What the database should hold, and whether somebody empties the queue."""
    yield Finding("tables", good=True, sentence="Every migration is applied.")
    parts: tuple[Callable[[], Finding], ...] = (_cache_table, _reference, _people, _queue)
    for part in parts:
        yield part()


def _cache_table() -> Finding:
    there = not settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache") or (
        settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names()
    )
    return Finding("cache", good=there, sentence="Ready." if there else "Its table is missing. Run: comity migrate")


def _reference() -> Finding:
    count, releases = State.objects.states().count(), DataRelease.objects.count()
    if count != STATES or not releases:
        sentence = f"{count} of {STATES} States are there. Run: comity migrate"
        return Finding("reference data", good=False, sentence=sentence)
    return Finding("reference data", good=True, sentence=f"{count} States, {releases} data files.")


def _people() -> Finding:
    there = is_founded()
    sentence = "Somebody administers this installation." if there else "Nobody does. Run: comity init"
    return Finding("administrator", good=there, sentence=sentence)


def _queue() -> Finding:
    """No worker writes a heartbeat, but work that waits says that none runs."""
    oldest = DBTaskResult.objects.filter(status="READY").order_by("enqueued_at").first()
    failed = DBTaskResult.objects.filter(status="FAILED").count()
    also = f" {failed} tasks have failed." if failed else ""
    if oldest and oldest.enqueued_at < timezone.now() - LONGEST_WAIT:
        minutes = int((timezone.now() - oldest.enqueued_at).total_seconds() // 60)
        sentence = f"Work has waited for {minutes} minutes. Is “comity worker” running?{also}"
        return Finding("worker", good=False, sentence=sentence)
    return Finding("worker", good=None if failed else True, sentence=f"Nothing waits.{also}")
