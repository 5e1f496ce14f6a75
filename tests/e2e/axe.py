"""axe-core over a page as the browser holds it, with no rule switched off."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Route

SOURCE = Path(__file__).resolve().parents[2] / ".tools" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """(tags) => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
  .then((found) => found.violations.map((one) => ({
    rule: one.id, help: one.help,
    nodes: one.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`)})))"""
# What differs between two servings of one document: tokens against forgery, nonces, signed notes, ports.
TOKENS = re.compile(r'nonce="[^"]*"|(?<=value=")[\w:.-]{40,}(?=")|127\.0\.0\.1:\d+')
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)


@dataclass(frozen=True)
class Violation:
    """Printed as page, rule, place."""

    page: str
    rule: str
    place: str

    def __str__(self) -> str:
        return f"{self.page}: {self.rule} at {self.place}"


class Axe:
    """``examine(page)`` in pages with scripts; ``examine_copy(html)`` for pages of a browser that runs none."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._faultless: set[tuple[str, str]] = set()

    def examine(self, page: Page) -> list[Violation]:
        """Violations on the page; the very same document in the same window is not measured twice."""
        key = (str(page.viewport_size), TOKENS.sub("", page.content()))
        if key in self._faultless:
            return []
        found = self._measure(page)
        if not found:
            self._faultless.add(key)
        return found

    def _measure(self, page: Page) -> list[Violation]:
        page.evaluate(self.source)
        # axe measures colours: a page that still fades from one to the other would be measured in between.
        page.evaluate("document.getAnimations().forEach((one) => one.finish())")
        found = page.evaluate(RUN, TAGS)
        return [Violation(page.url, one["rule"], node) for one in found for node in one["nodes"]]

    def examine_copy(self, page: Page, context: BrowserContext) -> list[Violation]:
        """The same document without its scripts, laid out again in ``context``, where axe can run."""
        html = SCRIPTS.sub("", page.content())
        copy = context.new_page()
        size = page.viewport_size
        if size:
            copy.set_viewport_size(size)

        def answer(route: Route) -> None:
            if route.request.is_navigation_request():
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            else:
                route.continue_()

        copy.route("**/*", answer)
        try:
            copy.goto(page.url)
            return self.examine(copy)
        finally:
            copy.close()


def tell(violations: list[Violation]) -> str:
    """One line a violation, each rule and place once with every page on which it stands."""
    pages: dict[tuple[str, str], list[str]] = {}
    for one in violations:
        pages.setdefault((one.rule, one.place), []).append(one.page)
    lines = [f"{rule} at {place}\n    on {', '.join(dict.fromkeys(where))}" for (rule, place), where in pages.items()]
    return "\n".join(lines)
