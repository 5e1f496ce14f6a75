"""Against machines that fill in forms, without third parties and without keeping who somebody is.

A field that people do not see, a form that cannot be sent within seconds of being opened, and a limit a network. The
network's address is put through a keyed hash whose key lives in this process alone and is thrown away each hour; hash
and count live in this process's memory, never in a file, a table or a log.
"""

import hmac
import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import get_random_string

SALT = "comity.tell"
QUICKEST = 4  # seconds; nobody reads the page and writes in less
OPEN_FOR = 48 * 3600  # a form saved for a time with a line
HOUR = 3600
MEMORY = "memory"


@dataclass
class _Key:
    hour: int = -1
    value: bytes = b""


_key = _Key()


def _key_of_this_hour() -> bytes:
    hour = int(time.time() // HOUR)
    if _key.hour != hour:
        _key.hour, _key.value = hour, secrets.token_bytes(32)
    return _key.value


def within_limit(request: HttpRequest, what: str, most: int) -> bool:
    """Count one attempt from this network in this hour; False once there were more than ``most``."""
    digest = hmac.digest(_key_of_this_hour(), f"{what} {_network(request)}".encode(), "sha256").hex()
    cache = caches[MEMORY]
    cache.add(digest, 0, HOUR)
    return bool(cache.incr(digest) <= most)


def _network(request: HttpRequest) -> str:
    """The sender's network as the proxy before us names it, where there is one; used and forgotten."""
    if settings.SESSION_COOKIE_SECURE:
        return str(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2].strip() or "unknown"
    return str(request.META.get("REMOTE_ADDR", ""))


def new_stamp() -> str:
    """Signed proof of when a form was opened, with a number of its own."""
    return signing.dumps(get_random_string(22), salt=SALT)


def form_number(stamp: str) -> str | None:
    """The number in the stamp; None where it is forged or older than a form may be."""
    try:
        number = signing.loads(stamp, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return str(number)


def too_quick(stamp: str) -> bool:
    """Whether the form was sent sooner than a person could have written."""
    try:
        signing.loads(stamp, salt=SALT, max_age=QUICKEST)
    except signing.SignatureExpired:
        return False
    except signing.BadSignature:
        return True
    return True
