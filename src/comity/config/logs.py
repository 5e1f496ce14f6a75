"""Log lines: who did what is the audit's business; logs carry events, never names, addresses or texts."""

from typing import Any

import structlog

PERSONAL = ("email", "name", "text", "password", "token", "ip", "cookie")


def without_personal_data(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Replace the values of keys that may hold personal data or the content of a record."""
    return {key: "[withheld]" if any(word in key for word in PERSONAL) else kept for key, kept in event.items()}


def logging_config(*, json: bool, debug: bool) -> dict[str, Any]:
    """Python's logging configuration, with structlog as the formatter of every handler."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_log_level,
        without_personal_data,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    # Plain tracebacks: the pretty ones print local variables, and with them names and texts of records.
    console = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    renderers = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()] if json else [console]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "INFO" if debug else "WARNING"},
    }
