"""The map of the resolution names screens and commands: each must exist."""

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from comity.cli.main import Verbs

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "resolution-map.md"
ROWS = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| (PP|OP)\d", line)]


def test_every_paragraph_of_the_resolution_has_its_row():
    names = [row.split("|")[1].strip() for row in ROWS]
    assert names == [f"PP{n}" for n in range(1, 16)] + [f"OP{n}" for n in range(1, 15)]


def test_every_row_says_where_or_later():
    for row in ROWS:
        _edge, _name, _says, answered, screen, command, _end = (part.strip() for part in row.split("|"))
        assert screen or command or "later" in answered.casefold(), row


@pytest.mark.parametrize("address", sorted(set(re.findall(r"`(/[a-z{][^`]*)`", "\n".join(ROWS)))))
def test_every_screen_of_the_map_exists(address):
    path = "/en" + address.replace("{code}", "SVN").replace("{number}", "1")
    try:
        found = resolve(path)
    except Resolver404:
        found = resolve(f"{path}/")
    assert found.func


def test_every_command_of_the_map_exists():
    assert set(re.findall(r"`comity ([a-z-]+)", "\n".join(ROWS))) <= set(Verbs.WHERE)
