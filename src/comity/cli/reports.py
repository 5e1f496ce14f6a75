"""``comity report``: drafts of the reports that a State owes, as Word or HTML."""

from pathlib import Path
from typing import Any

import click
from django.utils.translation import override

from comity.cli.answers import refuse
from comity.cli.people import as_option
from comity.cli.states import read_state
from comity.commitments.assessments import assessment_for
from comity.commitments.reports import REPORTS, draft_report
from comity.documents.report import Paragraph
from comity.documents.web_page import write_html
from comity.documents.word import write_word

WRITERS = {".docx": write_word, ".html": write_html}
LANGUAGES = click.Choice(["ar", "en", "es", "fr", "ru", "zh"])


def _print_list(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's way
    if wanted:
        for name, kind in REPORTS.items():
            click.echo(f"{name:24}{kind.title}")
        context.exit()


@click.command("report")
@click.argument("name", type=click.Choice(list(REPORTS)))
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_print_list, help="List all reports.")
@click.option("--state", required=True, callback=read_state, help="State that reports, such as SVN.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File, .docx or .html.")
@click.option("--session", type=click.IntRange(1, 99), help="Session of the UPR; else the State's latest.")
@click.option("--language", type=LANGUAGES, default="en", show_default=True, help="Language of the report's own words.")
@as_option
def report(*, name: str, state: str, out: Path, session: int | None, language: str, reader: Any) -> None:
    """Draft the report NAME from the register. Each paragraph names the record that it rests on."""
    write = WRITERS.get(out.suffix.lower())
    if write is None:
        raise click.BadParameter("The file's name must end in .docx or .html.", param_hint="--out")
    with override(language):
        made = draft_report(
            name, state=state, user=reader, assessment_of=assessment_for(reader), language=language, session=session
        )
    told = sum(bool(block.notes) for block in made.blocks if isinstance(block, Paragraph))
    if not told:
        raise refuse(f"The register has nothing on {state} for this report; nothing was written.")
    try:
        with out.open("wb") as target:
            write(target, made)
    except OSError as error:
        raise refuse(f"{out} cannot be written: {error.strerror or error}.") from error
    click.echo(f"{out}: {made.title}, from {told:,} records.")
