"""Files of a request, for its own State and, as far as submitted, the coordinator. Nobody else knows of them."""

import re

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from comity.assistance.domain.attachments import TYPES
from comity.assistance.models import Attachment
from comity.web.assistance.access import private_reading
from comity.web.assistance.kept import signed_in

UNSAFE = re.compile(r"[^\w\- ]+")


@require_safe
@signed_in
def serve(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """Always a download, of the type that the content showed, never stored by anything on its way."""
    found = private_reading(request, pk)
    known = {one["id"] for one in found.content["attachments"]} if found.scope in ("own", "coordinator") else set()
    attachment = Attachment.objects.filter(request=pk, pk=file).first() if file in known else None
    if attachment is None:
        raise Http404
    ending = attachment.file.name.rsplit(".", 1)[-1]
    name = f"{UNSAFE.sub(' ', attachment.title).strip() or 'file'}.{ending}"
    response = FileResponse(attachment.file.open("rb"), as_attachment=True, filename=name, content_type=TYPES[ending])
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
