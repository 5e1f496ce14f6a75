"""``comity list …``: what the public, or a person, may read of the register."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click
from django.contrib.auth.models import AnonymousUser

from comity.cli.people import person
from comity.commitments.models import Recommendation
from comity.commitments.queries import listed
from comity.documents.csvs import csv_chunks
from comity.reference.names import state_code

KEYS = (
    "id", "state", "mechanism", "body", "symbol", "session", "cycle", "paragraph", "text", "language", "position",
    "recommending_states", "date", "type", "themes", "affected_persons", "sdgs", "issues", "action_rank", "source",
)  # fmt: skip
AT_ONCE = 2_000


@click.group("list")
def group() -> None:
    """List what the public, or with --as that person, may read."""


def _state(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    code = state_code(value) if value else ""
    if code is None:
        raise click.BadParameter(f"There is no State “{value}”. Give its name or its three-letter code, such as SVN.")
    return code


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True),
        click.option("--as", "email", help="E-mail address of the person whose view is listed."),
        click.option("--session", type=click.IntRange(1), help="Session of the UPR."),
        click.option("--state", callback=_state, help="State under review: name or three-letter code."),
    ):
        function = option(function)
    return function


@group.command("recommendations")
@_options
def recommendations(state: str, session: int | None, email: str | None, form: str) -> None:
    """Recommendations of human rights mechanisms, in the order of import."""
    _list(Recommendation.Kind.RECOMMENDATION, state, session, email, form)


@group.command("pledges")
@_options
def pledges(state: str, session: int | None, email: str | None, form: str) -> None:
    """Voluntary pledges, in the order of import."""
    _list(Recommendation.Kind.PLEDGE, state, session, email, form)


def _list(kind: str, state: str, session: int | None, email: str | None, form: str) -> None:
    found = listed(_reader(email), kind=kind, state=state, session=session).iterator(chunk_size=AT_ONCE)
    rows = ([getattr(record, key) for key in KEYS] for record in found)
    for chunk in csv_chunks(KEYS, rows, mark=False) if form == "csv" else _lines(rows):
        sys.stdout.write(chunk)


def _lines(rows: Iterable[list[Any]]) -> Iterable[str]:
    for row in rows:
        yield json.dumps(dict(zip(KEYS, row, strict=True)), ensure_ascii=False, default=str) + "\n"


def _reader(email: str | None) -> Any:
    return person(email) if email else AnonymousUser()
