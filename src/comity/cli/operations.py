"""Running an installation: ``init``, ``migrate``, ``check``, ``doctor``, ``periodic``, ``audit verify``."""

from typing import Any

import click
from django.contrib.sessions.backends.db import SessionStore
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from comity.assistance.domain.offers import expire_offers
from comity.cli.answers import WRONG, answer, format_option, refuse
from comity.cli.doctor import examine
from comity.commitments.domain.followup_reminders import remind_institutions
from comity.kernel.audit import verify
from comity.kernel.consents import expire_due
from comity.kernel.errors import ActError
from comity.kernel.roles import System
from comity.people.domain.founding import found, is_founded
from comity.reference.domain.load import LoadReport, load_reference

# COMITY_SECURE sets all four, and comity.W004 speaks for them.
SAID_BY_US = {"security.W004", "security.W008", "security.W012", "security.W016"}


def pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare_database() -> tuple[int, LoadReport]:
    """Tables, cache table and reference data; returns how many migrations ran and what was loaded."""
    pending = pending_migrations()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return pending, load_reference()


def _prepare() -> tuple[dict[str, Any], list[str]]:
    try:
        pending, loaded = prepare_database()
    except DatabaseError as error:
        raise refuse(f"The database does not answer: {str(error).strip().splitlines()[0]}") from error
    document = {
        "migrations": pending,
        "reference": {"loaded": loaded.loaded, "created": loaded.created, "updated": loaded.updated},
    }  # fmt: skip
    data = (
        f"Reference data: {loaded.created} rows new, {loaded.updated} changed."
        if loaded.loaded
        else "Reference data: current."
    )
    return document, [f"{pending} migrations applied." if pending else "The database is current.", data]


@click.command()
@format_option
def migrate(form: str) -> None:
    """Bring tables and reference data to this release. Doing it twice changes nothing."""
    document, sentences = _prepare()
    answer(form, document, sentences)


def _an_address(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is not None:
        try:
            validate_email(given)
        except ValidationError as error:
            raise click.BadParameter(f"“{given}” is not an e-mail address.") from error
    return given


def _ask(given: str | None, question: str, *, hide: bool = False) -> str:
    if given:
        return given
    answered: str = click.prompt(question, hide_input=hide, confirmation_prompt=hide, err=True)
    return answered


@click.command()
@click.option("--email", envvar="COMITY_ADMIN_EMAIL", callback=_an_address, help="The first administrator's address.")
@click.option("--password", envvar="COMITY_ADMIN_PASSWORD", help="Better: leave it out, and be asked.")
@click.option("--title", default="System administrator", show_default=True, help="The administrator's function.")
@click.option(
    "--org", "code", default="coordinator", show_default=True, help="Short code of the coordinating organisation."
)
@click.option("--org-name", "name", help="Its name.")
@click.option("--language", type=click.Choice(["ar", "en", "es", "fr", "ru", "zh"]), default="en", show_default=True)
@format_option
def init(
    *, email: str | None, password: str | None, title: str, code: str, name: str | None, language: str, form: str
) -> None:
    """Prepare a new installation: tables, reference data, coordinator, first administrator.

    Doing it again brings everything up to date and leaves the people alone.
    """
    document, sentences = _prepare()
    document["administrator"] = "kept"
    if is_founded():
        answer(form, document, [*sentences, "There is an administrator; people are left as they are."])
        return
    name = _ask(name, "Name of the coordinating organisation")
    email = _ask(email, "E-mail address of the first administrator")
    password = _ask(password, "Password (twelve characters or more)", hide=True)
    try:
        person = found(
            code=code, name=name, language=language, email=email, title=title, password=password, by=System("init")
        )
    except ActError as error:
        raise refuse(str(error)) from error
    document["administrator"] = "created"
    after = f"Administrator {person.email} of “{name}”. Next: comity check --deploy, comity serve, comity worker."
    answer(form, document, [*sentences, after])


@click.command()
@click.option("--deploy", is_flag=True, help="Also what matters on a server that others reach.")
@format_option
@click.pass_context
def check(context: click.Context, form: str, *, deploy: bool) -> None:
    """Check the settings. Exit 1 where one keeps the product from working."""
    found_here = checks.run_checks(include_deployment_checks=deploy)
    ours = [message for message in found_here if not message.is_silenced() and message.id not in SAID_BY_US]
    rows = [
        {"id": message.id, "level": _level(message), "message": message.msg, "hint": message.hint or ""}
        for message in ours
    ]
    sentences = [f"{row['level']} {row['id']}: {row['message']}\n    {row['hint']}".rstrip() for row in rows]
    failed = any(message.is_serious() for message in ours)
    answer(form, {"passed": not failed, "messages": rows}, sentences or ["Nothing to say against these settings."])
    if failed:
        context.exit(WRONG)


def _level(message: checks.CheckMessage) -> str:
    return "error" if message.is_serious() else "warning" if message.level >= checks.WARNING else "note"


@click.command()
@format_option
@click.pass_context
def doctor(context: click.Context, form: str) -> None:
    """Say in words what an installation lacks. Exit 1 where something is wrong."""
    findings = examine()
    marks = {True: "ok     ", False: "WRONG  ", None: "note   "}
    sentences = [f"{marks[finding.good]}{finding.what}: {finding.sentence}" for finding in findings]
    well = all(finding.good is not False for finding in findings)
    rows = [{"what": f.what, "good": f.good, "sentence": f.sentence} for f in findings]
    answer(form, {"well": well, "findings": rows}, sentences)
    if not well:
        context.exit(WRONG)


@click.command()
@format_option
def periodic(form: str) -> None:
    """What falls due: run it once an hour or once a day, from cron or a timer. Any number of times does no harm."""
    by = System("periodic")
    done = {
        "offers_expired": expire_offers(by), "consents_expired": expire_due(by),
        "institutions_reminded": remind_institutions(by),
    }  # fmt: skip
    SessionStore.clear_expired()
    call_command("prune_db_task_results", verbosity=0)
    sentence = f"{done['offers_expired']} offers and {done['consents_expired']} consents have run out."
    reminded = f"{done['institutions_reminded']} actions: their lead institutions were reminded."
    answer(form, done, [sentence, reminded])


@click.group()
def audit() -> None:
    """The audit."""


@audit.command("verify")
@format_option
@click.pass_context
def audit_verify(context: click.Context, form: str) -> None:
    """Read the whole chain and name every gap, altered event and false link. Exit 1 where there is one."""
    verdict = verify()
    sound = not verdict.faults
    last = f"{verdict.events} events; the chain is {'sound' if sound else 'broken'}."
    answer(form, {"events": verdict.events, "sound": sound, "faults": list(verdict.faults)}, [*verdict.faults, last])
    if not sound:
        context.exit(WRONG)
