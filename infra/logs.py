"""Logs: a JSON object a line, in UTC; never a payload, a token or a code."""

import logging
import sys
from pathlib import Path

import structlog


def set_up_logs(file: Path | None) -> None:
    """Into `file`, or to standard error where a supervisor collects it."""
    stream = file.open("a", encoding="utf-8") if file else sys.stderr
    logging.basicConfig(level=logging.WARNING, stream=stream, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream),
    )
