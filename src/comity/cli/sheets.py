"""``comity import sheet``: a worklist that came back; what it would change is shown, and written with --apply."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from comity.cli.answers import answer, format_option, refuse
from comity.cli.people import person
from comity.commitments.domain.report import peak_mb
from comity.commitments.domain.worklists import Winner, apply_worklist, compare_worklist, open_worklist
from comity.commitments.readers.draft import UnreadableFileError
from comity.commitments.worklist import CellChange, Diff, RowDiff, SheetRow
from comity.kernel.errors import ActError

LOCKED = "A cell that is only to be read says something else; it was left out."
UNKNOWN = "The row belongs to no recommendation of a State whose follow-up this person writes."
REPEATED = "The recommendation stands further up already; the first row was taken."
FAULT = "The value cannot be understood; the cell was left out."
SHOWN = 60  # characters of a text that a line of the summary shows


@click.command("sheet")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", required=True, help="E-mail address of the person who takes the worklist.")
@click.option("--apply", "write", is_flag=True, help="Write the changes; without it they are only shown.")
@click.option("--conflicts", "winner", type=click.Choice(["register", "sheet"]), default="register", show_default=True,
              help="Who wins where both changed.")  # fmt: skip
@format_option
def sheet(*, file: Path, email: str, write: bool, winner: Winner, form: str) -> None:
    """Worklist that came back from a ministry (.xlsx): shows every change; --apply writes them all or none."""
    by, begun = person(email), perf_counter()
    try:
        read = open_worklist(file)
        diff, written = compare_worklist(read, by=by), 0
        if write:
            choices: dict[int, Winner] = {row.row.id: winner for row in diff.conflicting}
            diff, written = apply_worklist(read, by=by, seen=diff.mark, choices=choices)
    except (UnreadableFileError, ActError) as error:
        raise refuse(f"{error} Nothing was written.") from error
    document = _document(file, diff, len(read.rows)) | {
        "applied": write, "written": written, "seconds": round(perf_counter() - begun, 3),
        "peak_mb": round(peak_mb(), 1),
    }  # fmt: skip
    answer(form, document, _summary(file, diff, written=written, write=write))


def _document(file: Path, diff: Diff, rows: int) -> dict[str, Any]:
    return {
        "file": file.name,
        "rows_read": rows,
        "created": 0,
        "updated": len(diff.changed),
        "unchanged": diff.unchanged + len(diff.rows) - len(diff.changed),
        "rejected": len(diff.unknown) + len(diff.repeated),
        "repaired": sum(bool(row.locked or row.faults) for row in diff.rows),
        "problems": [_problem(*one) for one in _problems(diff)],
        "changes": [_change(row, change) for row in diff.changed for change in row.changes],
        "not_returned": diff.not_returned,
    }


def _change(row: RowDiff, change: CellChange) -> dict[str, Any]:
    return {
        "row": row.number, "id": row.row.id, "recommendation": row.row.label, "field": change.field,
        "kind": change.kind, "register": change.there, "sheet": change.sheet, "sent": change.sent,
    }  # fmt: skip


def _problems(diff: Diff) -> Iterator[tuple[int, str, str, str, str]]:
    """Row, field, code, message and value of all that was not taken."""
    for row in diff.rows:
        for name, value in row.faults.items():
            yield row.number, name, "not-understood", FAULT, value
        for edit in row.locked:
            yield row.number, edit.field, "locked-cell", LOCKED, edit.sheet
    for rows, code, message in ((diff.unknown, "unknown-row", UNKNOWN), (diff.repeated, "repeated-row", REPEATED)):
        for one in rows:
            yield one.number, "", code, message, _named(one)


def _problem(row: int, field: str, code: str, message: str, value: str) -> dict[str, Any]:
    return {"row": row, "field": field, "code": code, "message": message, "value": value[:200]}


def _named(row: SheetRow) -> str:
    return " ".join(filter(None, (row.fixed.get("symbol", ""), row.fixed.get("paragraph", "")))) or str(row.id or "")


def _summary(file: Path, diff: Diff, *, written: int, write: bool) -> Iterator[str]:
    yield f"{file.name}{'' if write else ' (only compared: nothing was written; --apply writes)'}"
    for row in diff.changed:
        yield f"  Row {row.number}, {row.row.label}:"
        for change in row.changes:
            yield f"    {change.field}, {change.kind}: “{_short(change.there)}” → “{_short(change.sheet)}”"
    for number, field, _code, message, value in _problems(diff):
        where = f"Row {number}, {field}" if field else f"Row {number}"
        yield f"  {where}: {message}" + (f" [{_short(value)}]" if value else "")
    yield (
        f"  {len(diff.changed):,} rows with changes, {len(diff.conflicting):,} of them with conflicts; "
        f"{diff.unchanged:,} unchanged; {len(diff.not_returned):,} did not come back; {written:,} written."
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
