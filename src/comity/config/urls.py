"""Addresses. The language is the first part of every page's address, so that a link is a promise."""

from allauth.account.urls import urlpatterns as sign_in
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from comity.web.health import healthz, readyz
from comity.web.public.views import choose_language

# An account belongs to the address that was invited: what would change it, or open one unasked, has no address here.
SIGN_IN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reauthenticate",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}

urlpatterns = [
    path("", include("comity.web.public.root_urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("language", choose_language, name="choose-language"),
]
urlpatterns += i18n_patterns(
    path("account/", include([page for page in sign_in if page.name in SIGN_IN])),
    path("", include("comity.web.urls")),
    prefix_default_language=True,
)
