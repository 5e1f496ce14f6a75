"""A browser, an installation and axe for every test in this folder."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.axe import SOURCE, Axe
from tests.e2e.installation import Installation, installation
from tests.e2e.visitor import Findings, Visitor

HERE = Path(__file__).parent
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _lacking(sentence: str) -> None:
    """What the gate must have and a desk may lack."""
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("COMITY_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        _lacking("There is no Chromium. Install Debian's chromium, or name one in COMITY_CHROMIUM.")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def axe() -> Axe:
    if not SOURCE.exists() and shutil.which("npm"):
        subprocess.run(["make", str(SOURCE.relative_to(HERE.parents[1]))], cwd=HERE.parents[1], check=False)
    if not SOURCE.exists():
        _lacking("There is no axe-core: `make .tools/axe.min.js` fetches it with npm.")
    return Axe(SOURCE.read_text())


@pytest.fixture(scope="session")
def served(browser: Browser) -> Iterator[Installation]:
    """``browser`` comes first: without one nothing need be built."""
    del browser
    with installation() as found:
        yield found


@pytest.fixture
def visit(browser: Browser, axe: Axe, served: Installation) -> Iterator[Callable[..., Visitor]]:
    """``visit(language="ar", scripts=False, …)`` opens a browser; what its pages must not have fails the test."""
    visitors: list[Visitor] = []

    def begin(**options: Any) -> Visitor:
        visitors.append(Visitor(browser, axe, options.pop("url", served.url), **options))
        return visitors[-1]

    yield begin
    findings: list[Findings] = []
    for visitor in visitors:
        visitor.close()
        if visitor.findings not in findings:
            findings.append(visitor.findings)
    for one in findings:
        one.demand_none()
