"""How commands answer: sentences for people, or one JSON document on standard output and nothing else there."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import click
from django.core.serializers.json import DjangoJSONEncoder

WRONG = 1  # the input was wrong or the check failed; click itself uses 2 where the command was used wrongly


def format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option ``--format text|json``, handed to the command as ``form``."""
    kinds = click.Choice(["text", "json"])
    return click.option("--format", "form", type=kinds, default="text", show_default=True, help="How to answer.")(
        function
    )


def answer(form: str, document: Any, sentences: Iterable[str]) -> None:
    """Print the answer in the form asked for."""
    if form == "json":
        click.echo(json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False))
        return
    for sentence in sentences:
        click.echo(sentence)


def say(sentence: str) -> None:
    """A line about progress: on standard error, so that it never mixes with an answer."""
    click.echo(sentence, err=True)


def refuse(sentence: str) -> click.ClickException:
    """What to raise where the input was wrong: the sentence on standard error, exit status 1."""
    return click.ClickException(sentence)
