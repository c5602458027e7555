"""What every line of the log says of the work that goes on: which service, for whose request, which command.

Kept in context variables, of which every greenlet has its own. A greenlet begins with none: `begin` is called where
one starts, with the number that came along.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars, reset_contextvars

from infra.kernel.base.problems import Refusal

CORRELATION = "correlation_id"

log = structlog.get_logger("shangliang.commands")


def begin(service: str, correlation_id: str | None = None) -> None:
    """Whatever this greenlet did before is over."""
    clear_contextvars()
    bind_contextvars(service=service, **{CORRELATION: correlation_id or ""})


def correlation() -> str:
    """The number of the request that is being worked on, to be sent along to other services; empty when there is none."""
    return str(get_contextvars().get(CORRELATION, ""))


def recording(command_id: str, correlation_id: str) -> None:
    """The command that is being carried out takes effect under these numbers."""
    bind_contextvars(command_id=command_id, correlation_id=correlation_id)


@contextmanager
def following(event_id: str) -> Iterator[None]:
    """Work that an event called for; `caused_by` says whose request that was, once it has been read."""
    with _bound(event_id=event_id, **{CORRELATION: ""}):
        yield


def caused_by(correlation_id: str) -> None:
    bind_contextvars(**{CORRELATION: correlation_id})


@contextmanager
def carrying_out(command: str, correlation_id: str) -> Iterator[None]:
    """One line when the command is over: what became of it and how long it took. Nothing of what it said."""
    started, outcome = time.monotonic(), "failed"
    # Bound with the others, so that the numbers of this command are gone with it.
    with _bound(command=command, command_id="", **{CORRELATION: correlation_id or correlation()}):
        try:
            yield
            outcome = "done"
        except Refusal as refusal:
            outcome = f"{refusal.name} {refusal.rule}" if refusal.rule else refusal.name
            raise
        finally:
            log.info("command", outcome=outcome, milliseconds=round((time.monotonic() - started) * 1000, 1))


@contextmanager
def _bound(**numbers: str) -> Iterator[None]:
    """What is bound inside is afterwards as it was before; structlog's own way looks at every variable there is, twice."""
    before = bind_contextvars(**numbers)
    try:
        yield
    finally:
        reset_contextvars(**before)
