"""Every place where something of a request could come out, and what of it did."""

import re
from io import BytesIO

from django.test import Client
from python_calamine import CalamineWorkbook

MARKER = "zebrafinch"
FOUND = re.compile(MARKER + r"(\w+)", re.IGNORECASE)
FORMATS = ("csv", "json", "xlsx")


def text_of(response) -> str:
    """Everything that the response says; workbooks cell by cell."""
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:2] == b"PK":
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        return "\n".join(str(cell) for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python()
                         for cell in row)  # fmt: skip
    return raw.decode()


def addresses(record, code: str) -> dict[str, str]:
    """Name and address of every surface; those that only the State opens are here too."""
    pages = {
        "register": "/en/requests",
        "search": f"/en/requests?q={MARKER}title",
        "search inside": f"/en/requests?q={MARKER}situation",
        "facet": "/en/requests?area=teachers-capacity&state=SVN",
        "feed": "/en/requests/feed",
        "first page": "/en/",
        "state": "/en/states/SVN",
        "desk": "/en/desk",
        "inbox": "/en/desk/inbox",
        "notes": "/en/desk/notes",
        "rank": "/en/desk/rank?state=SVN",
        "request": f"/en/requests/{code}",
        "request in Arabic": f"/ar/requests/{code}",
        "as public": f"/en/requests/{code}?as=public",
        "on the desk": f"/en/desk/requests/{record.pk}/",
        "form": f"/en/desk/requests/{record.pk}/form/situation",
        "check": f"/en/desk/requests/{record.pk}/check",
        "act": f"/en/desk/requests/{record.pk}/act/withdraw",
        "consent": f"/en/desk/requests/{record.pk}/consent/submission/end",
    }
    pages |= {f"export {kind}": f"/en/requests/export.{kind}" for kind in FORMATS}
    files = {
        f"file {pk}": f"/en/desk/requests/{record.pk}/files/{pk}"
        for pk in record.attachments.values_list("pk", flat=True)
    }
    return pages | files


def opened(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def said(client: Client, record, code: str) -> dict[str, str]:
    """What each surface says to whoever is signed in with ``client``; a redirect to the sign-in page says nothing."""
    return {name: text_of(client.get(address)) for name, address in addresses(record, code).items()}


def leaks(texts: dict[str, str]) -> dict[str, set[str]]:
    """The marked fields that came out, by surface; the search box repeats what was typed, which is no leak."""
    found = {}
    for name, text in texts.items():
        typed = text.replace(f'value="{MARKER}title"', "").replace(f'value="{MARKER}situation"', "")
        typed = re.sub(rf"q={MARKER}\w+", "", typed)
        if fields := set(FOUND.findall(typed)):
            found[name] = fields
    return found
