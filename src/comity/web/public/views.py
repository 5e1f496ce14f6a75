"""Pages that explain the product, and the choice of a language."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_bidi, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from comity.assistance.queries import RequestRegister
from comity.kernel.deadlines import limits
from comity.reference.models import DataRelease
from comity.web.public.cycle import ring, steps
from comity.web.public.figures import LATEST, figures, last_import, sources

YEAR = timedelta(days=365)


@csrf_exempt  # a choice of language harms nobody; without a token public pages need no cookie
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language in a cookie and show the same page in it; other sites as target are refused."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, None) and target.startswith("/")
    with override(language):
        home_there = reverse("home")
    response = HttpResponseRedirect(translate_url(target, language) if safe else home_there)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    stations = steps()
    public = RequestRegister({}, AnonymousUser(), get_language() or "en")
    context = {
        "figures": figures(AnonymousUser(), public.total),
        "as_of": last_import(),
        "latest": public.page(1, LATEST),
        "steps": stations,
        "ring": ring(len(stations), rtl=get_language_bidi()),
    }
    return render(request, "public/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html", {"limits": limits().values()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """How to take data away, what the columns mean, and which files the data came from."""
    context = {"sources": sources(), "releases": DataRelease.objects.all()}
    return render(request, "public/data.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """For crawlers: pages may be read; searches, of which there is no end, and the work space need not be."""
    del request
    lines = ["User-agent: *"]
    for code, _name in settings.LANGUAGES:
        lines += [f"Disallow: /{code}/recommendations?", f"Disallow: /{code}/account/", f"Disallow: /{code}/desk"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116). The address is the installation's own; the text is valid for a year."""
    del request
    until = (timezone.now() + YEAR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{_address(settings.DEFAULT_FROM_EMAIL)}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: " + ", ".join(code for code, _name in settings.LANGUAGES),
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _address(sender: str) -> str:
    return sender.rpartition("<")[2].rstrip("> ") or sender
