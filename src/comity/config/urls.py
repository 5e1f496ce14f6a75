"""Addresses. The language is the first part of every page's address, so that a link is a promise."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from comity.web.health import healthz, readyz
from comity.web.public.views import choose_language

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("language", choose_language, name="choose-language"),
]
urlpatterns += i18n_patterns(
    path("account/", include("allauth.account.urls")),
    path("", include("comity.web.urls")),
    prefix_default_language=True,
)
