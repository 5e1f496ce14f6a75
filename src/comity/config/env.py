"""Every setting that an installation may change, in one table.

Each is read from the environment, or from the file named by ``NAME_FILE`` (container secrets).
``docs/reference/settings.md`` is generated from this table and a test compares them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environs import FileAwareEnv

env = FileAwareEnv()


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, kind (str, bool, int, list), default and meaning."""

    name: str
    kind: str
    default: Any
    meaning: str


TABLE = (
    Setting("COMITY_HOME", "str", "./var", "Folder for the database, files, logs and the generated secret key."),
    Setting("COMITY_DATABASE_URL", "str", "", "postgres://user:password@host/name; empty: SQLite in COMITY_HOME."),
    Setting("COMITY_SECRET_KEY", "str", "", "Signs sessions; empty: made once and kept in COMITY_HOME."),
    Setting("COMITY_DEBUG", "bool", False, "Error pages with code. Never on a server that others reach."),
    Setting("COMITY_DEMO", "bool", False, "Shows the demonstration's sign-ins on the sign-in page."),
    Setting("COMITY_HOSTS", "list", ["localhost", "127.0.0.1", "[::1]"], "Host names this server answers to."),
    Setting("COMITY_SITE_URL", "str", "http://localhost:8000", "Address used in e-mails and exports."),
    Setting("COMITY_SECURE", "bool", False, "Behind HTTPS: secure cookies, strict transport security."),
    Setting(
        "COMITY_EMAIL_URL", "str", "", "smtp://user:password@host:port; empty: mails are written to COMITY_HOME/mail."
    ),
    Setting("COMITY_EMAIL_FROM", "str", "Comity <comity@localhost>", "Sender of every e-mail."),
    Setting("COMITY_LANGUAGE", "str", "en", "Language for readers who state none: ar, en, es, fr, ru or zh."),
    Setting("COMITY_TIME_ZONE", "str", "UTC", "Time zone in which dates and deadlines are counted."),
    Setting("COMITY_LOG_JSON", "bool", False, "Log lines as JSON, for collectors."),
    Setting("COMITY_MAX_UPLOAD_MB", "int", 25, "Largest file that a form takes, in megabytes."),
    Setting(
        "COMITY_REPRISALS_CHANNEL",
        "str",
        "",
        "How to reach the channel for reprisals of the Office of the High Commissioner: an address or a sentence.",
    ),
    Setting(
        "COMITY_EXIT_URL",
        "str",
        "https://www.wikipedia.org/",
        "Where “Leave this page now” leads from the pages for people without account.",
    ),
    Setting(
        "COMITY_LIMITS",
        "str",
        "",
        "Changed time limits, as name=days, comma-separated; see docs/reference/deadlines.md.",
    ),
)


def value(name: str) -> Any:
    """The setting's value; raises KeyError for a name that is not in the table."""
    setting = {s.name: s for s in TABLE}[name]
    reader = {"str": env.str, "bool": env.bool, "int": env.int, "list": env.list}[setting.kind]
    return reader(name, setting.default)


def home() -> Path:
    """The data folder, created on first use."""
    folder = Path(value("COMITY_HOME")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
