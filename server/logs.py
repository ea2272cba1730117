"""Structured logs: one JSON object a line on stderr, readable text on a terminal."""

import logging
import sys
from typing import Any

import structlog

from kernel.settings import Settings

# Never in a log, whatever key somebody logs it under.
HIDDEN = frozenset({"password", "token", "secret", "cookie", "authorization", "totp", "phone"})


def configure(settings: Settings) -> None:
    """Set up logging once for this process."""
    del settings
    readable = sys.stderr.isatty()
    renderer: Any = (
        structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _hide,
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _hide(_logger: Any, _name: str, event: Any) -> Any:
    for key in HIDDEN & event.keys():
        event[key] = "***"
    return event
