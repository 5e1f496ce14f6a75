"""Nobody outside the State gets anything of its follow-up but what a focal point published: not a text, not a count."""

import re
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from comity.commitments.domain.followup_evidence import Source
from comity.commitments.domain.followup_progress import report_progress
from comity.commitments.domain.followup_publication import publish_status, unpublish_status
from comity.commitments.models import StatusEntry
from comity.kernel.models import Notification
from tests import world
from tests.commitments.followup.told import assessed, planned
from tests.web.browser import Browser

MARKER = "zebrafinch"
FOUND = re.compile(MARKER + r"(\w+)", re.IGNORECASE)
OUTSIDE = (
    None, "other_focal_point", "other_preparer", "coordinator", "administrator", "officer", "clearer", "nhri", "ngo",
    "academic", "safeguarding", "secretary", "trustee", "editor", "mechanism", "facilitator", "steward",
)  # fmt: skip
SOME = (None, "other_focal_point", "coordinator", "administrator", "clearer", "ngo")
PUBLISHED = {"note", "title", "shows"}


@pytest.fixture
def marked(w):
    """Every field of the State's working material holds a word of its own."""
    source = Source(f"Law {MARKER}title", "https://gazette.example/1", date(2018, 5, 4), f"It {MARKER}shows")
    w.entry = assessed(w, w.one, note=f"Done {MARKER}note", evidence=[source])
    w.hidden = assessed(w, w.two, note=f"Done {MARKER}hidden", evidence=[source])
    w.action = planned(
        w, w.one, title=f"Plan {MARKER}plan", description=f"{MARKER}deed", lead=None, lead_name=f"{MARKER}lead",
        other_contributors=f"{MARKER}others", indicator=f"{MARKER}indicator", baseline=f"{MARKER}baseline",
        target=f"{MARKER}target",
    )  # fmt: skip
    report_progress(
        w.action, status="under-way", on=date(2026, 1, 1), done=f"{MARKER}done", value=f"{MARKER}value",
        obstacles=f"{MARKER}obstacles", by=w.preparer,
    )  # fmt: skip
    return w


def addresses(w):
    board = ("", "?status=B", "?action=with", f"?q={MARKER}", "?format=csv", "?format=xlsx", "?state=SVN")
    desk = ("hand-over", "hand-over?format=html", "hand-over?format=xlsx", "pictures", "actions",
            "actions?show=overdue", f"{w.one.pk}", f"{w.one.pk}?state=SVN", f"{w.one.pk}/status",
            f"status/{w.entry.pk}/correct",
            f"status/{w.entry.pk}/take-back", f"several?r={w.one.pk}", f"publish?r={w.one.pk}&state=SVN",
            "actions/new", f"actions/{w.action.pk}/", f"actions/{w.action.pk}/edit", f"actions/{w.action.pk}/smart",
            f"actions/{w.action.pk}/report", f"actions/{w.action.pk}/drop")  # fmt: skip
    public = (
        "", "recommendations", f"recommendations?q={MARKER}", f"recommendations/{w.one.pk}",
        f"recommendations/{w.two.pk}", "recommendations?format=csv", "recommendations?format=xlsx",
        "recommendations?format=json", "states", "states/svn", "requests", "requests/feed", f"requests?q={MARKER}",
        "requests/export.csv", "requests/export.json", "data", "desk", "desk/inbox", "desk/notes", "limits",
    )  # fmt: skip
    return [
        *(f"/en/desk/followup{path}" for path in board),
        *(f"/en/desk/followup/{path}" for path in desk),
        *(f"/{language}/{path}" for path in public for language in ("en", "ar")),
    ]


def text_of(response) -> str:
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:2] == b"PK":
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
        return "\n".join(str(cell) for rows in sheets for row in rows for cell in row)
    return raw.decode()


