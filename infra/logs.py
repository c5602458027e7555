"""Logs: a JSON object a line, in UTC; never a payload, a token or a code."""

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

import structlog


class AsJson(logging.Formatter):
    """The lines of libraries and of the gateway, in the same form as ours."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat()
        line = {"event": record.getMessage(), "logger": record.name, "level": record.levelname.lower(), "timestamp": at}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_logs(file: Path | None) -> None:
    """Into `file`, or to standard error where a supervisor collects it."""
    stream = file.open("a", encoding="utf-8") if file else sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AsJson())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
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
