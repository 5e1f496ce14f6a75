"""Where the sources are and how a data file is written: one record a line, so that differences can be read."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FACTS = Path(__file__).parent / "facts"
SHARED = ROOT.parent / "shared" / "data"
TARGET = ROOT / "src" / "comity" / "reference" / "data"
sys.path.insert(0, str(ROOT / "src"))

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
Record = dict[str, Any]


def rows(path: str) -> list[dict[str, str]]:
    """The rows of a CSV file below ../shared/data."""
    with (SHARED / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=False)


def block(value: object) -> str:
    """A list or an object with one entry a line; anything else on one line."""
    if isinstance(value, Mapping):
        return "{\n" + ",\n".join(f"  {line(key)}: {line(item)}" for key, item in value.items()) + "\n }"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "[\n" + ",\n".join(f"  {line(item)}" for item in value) + "\n ]"
    return line(value)


def table(name: str) -> list[list[str]]:
    """The rows of a table of facts kept beside the builders: tabs between cells, lines with # in front are remarks."""
    lines = (FACTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    width = max(len(row) for row in found)
    return [[*(cell.strip() for cell in row), *[""] * (width - len(row))] for row in found]


def write(name: str, content: Mapping[str, object]) -> None:
    """Write the data file ``name``: version, source and licence from the table of sources, then ``content``."""
    head = {row[0]: dict(zip(("version", "source", "licence"), row[1:], strict=True)) for row in table("sources")}
    entries = {**head[name], **content}
    text = "{\n" + ",\n".join(f" {line(key)}: {block(value)}" for key, value in entries.items()) + "\n}\n"
    (TARGET / f"{name}.json").write_text(text, encoding="utf-8")
