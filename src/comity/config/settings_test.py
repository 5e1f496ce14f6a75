"""Settings for tests: the product's own, with quick hashing and a throw-away data folder."""

import os
import tempfile

folder = tempfile.TemporaryDirectory(prefix="comity-test-", ignore_cleanup_errors=True)  # gone with the process
os.environ["COMITY_HOME"] = folder.name
os.environ["COMITY_DATABASE_URL"] = os.environ.get("COMITY_TEST_DATABASE_URL", "")

from comity.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}, "memory": MEMORY}  # noqa: F405
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - the static files' middleware warns about a folder that is not there
