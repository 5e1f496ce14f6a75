import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from comity.cli.main import main


@pytest.fixture
def comity() -> Callable[..., Result]:
    """Run ``comity`` in this process, with the test's database."""
    return lambda *arguments, **options: CliRunner().invoke(main, list(arguments), **options)


@pytest.fixture
def document(comity: Callable[..., Result]) -> Callable[..., Any]:
    """The one JSON document that a command prints; standard output may hold nothing else."""

    def read(*arguments: str) -> Any:
        return json.loads(comity(*arguments, "--format", "json").stdout)

    return read


@pytest.fixture
def alone(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``comity`` as a process of its own in an empty folder, with nothing but what is given in its environment."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMITY_", "DJANGO_"))}
        return subprocess.run(
            [sys.executable, "-m", "comity.cli.main", *arguments], cwd=tmp_path, env=kept | environment,
            capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip

    return run