def leaks(w, who):
    """What came out of every surface; the pages repeat the word that was searched for, which is no leak."""
    page = Browser(world.fresh(who) if who else None)
    found = {}
    for address in addresses(w):
        text = re.sub(rf'{MARKER}(?=[&"” <])', "", text_of(page.client.get(address)))
        if fields := set(FOUND.findall(text)):
            found[address] = fields
    return found


@pytest.mark.parametrize("name", SOME)
def test_nothing_comes_out_anywhere_before_it_is_published(marked, name):
    assert leaks(marked, getattr(marked, name) if name else None) == {}


@pytest.mark.parametrize("name", SOME[::2])
def test_what_is_published_comes_out_on_public_pages_and_nothing_beside_it(marked, name):
    w = marked
    publish_status(w.entry, by=w.focal_point)
    found = leaks(w, getattr(w, name) if name else None)
    assert found[f"/en/recommendations/{w.one.pk}"] == PUBLISHED
    assert set().union(*found.values()) == PUBLISHED
    assert {address.split("/", 2)[2] for address in found} == {f"recommendations/{w.one.pk}"}
    unpublish_status(w.entry, by=w.focal_point)
    assert leaks(w, getattr(w, name) if name else None) == {}


def test_own_people_read_all_of_it(marked):
    everything = set().union(*leaks(marked, marked.preparer).values())
    assert everything == {*PUBLISHED, "hidden", "plan", "deed", "lead", "others", "indicator", "baseline", "target",
                          "done", "value", "obstacles"}  # fmt: skip


@pytest.mark.parametrize("name", [one for one in OUTSIDE if one])
def test_pages_of_the_desk_do_not_exist_for_others(marked, name):
    page = Browser(getattr(marked, name))
    for address in addresses(marked):
        if address.startswith("/en/desk/followup") and not own_state_asked(name, address):
            assert page.client.get(address).status_code == 404, address


def own_state_asked(name, address):
    """People of another State have a board of their own; it opens with their own State, whatever the address asks."""
    pages = ("?", "hand-over", "pictures", "actions/new", "/actions", "several")
    whole = address.removeprefix("/en/desk/followup")
    numbered = re.search(r"\d", whole.replace("show=", "")) is not None
    return name.startswith("other_") and not numbered and (not whole or any(part in whole for part in pages))


def test_visitors_are_asked_to_sign_in(marked):
    page = Browser()
    for address in addresses(marked):
        if address.startswith("/en/desk/followup"):
            assert page.client.get(address).url.startswith("/en/account/login/"), address


def test_public_pages_count_only_what_is_published(marked):
    page, w = Browser(), marked
    assert "own assessment" not in page.text("state", "svn")
    assert "own assessment" not in page.text("recommendation", w.one.pk)
    publish_status(w.entry, by=w.focal_point)
    text = page.text("state", "svn")
    assert page.get("state", "svn").context["published"]["total"] == 1
    assert "1 assessment that the State has published" in text
    for shown in (text, page.text("recommendation", w.one.pk)):
        assert "B – Partly satisfactory" in shown
        assert "rank 5 of 5" in shown
    assert "own assessment" not in page.text("recommendation", w.two.pk)


def test_public_page_says_who_speaks_and_names_no_person(marked):
    publish_status(marked.entry, by=marked.focal_point)
    text = Browser().text("recommendation", marked.one.pk)
    assert "Ministry, State preparer" in text
    assert "no mechanism of the United Nations has graded it" in text
    assert marked.preparer.email not in text
    assert marked.preparer.title not in text


def test_link_to_the_desk_is_for_the_states_own_people(marked):
    address = f"/en/desk/followup/{marked.one.pk}"
    assert address in Browser(marked.preparer).text("recommendation", marked.one.pk)
    for who in (None, marked.other_preparer, marked.coordinator):
        assert address not in Browser(who).text("recommendation", marked.one.pk)


def test_nobody_outside_is_notified(marked):
    told = set(Notification.objects.exclude(kind__startswith="request").values_list("recipient", flat=True))
    assert told <= {marked.preparer.pk, marked.focal_point.pk, marked.alternate.pk}
    assert StatusEntry.objects.count() == 2
