"""Files of the State, such as the note verbale. What a file is, its content says; its name is not believed."""

import hashlib
import uuid
import zipfile
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from comity.assistance.domain.editing import editing_request
from comity.assistance.models import Attachment, SupportRequest
from comity.kernel.errors import NotPossible
from comity.kernel.roles import Person

MOST_FILES = 10
SIGNATURES = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kind_of(file: Any) -> str:
    """pdf, docx, odt, png, jpg or xlsx by content; "" for anything else, macros included. Rewinds the file."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    for kind, signature in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    found = _office_kind(file) if head.startswith(b"PK\x03\x04") else ""
    file.seek(0)
    return found


def _office_kind(file: Any) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size == len(OPEN_DOCUMENT):
                return "odt" if archive.read("mimetype") == OPEN_DOCUMENT else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return ""
    return next((kind for kind, part in OFFICE.items() if part in names and "[Content_Types].xml" in names), "")


def largest() -> int:
    """The largest file that is taken, in bytes."""
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def attach_file(
    request: SupportRequest, *, title: str, file: Any, by: Person, expected: int | None = None
) -> Attachment:
    """Keep a file with a draft request, under a name of our own, so that no name of a person travels with it."""
    kind = kind_of(file)
    if not kind:
        raise NotPossible(
            _("Attach a PDF, Word (.docx), OpenDocument text, Excel (.xlsx), PNG or JPEG file, without macros.")
        )
    if file.size > largest():
        raise NotPossible(_("The file is larger than %(most)s MB.") % {"most": largest() // 1024**2})
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    attachment = Attachment(title=title.strip(), size=file.size, sha256=digest)
    try:
        with editing_request(request, by=by, expected=expected) as fresh:
            _keep(fresh, attachment, file, kind)
    except Exception:
        attachment.file.delete(save=False)  # the row is rolled back, so its bytes go too
        raise
    return attachment


def _keep(request: SupportRequest, attachment: Attachment, file: Any, kind: str) -> None:
    if request.attachments.count() >= MOST_FILES:
        raise NotPossible(_("A request has at most ten files."))
    attachment.request = request
    attachment.file.save(f"{uuid.uuid4().hex}.{kind}", File(file), save=False)
    attachment.save()


def remove_file(
    request: SupportRequest, *, attachment: Attachment, by: Person, expected: int | None = None
) -> SupportRequest:
    """Take a file back; its bytes go too, as soon as the act is committed."""
    with editing_request(request, by=by, expected=expected) as fresh:
        if attachment.request_id != fresh.pk:
            raise NotPossible(_("This belongs to another request."))
        storage, name = attachment.file.storage, attachment.file.name
        attachment.delete()
        transaction.on_commit(lambda: storage.delete(name or ""))
    return fresh
