"""``comity classify …``: suggestions for texts, and a model of one's own."""

import contextlib
import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click
from tqdm import tqdm

from comity.cli.answers import answer, format_option, refuse, say
from comity.commitments.classify import Suggestion, suggest
from comity.commitments.classify.evaluation import Measures, evaluate
from comity.commitments.classify.model import Model, NotAModelError, load, save, shipped
from comity.commitments.classify.rows import Row, WrongRowError, long_cells, read
from comity.documents.csvs import csv_chunks

BEFORE_BAR = 2  # seconds
LISTS = ("issues", "sdg_goals", "sdg_targets", "affected_persons", "why")
SHOWN_LABELS = 54
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


class TextsOrVerb(click.Group):
    """``comity classify FILE`` beside ``comity classify train``: what is no verb is taken for a file."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            return "texts", self.commands["texts"], args
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options that stand before the file belong to it: ``comity classify --format csv FILE``."""
        if args and args[0].startswith("-") and args[0] not in ctx.help_option_names:
            args = ["texts", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(
                [("FILE", self.commands["texts"].get_short_help_str(90))]
                + [(name, self.commands[name].get_short_help_str(90)) for name in ("train", "evaluate")]
            )


def _model(_context: click.Context, _option: click.Parameter, value: Path | None) -> Model:
    try:
        return load(value) if value else shipped()
    except NotAModelError as error:
        raise refuse(f"{value.name if value else 'The shipped model'}: {error}") from error


_with_model = click.option("--model", type=_file, callback=_model, help="A model of your own; else the shipped one.")


@click.group("classify", cls=TextsOrVerb)
def group() -> None:
    """Suggest issues, goals, groups and the rank of the action for texts; or learn from tags that you confirmed."""


@group.command("texts", hidden=True)
@click.argument("file", type=_file)
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="File to write.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="jsonl", show_default=True)
@_with_model
def texts(*, file: Path, out: Path | None, form: str, model: Model) -> None:
    """Suggestions for the texts of a CSV file with the columns id and text (language, if known)."""
    rows = _texts(file)
    declared = [row[2] for row in rows] if rows and all(row[2] for row in rows) else None
    found = suggest([row[1] for row in rows], declared, model=model)
    with _bar(file.name, len(rows), " texts") as step, _target(out) as target:
        pairs = zip((row[0] for row in rows), _counted(found, step), strict=True)
        for chunk in _table(pairs) if form == "csv" else _lines(pairs):
            target.write(chunk)
    if out:
        say(f"{len(rows):,} texts classified into {out.name}.")


def _texts(file: Path) -> list[tuple[str, str, str]]:
    """Identifier, text and language of each row; a sentence where the file is not as it should be."""
    try:
        with long_cells(), file.open(encoding="utf-8-sig", newline="") as opened:
            table = csv.DictReader(opened)
            missing = [name for name in ("id", "text") if name not in (table.fieldnames or ())]
            if missing:
                raise refuse(f"{file.name} has no column “{'” and no column “'.join(missing)}”. It needs id and text.")
            return [(row["id"] or "", row["text"] or "", row.get("language") or "") for row in table]
    except UnicodeDecodeError as error:
        raise refuse(f"{file.name} is not in UTF-8. Save it as “CSV UTF-8” and try again.") from error
    except csv.Error as error:
        raise refuse(f"{file.name} cannot be read as CSV ({error}).") from error


@contextlib.contextmanager
def _target(out: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that stands there only once it is whole."""
    if out is None:
        yield sys.stdout
        return
    part = out.with_name(out.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as opened:
            yield opened
        part.replace(out)
    except OSError as error:
        raise refuse(f"{out} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _lines(pairs: Iterable[tuple[str, Suggestion]]) -> Iterator[str]:
    for identifier, found in pairs:
        yield json.dumps(found.as_json(identifier), ensure_ascii=False) + "\n"


def _table(pairs: Iterable[tuple[str, Suggestion]]) -> Iterator[str]:
    heads = ("id", *Suggestion._fields)
    return csv_chunks(heads, ([identifier, *_cells(found)] for identifier, found in pairs), mark=False)


def _cells(found: Suggestion) -> Iterator[Any]:
    """Labels with their probability, between bars: a spreadsheet's cell holds one value."""
    for name, value in found._asdict().items():
        if name in LISTS:
            yield " | ".join(f"{label}: {number}" for label, number in value)
        elif name == "education":
            yield f"{'yes' if value[1] else 'no'}: {value[0]}"
        else:
            yield " | ".join(value) if isinstance(value, list) else value


@group.command("train")
@click.option("--data", type=_file, multiple=True, required=True, help="CSV of labelled texts; may be given again.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Model to write.")
@click.option("--fresh", is_flag=True, help="Keep nothing of the shipped model; data for all its parts are needed.")
@click.option("--version", help="Name of the model in suggestions; else the day.")
def train(*, data: tuple[Path, ...], out: Path, fresh: bool, version: str | None) -> None:
    """Learn a model from tags that people confirmed. Parts without data are kept from the shipped model."""
    try:
        from comity.commitments.classify import training  # noqa: PLC0415 - scikit-learn is an extra
    except ImportError as error:
        raise refuse("Training needs scikit-learn. Install it with: pip install 'comity[ml]'.") from error
    rows = [row for file in data for row in _labelled(file)]
    name = version or f"own {datetime.now(UTC):%Y-%m-%d}"
    with _bar("learning", training.steps(rows), " labels") as step:
        try:
            trained = training.train(rows, None if fresh else shipped(), version=name, step=step)
        except WrongRowError as error:
            raise refuse(str(error)) from error
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as opened:
            save(opened, trained.arrays, trained.about, trained.linears)
        part.replace(out)
    except OSError as error:
        raise refuse(f"{out} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"{len(rows):,} labelled texts read; the model “{name}” is in {out.name}.")


@group.command("evaluate")
@click.option("--data", type=_file, multiple=True, required=True, help="CSV of labelled texts; may be given again.")
@_with_model
@format_option
def evaluate_command(*, data: tuple[Path, ...], model: Model, form: str) -> None:
    """Measure how far suggestions agree with tags that people confirmed."""
    rows = [row for file in data for row in _labelled(file)]
    if not rows:
        raise refuse("The file has no rows.")
    found = evaluate(rows, model)
    if len(found) == len(("texts", "model")):
        raise refuse("No row has a label. It needs issues, action_rank, education, themes or sdg.")
    answer(form, found, _summary(found))


def _labelled(file: Path) -> list[Row]:
    try:
        return read(file)
    except WrongRowError as error:
        raise refuse(f"{file.name}: {error}") from error


def _summary(found: Measures) -> Iterator[str]:
    yield f"{found['texts']:,} texts, model {found['model']}"
    for name, measures in found.items():
        if isinstance(measures, dict) and name != "issues_by_label":
            shown = ", ".join(f"{key.replace('_', ' ')} {_number(value)}" for key, value in measures.items())
            yield f"  {name.replace('_', ' ')}: {shown}"
    labels = sorted(found.get("issues_by_label", {}).items(), key=lambda pair: -pair[1]["labelled"])
    for label, measures in labels[:SHOWN_LABELS]:
        yield f"    {label:<45} {measures['labelled']:>6}   F1 {measures['f1']:.3f}"


def _number(value: Any) -> str:
    if isinstance(value, dict):
        return "(" + ", ".join(f"{key}: {number:.2f}" for key, number in value.items()) + ")"
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}"


@contextlib.contextmanager
def _bar(name: str, total: int, unit: str) -> Iterator[Callable[[], None]]:
    with tqdm(desc=name, total=total, unit=unit, delay=BEFORE_BAR, leave=False, disable=None) as bar:
        yield lambda: bar.update(1) and None


def _counted(found: Iterable[Suggestion], step: Callable[[], None]) -> Iterator[Suggestion]:
    for one in found:
        step()
        yield one
