"""Lists as they were imported, kept so that the assessment can be written into the very file that came.

One file by its SHA-256 in the installation's own folder; never served, so that it is nobody's but the exporter's.
"""

import shutil
from pathlib import Path

from django.conf import settings

from comity.commitments.models import ImportRun, Recommendation

KEPT = {"matrix": ".docx"}  # kinds of which the file itself is wanted again


def keep_original(path: Path, kind: str, sha256: str) -> None:
    """Keep a copy of an imported file, if its kind is wanted again. The same file is kept once."""
    if kind not in KEPT:
        return
    target = _folder() / f"{sha256}{KEPT[kind]}"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = target.with_suffix(".part")
        shutil.copyfile(path, part)
        part.replace(target)


def original_matrix(state: str, session: int) -> Path | None:
    """The latest list from which the State's recommendations of this session came, None where none was kept."""
    rows = Recommendation.objects.filter(state=state, session=session, source="matrix")
    runs = ImportRun.objects.filter(pk__in=rows.values("imported_by")).order_by("-pk")
    paths = (_folder() / f"{sha256}.docx" for sha256 in runs.values_list("sha256", flat=True))
    return next((path for path in paths if path.is_file()), None)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "originals"
