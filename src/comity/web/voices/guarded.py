"""What the pages for people without account have alike: nothing is stored on the way, and a quick way out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """No copy in browser or proxy, no address handed on by links, nothing typed in an error report."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(sensitive_post_parameters()(sensitive_variables()(wrapped)))


def ways() -> dict[str, str]:
    """The way out, and what the installation says of the High Commissioner's channel; empty where it says nothing."""
    return {"exit_url": settings.COMITY_EXIT_URL, "channel": settings.COMITY_REPRISALS_CHANNEL.strip()}
