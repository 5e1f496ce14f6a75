"""Every page that needs no sign-in, in English and in Arabic, on a desk, on a phone and 320 pixels wide."""

from collections.abc import Callable

import pytest

from tests.e2e.visitor import DESKTOP, NARROW, PHONE, Visitor

PAGES = [
    "", "requests", "requests/REQ-XLV-2026-3", "recommendations", "recommendations?q=school",
    "recommendations?q=%22unclosed+%28%2A", "states", "states/XLV",
    "states/XNR", "states/SVN", "about", "accessibility", "privacy", "data", "account/login/",
    "account/password/reset/",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=lambda size: f"{size[0]}px")
def test_public_pages_are_accessible_and_never_wider_than_the_window(
    visit: Callable[..., Visitor], language: str, size: tuple[int, int]
) -> None:
    reader = visit(language=language, size=size)
    for page in PAGES:
        reader.open(page)
        assert reader.page.locator("h1").count() == 1, reader.page.url


def test_public_pages_are_as_readable_in_the_dark(visit: Callable[..., Visitor]) -> None:
    reader = visit(dark=True)
    for page in PAGES:
        reader.open(page)
    assert reader.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
