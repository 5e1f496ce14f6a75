"""What may be wrong with an installation's settings, each with a stable id and a hint that says what to do.

E stops the product from doing its work; W lets it run, but not on a server that others reach (``--deploy``).
"""

import stat
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's own name
from django.core.exceptions import ImproperlyConfigured

from comity.config import env
from comity.kernel import deadlines

OTHERS = stat.S_IRWXG | stat.S_IRWXO
MAIL_SCHEMES = ("", "smtp", "smtp+tls")


@register()
def limits_make_sense(**_kwargs: Any) -> list[CheckMessage]:
    try:
        deadlines.limits()
    except ImproperlyConfigured as error:
        return [Error(str(error), hint="Names and defaults: docs/reference/deadlines.md.", id="comity.E001")]
    return []


@register()
def language_is_known(**_kwargs: Any) -> list[CheckMessage]:
    known = [code for code, _name in settings.LANGUAGES]
    if settings.LANGUAGE_CODE in known:
        return []
    sentence = f"COMITY_LANGUAGE is “{settings.LANGUAGE_CODE}”, which is none of the six languages."
    return [Error(sentence, hint=f"Choose one of: {', '.join(known)}.", id="comity.E002")]


@register()
def mail_address_is_known(**_kwargs: Any) -> list[CheckMessage]:
    scheme = urlparse(env.value("COMITY_EMAIL_URL")).scheme
    if scheme in MAIL_SCHEMES:
        return []
    hint = "Write smtp://user:password@host:port, or smtp+tls:// for STARTTLS."
    return [Error(f"COMITY_EMAIL_URL starts with {scheme}://, which is not known.", hint=hint, id="comity.E003")]


@register()
def folder_is_writable(**_kwargs: Any) -> list[CheckMessage]:
    probe = settings.HOME / ".probe"
    try:
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        hint = "Give the account that runs Comity the right to write there, or set COMITY_HOME to another folder."
        return [
            Error(f"COMITY_HOME ({settings.HOME}) cannot be written to: {error.strerror}.", hint=hint, id="comity.E004")
        ]
    return []


@register()
def secret_key_is_private(**_kwargs: Any) -> list[CheckMessage]:
    kept = Path(settings.HOME) / "secret-key"
    if env.value("COMITY_SECRET_KEY") or not kept.exists() or not kept.stat().st_mode & OTHERS:
        return []
    hint = f"Run: chmod 600 {kept}"
    return [Error("Other accounts on this machine can read the secret key.", hint=hint, id="comity.E005")]


@register(Tags.security, deploy=True)
def no_debug(**_kwargs: Any) -> list[CheckMessage]:
    if not settings.DEBUG:
        return []
    hint = "Unset COMITY_DEBUG: error pages with code show others the inside of the installation."
    return [Warning("COMITY_DEBUG is on.", hint=hint, id="comity.W001")]


@register(Tags.security, deploy=True)
def no_demonstration(**_kwargs: Any) -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    hint = "Unset COMITY_DEMO: the sign-in page shows everybody's password."
    return [Warning("COMITY_DEMO is on.", hint=hint, id="comity.W002")]


@register(Tags.security, deploy=True)
def address_is_real(**_kwargs: Any) -> list[CheckMessage]:
    host = urlparse(settings.SITE_URL).hostname or ""
    if host in settings.ALLOWED_HOSTS and host not in ("localhost", "127.0.0.1"):
        return []
    hint = "Set COMITY_SITE_URL to the address that people open, and COMITY_HOSTS to its host name."
    sentence = f"COMITY_SITE_URL is {settings.SITE_URL}: links in e-mails would not lead anybody here."
    return [Warning(sentence, hint=hint, id="comity.W003")]


@register(Tags.security, deploy=True)
def connection_is_secure(**_kwargs: Any) -> list[CheckMessage]:
    if settings.SESSION_COOKIE_SECURE:
        return []
    hint = "Serve through HTTPS and set COMITY_SECURE=true."
    return [Warning("Sign-in cookies would travel over plain HTTP.", hint=hint, id="comity.W004")]


@register(deploy=True)
def mail_leaves_the_house(**_kwargs: Any) -> list[CheckMessage]:
    if env.value("COMITY_EMAIL_URL"):
        return []
    hint = "Set COMITY_EMAIL_URL; until then mails are files in COMITY_HOME/mail."
    return [Warning("No mail server is set: invitations and notifications reach nobody.", hint=hint, id="comity.W005")]


@register(deploy=True)
def database_is_for_many(**_kwargs: Any) -> list[CheckMessage]:
    if str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql"):
        return []
    hint = "SQLite serves one machine well; for several hosts set COMITY_DATABASE_URL to PostgreSQL."
    return [Warning("The database is SQLite.", hint=hint, id="comity.W006")]
