"""``comity import …``: public documents into the register, and ``comity rebuild-index``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from comity.cli.answers import WRONG, answer, format_option, say
from comity.cli.sheets import sheet
from comity.cli.states import state_option
from comity.commitments.domain.imports import read_and_import
from comity.commitments.domain.reindex import rebuild_index as rebuild
from comity.commitments.domain.report import Report
from comity.commitments.domain.understanding import AfterImport, Understood
from comity.commitments.readers.draft import Problem, UnreadableFileError
from comity.kernel.roles import System

SHOWN = 50  # rejected rows that the summary lists one by one
BEFORE_BAR = 2  # seconds
SYSTEM = System("comity import")
LANGUAGES = click.Choice(["ar", "en", "es", "fr", "ru", "zh"])

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("import")
def group() -> None:
    """Bring public documents into the register. The same file again changes nothing."""


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    dry = click.option("--dry-run", is_flag=True, help="Report the same, write nothing.")
    bare = click.option("--no-suggestions", "bare", is_flag=True, help="Suggest no tags and no clusters.")
    return dry(bare(format_option(function)))


@group.command("uhri")
@click.argument("file", type=_file)
@click.option("--language", type=LANGUAGES, default="en", show_default=True, help="The export's language.")
@_options
def uhri(*, file: Path, language: str, form: str, dry_run: bool, bare: bool) -> None:
    """Export of the Universal Human Rights Index: .xlsx, .json or .json.gz.

    An export in another language adds its texts to the records that are there.
    """
    _import([file], "uhri", form, dry_run=dry_run, bare=bare, language=language)


@group.command("upr-info")
@click.argument("files", type=_file, nargs=-1, required=True)
@_options
def upr_info(*, files: tuple[Path, ...], form: str, dry_run: bool, bare: bool) -> None:
    """Exports of UPR Info: recommendations or voluntary pledges, .csv or .csv.gz, in any encoding."""
    _import(files, "upr-info", form, dry_run=dry_run, bare=bare)


@group.command("matrix")
@click.argument("file", type=_file)
@state_option
@click.option("--session", type=click.IntRange(1, 99), help="Session of the UPR; else as the page header says.")
@_options
def matrix(*, file: Path, state: str, session: int | None, form: str, dry_run: bool, bare: bool) -> None:
    """OHCHR's thematic list of recommendations of one review (.docx), in either layout."""
    _import([file], "matrix", form, dry_run=dry_run, bare=bare, state=state, session=session)


@group.command("wg-report")
@click.argument("file", type=_file)
@state_option
@click.option("--session", type=click.IntRange(1, 99), help="Session of the Working Group; else as the report says.")
@_options
def wg_report(*, file: Path, state: str, session: int | None, form: str, dry_run: bool, bare: bool) -> None:
    """Report of the UPR Working Group (.docx): its recommendations and the State's positions.

    Records that OHCHR's thematic list has brought already stay as they are; differences are told.
    """
    _import([file], "wg-report", form, dry_run=dry_run, bare=bare, state=state, session=session)


group.add_command(sheet)


def _import(
    files: "tuple[Path, ...] | list[Path]", kind: str, form: str, *, dry_run: bool, bare: bool, **options: Any
) -> None:
    reports, understood, failed = [], [], False
    for file in files:
        then = None if bare else AfterImport()
        with _bar(file.name) as progress:
            try:
                report = read_and_import(
                    file, kind, by=SYSTEM, dry_run=dry_run, progress=progress, then=then, **options
                )
            except UnreadableFileError as error:
                report, failed = _unreadable(file, str(error)), True
        reports.append(report)
        understood.append(then.understood if then else Understood())
        failed = failed or (report.rejected > 0 and report.rejected == report.rows_read)
    documents = [report.as_json() for report in reports]
    sentences = [
        line
        for report, found in zip(reports, understood, strict=True)
        for line in (*_summary(report, dry_run=dry_run), *_suggestions(found))
    ]
    answer(form, documents[0] if len(documents) == 1 else documents, sentences)
    if failed:
        raise SystemExit(WRONG)


@contextmanager
def _bar(name: str) -> Iterator[Callable[[int], None]]:
    with tqdm(desc=name, unit=" rows", unit_scale=True, delay=BEFORE_BAR, leave=False, disable=None) as bar:
        yield lambda rows: bar.update(rows - bar.n) and None


def _unreadable(file: Path, sentence: str) -> Report:
    say(f"{file.name}: {sentence} Nothing was written.")
    report = Report(file=file.name)
    report.note([Problem(0, "", "unreadable-file", sentence, "", repaired=False)])
    return report


def _summary(report: Report, *, dry_run: bool) -> Iterator[str]:
    yield f"{report.file}{' (dry run: nothing was written)' if dry_run else ''}"
    yield (
        f"  {report.rows_read:,} rows read: {report.created:,} created, {report.updated:,} updated, "
        f"{report.unchanged:,} unchanged, {report.rejected:,} rejected; {report.repaired:,} repaired on the way."
    )
    yield f"  {report.seconds:.1f} seconds, at most {report.peak_mb:.0f} MB of memory."
    rejected = [problem for problem in report.problems if problem.row and not problem.repaired]
    for problem in rejected[:SHOWN]:
        yield f"  Row {problem.row}{f', {problem.field}' if problem.field else ''}: {problem.message} [{problem.value}]"
    if report.rejected > SHOWN:
        yield "  … The whole list is in the answer with --format json, and in the record of the import."


def _suggestions(found: Understood) -> Iterator[str]:
    if found.later:
        yield f"  The background worker will read the {found.later:,} texts and suggest tags and clusters."
    elif found.texts:
        yield (
            f"  {found.texts:,} texts classified: {found.tags:,} tags suggested; {found.clusters:,} clusters suggested "
            f"in {found.states:,} States; {found.seconds:.1f} seconds more."
        )


@click.command("rebuild-index")
def rebuild_index() -> None:
    """Write the search index again from the register."""
    count = rebuild()
    click.echo(f"{count:,} records indexed.")
