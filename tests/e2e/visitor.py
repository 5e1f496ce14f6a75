"""A person at a browser: opens pages, presses buttons, and looks at every page for what must never be there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlparse

from django.utils.translation import gettext, override
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from comity.kernel.roles import Role
from tests.e2e.axe import Axe, Violation, tell

DESKTOP = (1280, 900)
PHONE = (390, 844)
NARROW = (320, 640)
WIDER_THAN_WINDOW = """() => {
  const most = document.documentElement.clientWidth, excess = document.documentElement.scrollWidth - most;
  if (excess <= 0) return [];
  const outside = (box) => box.width > 0 && (box.right > most + 0.5 || box.left < -0.5);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange(), found = [];
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode);
    if ([...range.getClientRects()].some(outside)) found.push(texts.currentNode.parentElement);
  }
  found.push(...[...document.body.querySelectorAll("*")].filter((one) => outside(one.getBoundingClientRect())));
  return [`${excess} px too wide`, ...found.slice(0, 6).map((one) => one.outerHTML.slice(0, 160))];
}"""


@dataclass
class Findings:
    """What every visited page must be free of, gathered over a whole walk and told at once."""

    violations: list[Violation] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    pages: int = 0

    def told(self) -> list[str]:
        return (
            [tell(self.violations), *dict.fromkeys(self.others)]
            if self.violations
            else list(dict.fromkeys(self.others))
        )

    def demand_none(self) -> None:
        found = self.told()
        self.violations, self.others = [], []
        assert not found, "\n" + "\n".join(found)


class Visitor:
    """``say`` translates a label into the visitor's language; ``press`` and ``follow`` take English labels."""

    def __init__(
        self, browser: Browser, axe: Axe, url: str, *, language: str = "en", scripts: bool = True,
        size: tuple[int, int] = DESKTOP, dark: bool = False, findings: Findings | None = None,
    ) -> None:  # fmt: skip
        self.url, self.language, self.scripts, self.axe = url, language, scripts, axe
        self.findings = findings or Findings()
        self._size = {"width": size[0], "height": size[1]}
        self._browser, self._dark = browser, dark
        self.context = self._context(java_script_enabled=scripts)
        self._copies: BrowserContext | None = None
        self.page = self.context.new_page()
        self._status = 0
        self._allowed = {200}
        self._watch(self.page)

    def _context(self, **options: Any) -> BrowserContext:
        context = self._browser.new_context(
            viewport=self._size, locale={"ar": "ar-EG"}.get(self.language, "en-GB"), reduced_motion="reduce",
            color_scheme="dark" if self._dark else "light", **options,
        )  # fmt: skip
        context.set_default_timeout(10_000)
        return context

    def _watch(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.findings.others.append(f"{page.url}: script error: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        refused = "Failed to load resource" in message.text and self._allowed != {200}
        if message.type in {"error", "warning"} and not refused:
            self.findings.others.append(f"{self.page.url}: console: {message.text}")

    def _asked(self, request: Request) -> None:
        host = urlparse(request.url)
        if host.scheme not in {"data", "blob", "about"} and host.netloc != urlparse(self.url).netloc:
            self.findings.others.append(f"{self.page.url}: asks a third party: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.request.frame == self.page.main_frame:
            self._status = response.status
        elif response.status >= 400:
            self.findings.others.append(f"{self.page.url}: {response.status} for {response.url}")

    def say(self, english: str, **values: Any) -> str:
        with override(self.language):
            return gettext(english) % values if values else gettext(english)

    def open(self, path: str = "", *, status: int = 200) -> None:
        """``path``: an address without the language, or a whole one."""
        address = path if path.startswith("http://") else f"{self.url}/{self.language}/{path}"
        with self.expecting(status):
            self.page.goto(address)
            self.look()

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        self._allowed = {200, status}
        yield
        assert self._status == status, f"{self.page.url} answered {self._status}, not {status}"
        self._allowed = {200}

    @contextmanager
    def arriving(self, status: int = 200) -> Iterator[None]:
        """Whatever is pressed in this block leads to another page, which is looked at."""
        with self.expecting(status):
            with self.page.expect_navigation():
                yield
            self.look()

    def press(self, label: str, *, within: Locator | None = None, status: int = 200) -> None:
        """Press the button of this English label."""
        with self.arriving(status):
            (within or self.page).get_by_role("button", name=self.say(label), exact=True).first.click()

    def follow(self, label: str, *, within: Locator | None = None) -> None:
        with self.arriving():
            (within or self.page.locator("main")).get_by_role("link", name=self.say(label), exact=True).first.click()

    def add(self, label: str) -> None:
        """Press what adds something: a link, or a button that saves the page first."""
        main, name = self.page.locator("main"), self.say(label)
        link = main.get_by_role("link", name=name, exact=True)
        with self.arriving():
            link.or_(main.get_by_role("button", name=name, exact=True)).first.click()

    def box(self, label: str, *, within: Locator | None = None) -> Locator:
        """The field of this English label; “(optional)” may follow it."""
        return (within or self.page.locator("main")).get_by_label(self.say(label)).first

    def fill(self, label: str, text: str) -> None:
        self.box(label).fill(text)

    def tick(self, label: str, *, within: Locator | None = None) -> None:
        self.box(label, within=within).check()

    def write(self, **values: Any) -> None:
        """Fill the fields of these names in the page's main form; a list ticks several boxes."""
        for name, value in values.items():
            for one in value if isinstance(value, list) else [value]:
                self._write(name, one)

    def _write(self, name: str, value: Any) -> None:
        field = self.page.locator(f'main [name="{name}"]')
        kind = str(field.first.evaluate("(element) => element.type"))
        if kind in {"radio", "checkbox"}:
            chosen = self.page.locator(f'main [name="{name}"][value="{value}"]')
            (field if value is True else chosen).check()
        elif kind.startswith("select"):
            field.select_option(str(value))
        else:
            field.fill(str(value))

    def save(self, *, status: int = 200) -> None:
        """Press the button that stands out, and arrive at the next page."""
        with self.arriving(status):
            self.page.locator("main form button.first").first.click()

    def main(self) -> str:
        """What stands in the page's main part, as a reader sees it."""
        return self.page.locator("main").inner_text()

    def sees(self, english: str, **values: Any) -> None:
        wanted = self.say(english, **values)
        assert wanted in self.main(), f"“{wanted}” does not stand on {self.page.url}:\n{self.main()}"

    def sees_label(self, label: Any) -> None:
        """A label of a closed vocabulary stands on the page, in the visitor's language."""
        with override(self.language):
            wanted = str(label)
        assert wanted in self.main(), f"“{wanted}” does not stand on {self.page.url}:\n{self.main()}"

    def waits_for(self, *roles: Role) -> None:
        """The page says whose turn it is."""
        with override(self.language):
            who = gettext(" or ").join(str(role.label) for role in roles)
        self.sees("Waiting for: %(who)s", who=who)

    def look(self) -> None:
        """axe, direction, width: on every page, however it was reached."""
        page = self.page
        self.findings.pages += 1
        if self._status not in self._allowed:
            self.findings.others.append(
                f"{page.url} answered {self._status}: {page.locator('main').inner_text()[:300]}"
            )
        root = page.locator("html")
        direction = "rtl" if self.language == "ar" else "ltr"
        found = (root.get_attribute("lang"), root.get_attribute("dir"))
        if found != (self.language, direction):
            self.findings.others.append(f"{page.url}: lang and dir are {found}")
        self.findings.others += [f"{page.url}: sideways scrolling: {one}" for one in page.evaluate(WIDER_THAN_WINDOW)]
        if self.scripts:
            self.findings.violations += self.axe.examine(page)
        else:
            self._copies = self._copies or self._context()
            self.findings.violations += self.axe.examine_copy(page, self._copies)

    def sign_in(self, email: str, password: str) -> None:
        self.open("account/login/")
        self.write(login=email, password=password)
        self.save()

    def close(self) -> None:
        self.context.close()
        if self._copies:
            self._copies.close()
