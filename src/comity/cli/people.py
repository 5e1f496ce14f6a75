"""The option ``--as``: whose eyes and hands a command has."""

from typing import Any

import click
from django.contrib.auth.models import AnonymousUser

from comity.cli.answers import refuse
from comity.people.models import User


def person(email: str) -> User:
    """The person with this address; a sentence where there is none."""
    found = User.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise refuse(f"Nobody has an account with the address {email}.")
    return found


def _reader(_context: click.Context, _option: click.Parameter, email: str | None) -> Any:
    return person(email) if email else AnonymousUser()


as_option = click.option(
    "--as", "reader", callback=_reader, help="E-mail address of the person whose view it is; else the public's."
)  # the option, handed over as the person
