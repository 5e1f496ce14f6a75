"""``comity matrix export``: OHCHR's thematic list with the last column filled from the follow-up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from comity.cli.answers import answer, format_option, refuse, say
from comity.cli.people import as_option
from comity.cli.states import state_option
from comity.commitments.assessments import assessment_for
from comity.commitments.matrices import ExportedMatrix, export_matrix
from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.writers.fresh_matrix import Layout
from comity.commitments.writers.matrix import Outcome

SHOWN = 80  # characters of a text that a line of the summary shows
MADE_FROM = {
    "file": "filled in the given file",
    "original": "filled in the file that was imported",
    "register": "made anew from the register, because the file that was imported is not kept",
}


@click.group("matrix")
def group() -> None:
    """OHCHR's thematic list of the recommendations of one review."""


@group.command("export")
@state_option
@click.option("--session", required=True, type=click.IntRange(1, 99), help="Session of the UPR.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write, .docx.")
@click.option(
    "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The list to fill in; else the one that was imported.",
)  # fmt: skip
@click.option("--layout", type=click.Choice(["older", "later"]), default="older", show_default=True,
              help="Of a list that has to be made anew.")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace what others wrote into the column.")
@as_option
@format_option
def export(
    *, state: str, session: int, out: Path, file: Path | None, layout: Layout, overwrite: bool, reader: Any, form: str
) -> None:
    """Write the list with the last column filled from the follow-up; nothing else in the file changes.

    A cell that holds other words is left and reported, unless --overwrite is given.
    """
    try:
        made = export_matrix(
            state=state, session=session, user=reader, assessment_of=assessment_for(reader), file=file, layout=layout,
            overwrite=overwrite,
        )  # fmt: skip
    except UnreadableFileError as error:
        raise refuse(str(error)) from error
    if not made.outcomes:
        raise refuse(f"The register has no recommendation of session {session} to {state}; nothing was written.")
    try:
        out.write_bytes(made.content)
    except OSError as error:
        raise refuse(f"{out} cannot be written: {error.strerror or error}.") from error
    for one in made.conflicts:
        say(f"{one.paragraph}: the cell says “{_short(one.there)}”; it was left. Use --overwrite to replace it.")
    answer(form, _document(made, out), _summary(made, out))


def _document(made: ExportedMatrix, out: Path) -> dict[str, Any]:
    counts = {outcome.value: made.count(outcome) for outcome in Outcome}
    conflicts = [
        {"paragraph": one.paragraph, "key": one.key, "outcome": one.outcome, "there": one.there, "wanted": one.wanted}
        for one in made.conflicts
    ]
    return {
        "file": out.name,
        "made_from": made.made_from,
        "cells": len(made.outcomes),
        **counts,
        "conflicts": conflicts,
        "not_in_file": made.not_in_file,
        "not_in_register": made.not_in_register,
    }


def _summary(made: ExportedMatrix, out: Path) -> Iterator[str]:
    yield f"{out}: {MADE_FROM[made.made_from]}."
    yield (
        f"  {len(made.outcomes):,} cells: {made.count(Outcome.FILLED):,} filled, {made.count(Outcome.REPLACED):,} "
        f"replaced, {made.count(Outcome.SAME):,} said the same, {len(made.conflicts):,} left because others had "
        f"written there, {made.count(Outcome.NOTHING):,} with nothing to say."
    )
    if made.not_in_register:
        yield f"  Only in the file: {', '.join(made.not_in_register)}."
    if made.not_in_file:
        yield f"  Only in the register: {', '.join(made.not_in_file)}."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
