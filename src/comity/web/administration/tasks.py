"""Large files are checked and imported by the worker. Thin: fetch, call, note the answer."""

from typing import Any

from django.utils.translation import gettext as _
from django_tasks import task

from comity.commitments.domain.imports import read_and_import
from comity.commitments.domain.understanding import AfterImport
from comity.commitments.readers.draft import UnreadableFileError
from comity.kernel.errors import ActError
from comity.people.models import User
from comity.web.administration.uploads import CHECKED, FAILED, IMPORTED, Upload, find


def run(upload: Upload, *, by: User, dry_run: bool) -> Upload:
    """Read the file, write nothing or everything, and keep the report or the sentence that says why not."""
    try:
        report: Any = read_and_import(
            upload.path, upload.kind, by=by, dry_run=dry_run, progress=upload.tell, then=AfterImport(), **upload.options
        )
    except (UnreadableFileError, ActError) as error:
        upload.standing, upload.sentence = FAILED, str(error)
    except Exception:
        upload.standing, upload.sentence = FAILED, _("Something went wrong on our side. Nothing was written.")
        upload.keep()
        raise
    else:
        upload.report = report.as_json()
        upload.standing = CHECKED if dry_run else IMPORTED
    upload.keep()
    return upload


@task()
def run_later(token: str, user: int, *, dry_run: bool) -> str:
    """As ``run``, by the worker; an upload that is gone is nothing to do."""
    upload = find(token, user=user)
    by = User.objects.filter(pk=user, is_active=True).first()
    if upload is None or by is None:
        return "gone"
    return run(upload, by=by, dry_run=dry_run).standing
