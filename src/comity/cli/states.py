"""The option ``--state``: a State by its name or three-letter code."""

import click

from comity.reference.names import state_code


def read_state(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """The State's alpha-3 code; a sentence where there is no such State."""
    code = state_code(value)
    if code is None:
        raise click.BadParameter(f"There is no State “{value}”. Give its name or its three-letter code, such as SVN.")
    return code


state_option = click.option("--state", required=True, callback=read_state, help="State under review, such as SVN.")
