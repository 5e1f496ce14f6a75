"""From an address to what the reader may read of the record; everything else does not exist for that reader."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from comity.assistance.models import SupportRequest
from comity.assistance.reading import Reading, reading
from comity.assistance.rules import acts_for
from comity.kernel.roles import STATE_ROLES
from comity.web.assistance.kept import signed_in


def any_reading(request: HttpRequest, pk: int) -> Reading:
    """The reading of a request, be it only what the public reads; 404 where there is none."""
    rows = SupportRequest.objects.visible_to(request.user).select_related("state", "authority", "follows")
    row = rows.filter(pk=pk).first()
    found = reading(row, request.user) if row else None
    if found is None:
        raise Http404
    return found


def private_reading(request: HttpRequest, pk: int) -> Reading:
    """The reading of a request on the reader's desk; 404 where only the public, or nobody, reads it."""
    found = any_reading(request, pk)
    if not found.is_private:
        raise Http404
    return found


def writing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages of the form: the view gets the request's record, which its State's people may change at present."""

    @signed_in
    @wraps(view)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        record = private_reading(request, pk).request
        if not acts_for(record, request.user, STATE_ROLES):
            raise Http404
        if not record.is_editable:
            messages.error(
                request, _("The request can be changed only while it is a draft or was returned for completion.")
            )
            return redirect("desk-request", pk=pk)
        return view(request, record, **kwargs)

    return wrapped
