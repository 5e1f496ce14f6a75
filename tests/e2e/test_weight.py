"""What a slow line has to carry: every byte of a page as it comes over the wire, style, script and picture included."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.installation import Installation

FIRST, NEXT = 60_000, 20_000  # bytes, compressed, headers included
PAGES = [
    "", "recommendations", "states", "states/XLV", "requests", "about", "accessibility", "privacy", "data",
    "account/login/",
]  # fmt: skip


class Scale:
    """Weighs what one browser context loads; ``weigh(url)`` gives bytes over the wire."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.bytes = 0
        wire = self.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._finished)

    def _finished(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def weigh(self, url: str) -> int:
        self.bytes = 0
        answer = self.page.goto(url, wait_until="networkidle")
        assert answer is not None, f"{url} did not answer"
        assert answer.ok, f"{url} answered {answer.status}"
        return self.bytes


@pytest.mark.parametrize("language", ["en", "ar"])
def test_first_page_weighs_at_most_60_kb_and_the_next_20(browser: Browser, served: Installation, language: str) -> None:
    heavy = []
    for page in PAGES:
        address = f"{served.url}/{language}/{page}"
        first = Scale(browser)
        if (weight := first.weigh(address)) > FIRST:
            heavy.append(f"{page or 'home'}: {weight} bytes at first, more than {FIRST}")
        first.context.close()
        following = Scale(browser)
        following.weigh(f"{served.url}/{language}/{'about' if page != 'about' else ''}")
        if (weight := following.weigh(address)) > NEXT:
            heavy.append(f"{page or 'home'}: {weight} bytes as a next page, more than {NEXT}")
        following.context.close()
        assert weight > 500, f"{page or 'home'} weighed nothing: the scale is broken"
    assert not heavy, "\n".join(heavy)
