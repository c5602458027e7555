"""Logs: a JSON object a line, in UTC, of ours and of every library's; never a payload, a token or a code.

`event` `level` `timestamp` `logger` `service`, and while a request, command or piece of news is worked on its
`correlation_id`, `command_id` and `event_id` (`infra.kernel.base.log_context`).
"""

import json
import logging
import sys
from collections.abc import Callable, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
import structlog

from infra.kernel.base import log_context
from operations.suite.log_lines import LogLines

NUMBERS = ("correlation_id", "command_id")


class AsJson(logging.Formatter):
    """The lines of libraries, in the same form as ours."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        line: dict[str, Any] = {
            **log_context.goes_on(),
            "event": record.getMessage(),
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": at,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(_of_service(self._service, line), ensure_ascii=False, default=str)


def set_up_logs(file: Path | None, service: str) -> None:
    """Into `file`, or to standard error where a supervisor collects it.

    `service` names whoever speaks where the work itself does not say it: connections, the start, the end.
    """
    stream = LogLines.into(file)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AsJson(service))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = _died
    structlog.configure(
        # Two steps and no more: a line for every command is a good part of what a command costs.
        processors=[log_context.merged, _finished(service)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *names: _Named(stream, *names),
        cache_logger_on_first_use=True,
    )


class _Named(structlog.WriteLogger):
    """Writes, and knows by which name it was asked for."""

    def __init__(self, stream: Any, name: str = "shangliang") -> None:
        super().__init__(stream)
        self.name = name


def _finished(service: str) -> Callable[[_Named, str, MutableMapping[str, Any]], str]:
    """From what was said, and what goes on, to the line."""
    encode = msgspec.json.Encoder(enc_hook=repr).encode

    def finish(logger: _Named, method: str, line: MutableMapping[str, Any]) -> str:
        if "exc_info" in line:
            line = structlog.processors.format_exc_info(logger, method, line)
        _of_service(service, line)
        line["logger"], line["level"] = logger.name, "error" if method == "exception" else method
        line["timestamp"] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        try:
            return encode(line).decode()
        except (ValueError, OverflowError):  # half a character, for example, in what others sent
            return json.dumps(line, default=repr)

    return finish


def _of_service(service: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Numbers that are not known yet are left out."""
    line.setdefault("service", service)
    for number in NUMBERS:
        if line.get(number) == "":
            del line[number]
    return line


def _died(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What ends the process is a line of its log as well."""
    logging.getLogger("shangliang").critical("ended by an error", exc_info=(kind, error, trace))
