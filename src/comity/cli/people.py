"""The option ``--as``: whose eyes and hands a command has."""

from comity.cli.answers import refuse
from comity.people.models import User


def person(email: str) -> User:
    """The person with this address; a sentence where there is none."""
    found = User.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise refuse(f"Nobody has an account with the address {email}.")
    return found
