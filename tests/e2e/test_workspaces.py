"""Every kind of page that a role can reach from its desk, in English on a desk's screen and in Arabic on a phone."""

import re
from collections.abc import Callable
from urllib.parse import urlparse

import pytest

from comity.web.assistance.steps import STEPS
from tests.e2e.people import PASSWORD, InArabic, Who
from tests.e2e.visitor import DESKTOP, NARROW, PHONE, Visitor

# Sign-out ends the walk; exports, feeds and files are no pages.
NO_PAGE = re.compile(r"/account/logout|/export|/feed|/files/\d+|\.(csv|xlsx|json)$|[?&]format=")
VARIABLE = re.compile(r"REQ-[A-Z]{3}-\d{4}-\d+|(?<=states/)[A-Za-z]{3}|(?<=organisations/)(?!new)[a-z0-9-]+|\d+")
LINKS = 'Array.from(document.querySelectorAll("header a[href], main a[href]"), (one) => one.href)'
EVERYWHERE, WORKSPACE = re.compile(""), re.compile(r"/desk|/organisations/|/requests/\*")
FIRST_ACTORS = ("PREPARER", "FOCAL_POINT", "COORDINATOR", "CLEARER")
OTHER_ACTORS = ("OFFICER", "NHRI", "NGO", "EDITOR", "ADMINISTRATOR")
ALL = [("en", actor) for actor in (*FIRST_ACTORS, *OTHER_ACTORS)] + [("ar", actor) for actor in FIRST_ACTORS]


def kind_of(url: str) -> str:
    """The address with its codes and numbers left out: pages of one kind look alike."""
    return VARIABLE.sub("*", urlparse(url).path)


def crawl(visitor: Visitor, inside: re.Pattern[str]) -> set[str]:
    """Visit one page of every kind ``inside`` that links lead to; every visit is examined. Gives the kinds."""
    start = f"{visitor.url}/{visitor.language}/"
    waiting, seen = [f"{start}desk"], {"", kind_of(f"{start}desk")}
    while waiting:
        visitor.open(waiting.pop(0))
        for link in visitor.page.evaluate(LINKS):
            address = link.partition("#")[0]
            kind = kind_of(address)
            if address.startswith(start) and inside.search(kind) and kind not in seen and not NO_PAGE.search(address):
                seen.add(kind)
                waiting.append(address)
    return seen


@pytest.mark.parametrize(("language", "actor"), ALL)
def test_pages_of_a_role_are_accessible_and_whole(visit: Callable[..., Visitor], language: str, actor: str) -> None:
    who = InArabic if language == "ar" else Who
    visitor = visit(language=language, size=PHONE if language == "ar" else DESKTOP)
    visitor.sign_in(getattr(who, actor), PASSWORD)
    kinds = crawl(visitor, EVERYWHERE if actor == "PREPARER" else WORKSPACE)
    assert len(kinds) > (3 if actor in OTHER_ACTORS else 10), kinds


@pytest.mark.parametrize("language", ["en", "ar"])
def test_request_form_fits_a_window_of_320_pixels(visit: Callable[..., Visitor], language: str) -> None:
    visitor = visit(language=language, size=NARROW)
    visitor.sign_in(Who.PREPARER, PASSWORD)
    kinds = crawl(visitor, re.compile(r"/desk/requests/"))
    assert {f"/{language}/desk/requests/*/form/{step}" for step in STEPS} <= kinds
