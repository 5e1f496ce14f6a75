"""Photographs the demonstration's pages: ``make screenshots``.

Everything goes to ``var/screenshots`` (not kept in the repository); the pictures that the README and the documents show
go to ``docs/screenshots``, reduced to a palette. Every page is taken in English and in Arabic, on a desk (1280 pixels)
and on a phone (390), as the person whom it serves.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from comity.demo.sign_ins import PASSWORD
from tools.palette import reduced

ROOT = Path(__file__).resolve().parents[1]
ALL, KEPT = ROOT / "var" / "screenshots", ROOT / "docs" / "screenshots"
LANGUAGES = ("en", "ar")
WIDTHS = {1280: 860, 390: 844}  # width of the window: its height
TALLEST = 3000  # pixels; a longer page is cut
BUILDING = 300  # seconds until the demonstration must answer


@dataclass(frozen=True)
class Shot:
    """One page: as whom (an e-mail address in each language; none: without signing in), and how to reach it.

    ``follow`` holds CSS selectors of links to press, one after the other. ``kept`` names the variants
    (language, width) that go to docs/screenshots.
    """

    name: str
    path: str
    who: dict[str, str] | None = None
    follow: tuple[str, ...] = ()
    kept: tuple[tuple[str, int], ...] = ()


def _both(english: str, arabic: str) -> dict[str, str]:
    return {"en": english, "ar": arabic}


PREPARER = _both("preparer@xlv.example", "preparer@xnr.example")
FOCAL_POINT = _both("focal.point@xlv.example", "focal.point@xnr.example")
COORDINATOR = _both("desk@ohchr.example", "desk@ohchr.example")
OFFICER = _both("officer@unesco.example", "officer@unesco.example")
CLEARER = _both("clearer@unesco.example", "clearer@unesco.example")
NHRI = _both("officer@nhri-xlv.example", "officer@nhri-xnr.example")
ADMINISTRATOR = _both("administrator@comity.example", "administrator@comity.example")
DRAFTER = _both("preparer@xlv.example", "preparer@xlv.example")
DECIDER = _both("focal.point@xlv.example", "focal.point@xlv.example")
FIRST = 'main a[href*="{}"]'
FORM = (FIRST.format("/desk/requests/"), FIRST.format("/form/"))

SHOTS = (
    Shot("home", "", kept=(("en", 1280), ("ar", 390))),
    Shot("recommendations", "recommendations?q=teachers", kept=(("en", 1280),)),
    Shot("recommendation", "recommendations", follow=("main .results a",)),
    Shot("states", "states"),
    Shot("state", "states/XLV", kept=(("en", 1280),)),
    Shot("state-in-arabic", "states/XNR"),
    Shot("register", "requests", kept=(("en", 1280),)),
    Shot("request-public", "requests", follow=('main .results a[href*="/requests/REQ"]',)),
    Shot("about", "about"),
    Shot("data", "data"),
    Shot("accessibility", "accessibility"),
    Shot("privacy", "privacy"),
    Shot("sign-in", "account/login/"),
    Shot("desk-preparer", "desk", PREPARER),
    Shot("desk-focal-point", "desk", FOCAL_POINT, kept=(("en", 1280), ("ar", 390))),
    Shot("desk-coordinator", "desk", COORDINATOR),
    Shot("desk-officer", "desk", OFFICER),
    Shot("desk-clearer", "desk", CLEARER),
    Shot("desk-nhri", "desk", NHRI),
    Shot("desk-administrator", "desk", ADMINISTRATOR),
    Shot("inbox", "desk/inbox", FOCAL_POINT),
    Shot("own-order", "desk/rank", FOCAL_POINT),
    Shot("followup", "desk/followup", FOCAL_POINT),
    Shot("followup-recommendation", "desk/followup?status=B", FOCAL_POINT, ("main .results a.said",)),
    Shot("followup-status", "desk/followup?status=B", PREPARER, ("main .results a.said", FIRST.format("/status?"))),
    Shot(
        "followup-publish",
        "desk/followup?public=nothing&status=B",
        FOCAL_POINT,
        ("main .results a.said", FIRST.format("/publish?")),
    ),
    Shot("followup-actions", "desk/followup/actions", PREPARER),
    Shot("followup-action", "desk/followup/actions?show=overdue", PREPARER, ("main table a",)),
    Shot("followup-pictures", "desk/followup/pictures", FOCAL_POINT),
    Shot("followup-handover", "desk/followup/hand-over", FOCAL_POINT),
    Shot("form", "requests?status=draft", DRAFTER, FORM),
    Shot("form-who", "requests?status=draft", DRAFTER, (*FORM, FIRST.format("/form/who"))),
    Shot("form-situation", "requests?status=draft", DRAFTER, (*FORM, FIRST.format("/form/situation"))),
    Shot("form-commitments", "requests?status=draft", DRAFTER, (*FORM, FIRST.format("/form/commitments"))),
    Shot("form-needs", "requests?status=draft", DRAFTER, (*FORM, FIRST.format("/form/needs"))),
    Shot("form-inclusion", "requests?status=draft", DRAFTER, (*FORM, FIRST.format("/form/inclusion"))),
    Shot("form-consent", "requests?status=draft", DRAFTER, (*FORM, FIRST.format("/form/consent"))),
    Shot("form-check", "requests?status=draft", DRAFTER, (*FORM, FIRST.format("/check"))),
    Shot("submit", "requests?status=endorsed", DECIDER, ("main .results a", FIRST.format("/act/submit"))),
    Shot("record-coordinator", "requests?status=acknowledged", COORDINATOR, ("main .results a",)),
    Shot("screen", "requests?status=acknowledged", COORDINATOR, ("main .results a", FIRST.format("/act/screen"))),
    Shot("record-open", "requests?status=open", OFFICER, ("main .results a",)),
    Shot("offers", "desk/offers", CLEARER),
    Shot("offer", "desk/offers", CLEARER, ("main .results a",)),
    Shot("plans", "desk/plans", COORDINATOR),
    Shot("plan", "desk/plans?status=active", COORDINATOR, ("main .results a",), kept=(("en", 1280),)),
    Shot("pairings", "desk/pairings", FOCAL_POINT),
    Shot("organisation", "desk/organisation", FOCAL_POINT),
    Shot("organisations", "desk/organisations", ADMINISTRATOR),
    Shot("audit", "desk/audit", ADMINISTRATOR),
    Shot("limits", "desk/limits", ADMINISTRATOR),
    Shot("imports", "desk/imports", COORDINATOR),
    Shot("tags", "desk/tags", COORDINATOR),
    Shot("tags-agreement", "desk/tags/agreement", COORDINATOR),
    Shot("notes", "desk/notes", NHRI),
    Shot("clusters", "desk/clusters", PREPARER),
    Shot("cluster", "desk/clusters", PREPARER, ("main .results a",)),
    Shot("worklists", "desk/worklists", PREPARER),
    Shot("voices", "desk/voices", NHRI),
    Shot("obligations", "states/xlv/obligations"),
    Shot("tell", "recommendations", None, ("main .results a", FIRST.format("/tell"))),
    Shot("receipt", "receipt", None),
)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _demonstration() -> Iterator[str]:
    """The demonstration, built in a temporary folder and served; gives its address."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="comity-pictures-") as home:
        command = [sys.executable, "-m", "comity.cli.main", "demo", "--port", str(port)]
        serving = subprocess.Popen(command, env={**os.environ, "COMITY_HOME": home}, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
        try:
            _wait_for(url, serving)
            yield url
        finally:
            serving.terminate()
            serving.wait()


def _wait_for(url: str, serving: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + BUILDING
    while time.monotonic() < end:
        if serving.poll() is not None:
            raise SystemExit("The demonstration ended before it answered.")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise SystemExit(f"The demonstration did not answer within {BUILDING} seconds.")


class Photographer:
    """Keeps one signed-in browser for each person, language and width."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.blank = browser.new_page()
        self._contexts: dict[tuple[str, str, int], BrowserContext] = {}

    def _context(self, who: str, language: str, width: int) -> BrowserContext:
        key = (who, language, width)
        if key not in self._contexts:
            size = {"width": width, "height": WIDTHS[width]}
            context = self.browser.new_context(viewport=size, reduced_motion="reduce", color_scheme="light")
            self._contexts[key] = context
            if who:
                self._sign_in(context.new_page(), who, language)
        return self._contexts[key]

    def _sign_in(self, page: Page, who: str, language: str) -> None:
        page.goto(f"{self.url}/{language}/account/login/")
        page.fill("#id_login", who)
        page.fill("#id_password", PASSWORD)
        page.locator("main form button.first").click()
        page.wait_for_url("**/desk")
        page.close()

    def take(self, shot: Shot, language: str, width: int) -> str:
        """Take one picture; gives a sentence where the page could not be reached."""
        who = shot.who[language] if shot.who else ""
        page = self._context(who, language, width).new_page()
        try:
            answer = page.goto(f"{self.url}/{language}/{shot.path}")
            for selector in shot.follow:
                link = page.locator(selector).first
                if not link.count():
                    return f"{shot.name} ({language}): there is no {selector} on {page.url}"
                answer = page.goto(f"{self.url}{link.get_attribute('href')}")
            if answer is None or not answer.ok:
                return f"{shot.name} ({language}): {page.url} answered {answer and answer.status}"
            self._keep(page, shot, language, width)
        finally:
            page.close()
        return ""

    def _keep(self, page: Page, shot: Shot, language: str, width: int) -> None:
        name = f"{shot.name}-{language}-{width}.png"
        tall = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
        clip = {"x": 0, "y": 0, "width": width, "height": tall}
        (ALL / name).write_bytes(page.screenshot(full_page=True, clip=clip))
        if (language, width) in shot.kept:
            (KEPT / name).write_bytes(reduced(self.blank, page.screenshot()))


def main() -> None:
    path = os.environ.get("COMITY_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise SystemExit("There is no Chromium. Install Debian's chromium, or name one in COMITY_CHROMIUM.")
    wanted = sys.argv[1:]
    shots = [shot for shot in SHOTS if not wanted or shot.name in wanted]
    ALL.mkdir(parents=True, exist_ok=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    with _demonstration() as url, sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        photographer = Photographer(browser, url)
        failed = [
            sentence
            for shot in shots
            for language in LANGUAGES
            for width in WIDTHS
            if (sentence := photographer.take(shot, language, width))
        ]
        browser.close()
    print(f"{len(list(ALL.glob('*.png')))} pictures in {ALL}, {len(list(KEPT.glob('*.png')))} kept in {KEPT}.")
    if failed:
        raise SystemExit("\n".join(failed))


if __name__ == "__main__":
    main()
