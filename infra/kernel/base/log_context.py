"""What every line of the log says of the work that goes on: which service, for whose request, which command.

Kept in one context variable, of which every greenlet has its own. A greenlet begins with none: `begin` is called where
one starts, with the number that came along. structlog's own way has a variable a number and looks through all there are
at every line: for a line a command that was a good part of the line.
"""

import time
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import structlog

from infra.kernel.base.problems import Refusal

CORRELATION = "correlation_id"

NOTHING: Mapping[str, str] = {}

log = structlog.get_logger("shangliang.commands")
_numbers: ContextVar[Mapping[str, str]] = ContextVar("numbers", default=NOTHING)


def goes_on() -> Mapping[str, str]:
    """What is known of the work that goes on here."""
    return _numbers.get()


def merged(logger: object, method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The line with it: a step of structlog's. What the line says itself comes first."""
    return {**_numbers.get(), **line}


def begin(service: str, correlation_id: str | None = None) -> None:
    """Whatever this greenlet did before is over."""
    _numbers.set({"service": service, CORRELATION: correlation_id or ""})


def correlation() -> str:
    """The number of the request that is being worked on, to be sent along to other services; empty when there is none."""
    return _numbers.get().get(CORRELATION, "")


def recording(command_id: str, correlation_id: str) -> None:
    """The command that is being carried out takes effect under these numbers."""
    _numbers.set({**_numbers.get(), "command_id": command_id, CORRELATION: correlation_id})


@contextmanager
def following(event_id: str) -> Iterator[None]:
    """Work that an event called for; `caused_by` says whose request that was, once it has been read."""
    before = _numbers.get()
    _numbers.set({**before, "event_id": event_id, CORRELATION: ""})
    try:
        yield
    finally:
        _numbers.set(before)


def caused_by(correlation_id: str) -> None:
    _numbers.set({**_numbers.get(), CORRELATION: correlation_id})


@contextmanager
def carrying_out(command: str, correlation_id: str) -> Iterator[None]:
    """One line when the command is over: what became of it and how long it took. Nothing of what it said."""
    started, outcome = time.monotonic(), "failed"
    before = _numbers.get()
    # Bound with the others, so that the numbers of this command are gone with it.
    _numbers.set({**before, "command": command, "command_id": "", CORRELATION: correlation_id or correlation()})
    try:
        yield
        outcome = "done"
    except Refusal as refusal:
        outcome = f"{refusal.name} {refusal.rule}" if refusal.rule else refusal.name
        raise
    finally:
        log.info("command", outcome=outcome, milliseconds=round((time.monotonic() - started) * 1000, 1))
        _numbers.set(before)
