"""Every kind of page that a role can reach from its desk, in English on a desk's screen and in Arabic on a phone."""

import re
from collections.abc import Callable
from urllib.parse import urlparse

import pytest

from tests.e2e.people import PASSWORD, InArabic, Who
from tests.e2e.visitor import DESKTOP, PHONE, Visitor

# Sign-out ends the walk; exports, feeds and files are no pages.
NO_PAGE = re.compile(r"/account/logout|/export|/feed|/files/\d+|\.(csv|xlsx|json)$|[?&]format=")
VARIABLE = re.compile(r"REQ-[A-Z]{3}-\d{4}-\d+|(?<=states/)[A-Z]{3}|(?<=organisations/)(?!new)[a-z0-9-]+|\d+")
LINKS = 'Array.from(document.querySelectorAll("header a[href], main a[href]"), (one) => one.href)'
FIRST_ACTORS = ("PREPARER", "FOCAL_POINT", "COORDINATOR", "CLEARER")
OTHER_ACTORS = ("OFFICER", "NHRI", "NGO", "EDITOR", "ADMINISTRATOR")


def kind_of(url: str) -> str:
    """The address with its codes and numbers left out: pages of one kind look alike."""
    return VARIABLE.sub("*", urlparse(url).path)


def crawl(visitor: Visitor) -> set[str]:
    """Visit one page of every kind that links lead to; every visit is examined. Gives the kinds."""
    start = f"{visitor.url}/{visitor.language}/"
    waiting, seen = [f"{start}desk"], {"", kind_of(f"{start}desk")}
    while waiting:
        visitor.open(waiting.pop(0))
        for link in visitor.page.evaluate(LINKS):
            address = link.partition("#")[0]
            kind = kind_of(address)
            if address.startswith(start) and kind not in seen and not NO_PAGE.search(address):
                seen.add(kind)
                waiting.append(address)
    return seen


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("actor", [*FIRST_ACTORS, *OTHER_ACTORS])
def test_pages_of_a_role_are_accessible_and_whole(visit: Callable[..., Visitor], language: str, actor: str) -> None:
    who = InArabic if language == "ar" else Who
    visitor = visit(language=language, size=PHONE if language == "ar" else DESKTOP)
    visitor.sign_in(getattr(who, actor), PASSWORD)
    kinds = crawl(visitor)
    assert len(kinds) > (5 if actor in OTHER_ACTORS else 10), kinds
