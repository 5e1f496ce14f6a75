"""Files on their way into the register: kept apart until a person has read the report of the dry run.

One folder an upload, in the installation's own files: the file in ``content``, its standing in ``standing.json``, so
that web and worker processes read the same. Nothing is public here, and each upload is its uploader's alone.
"""

import json
import os
import secrets
import shutil
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

KEPT_FOR = 7 * 24 * 3600  # seconds
WAITING, CHECKED, IMPORTING, IMPORTED, FAILED = "checking", "checked", "importing", "imported", "failed"


@dataclass
class Upload:
    """``standing``: checking → checked → importing → imported, or failed. ``report``: as ``comity import`` answers."""

    token: str
    user: int
    name: str
    kind: str
    options: dict[str, Any] = field(default_factory=dict)
    standing: str = WAITING
    report: dict[str, Any] = field(default_factory=dict)
    sentence: str = ""

    @property
    def folder(self) -> Path:
        return root() / self.token

    @property
    def path(self) -> Path:
        """The file under its own name, which the report repeats; in a folder where no name can be in the way."""
        return self.folder / "content" / self.name

    @property
    def rows_read(self) -> int:
        """Rows that the running task has read so far."""
        try:
            return int((self.folder / "rows").read_text() or 0)
        except (FileNotFoundError, ValueError):
            return 0

    def tell(self, rows: int) -> None:
        (self.folder / "rows").write_text(str(rows))

    def keep(self) -> None:
        """Write the standing in one piece, so that a page never reads half of it."""
        part = self.folder / "standing.part"
        part.write_text(json.dumps(asdict(self), ensure_ascii=False))
        part.replace(self.folder / "standing.json")

    def claim(self, work: str) -> bool:
        """Whether this process may do ``work`` (check or import) now; of several that ask, one gets it (rule R20)."""
        try:
            os.close(os.open(self.folder / f"{work}.claimed", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True


def root() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def receive(file: UploadedFile, *, user: int, kind: str, options: dict[str, Any]) -> Upload:
    """Store an uploaded file; uploads older than a week are cleared away on the occasion."""
    _clear_old()
    name = Path(str(file.name)).name or "file"
    upload = Upload(secrets.token_urlsafe(18), user, name, kind, options)
    upload.path.parent.mkdir(mode=0o700, parents=True)
    with upload.path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    upload.keep()
    return upload


def find(token: str, *, user: int) -> Upload | None:
    """The upload, if it is this person's own."""
    if not token.replace("-", "").replace("_", "").isalnum():
        return None
    try:
        upload = Upload(**json.loads((root() / token / "standing.json").read_text()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    return upload if upload.user == user else None


def _clear_old() -> None:
    for folder in root().iterdir():
        if folder.is_dir() and folder.stat().st_mtime < time.time() - KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)
