"""``comity user add``: an account with one role, for administrators at the command line."""

import secrets
import sys
from typing import Any

import click
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from comity.cli.answers import answer, format_option, refuse
from comity.kernel.errors import ActError
from comity.kernel.roles import Role, System
from comity.people.domain.accounts import add_account, check_role
from comity.people.models import Organisation, User

QUESTION = "Password (twelve characters or more)"
QUESTION = "Password (twelve characters or more)"
ROLES = {value.upper(): label for value, label in Role.choices}


@click.group()
def group() -> None:
    """Accounts."""


def _an_address(_context: click.Context, _argument: click.Parameter, given: str) -> str:
    try:
        validate_email(given)
    except ValidationError as error:
        raise click.BadParameter(f"“{given}” is not an e-mail address.") from error
    return given


def _generated(password: str | None, *, wanted: bool) -> str:
    """A password where one is wanted, or where nobody sits at the terminal who could be asked for one."""
    can_ask = sys.stdin.isatty()
    return "" if password or (can_ask and not wanted) else secrets.token_urlsafe(15)


@group.command("add")
@click.argument("email", callback=_an_address)
@click.option("--role", required=True, type=click.Choice(list(ROLES), case_sensitive=False), help="Code of the role.")
@click.option("--org", "code", required=True, help="Short code of the organisation.")
@click.option("--title", help="The function that others see; left out, the name of the role.")
@click.option("--language", type=click.Choice(["ar", "en", "es", "fr", "ru", "zh"]), default="en", show_default=True)
@click.option("--manager", is_flag=True, help="May invite others and end memberships of the organisation.")
@click.option(
    "--generate", is_flag=True, help="Make a password and print it once; also where no terminal is there to ask."
)
@click.option("--password", envvar="COMITY_USER_PASSWORD", help="Better: leave it out, and be asked.")
@format_option
def add(
    *, email: str, role: str, code: str, title: str | None, language: str, password: str | None, form: str,
    manager: bool, generate: bool,
) -> None:  # fmt: skip
    """Make the account EMAIL with a role in an organisation, or give the role to an account that exists."""
    role = role.upper()
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        known = ", ".join(Organisation.objects.values_list("code", flat=True)) or "none yet"
        raise refuse(f"There is no organisation with the code “{code}”. Codes: {known}.")
    try:
        check_role(organisation, role)
    except ActError as error:
        raise refuse(str(error)) from error
    exists = User.objects.filter(email=email.lower()).exists()
    generated = "" if exists else _generated(password, wanted=generate)
    if not exists and not password and not generated:
        password = click.prompt(QUESTION, hide_input=True, confirmation_prompt=True, err=True)
    try:
        user, membership = add_account(
            email=email, title=title or str(ROLES[role]), language=language, role=role, organisation=organisation,
            password=generated or password or "", is_manager=manager, by=System("user add"),
        )  # fmt: skip
    except ActError as error:
        raise refuse(str(error)) from error
    document: dict[str, Any] = {
        "email": user.email, "created": not exists, "role": membership.role, "organisation": code,
        "manager": membership.is_manager,
    }  # fmt: skip
    done = f"{user.email} {'has its role' if exists else 'was made'}: {ROLES[role]}, {organisation.name}."
    sentences = [done]
    if generated:
        document["password"] = generated
        sentences.append(f"Password, shown this once: {generated}")
    elif exists:
        sentences.append("The account existed: its password stays as it is.")
    answer(form, document, sentences)
