"""What somebody typed into a form survives the end of the session: it is shown again after signing in.

The text is kept in the new, anonymous session of the same browser, together with a signed note of who wrote it; only
that person gets it back. Nothing is saved to the record before that person says so.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

SALT = "comity.typed"
WRITER = "writer"  # hidden field of every form
SLOT = "typed"  # key in the session
LONGEST = 200_000  # characters of one form
SIGNED_FOR = timedelta(hours=48)
KEPT_FOR = timedelta(hours=2)

View = Callable[..., HttpResponse]


def writer_of(user: Any) -> str:
    """The signed note of who writes, for the hidden field."""
    return signing.dumps(user.pk, salt=SALT)


def signed_in(view: View) -> View:
    """Send visitors to the sign-in page and back; what they posted is kept until then."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _keep(request)
        return redirect_to_login(request.get_full_path(), reverse("account_login"))

    return wrapped


def _keep(request: HttpRequest) -> None:
    try:
        writer = signing.loads(request.POST.get(WRITER, ""), salt=SALT, max_age=SIGNED_FOR)
    except signing.BadSignature:
        return
    text = request.POST.urlencode()
    if len(text) <= LONGEST:
        request.session[SLOT] = {
            "path": request.path, "writer": writer, "text": text, "at": timezone.now().timestamp(),
        }  # fmt: skip


def take(request: HttpRequest) -> QueryDict | None:
    """What this person typed into the form at this address before the session ended; handed out once."""
    kept = request.session.get(SLOT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[SLOT]
    fresh = timezone.now().timestamp() - kept["at"] <= KEPT_FOR.total_seconds()
    return QueryDict(kept["text"]) if fresh and kept["writer"] == request.user.pk else None
