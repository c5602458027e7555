"""The broker inside the process: who waits there for messages can be called away."""

from collections.abc import Iterator

import eventlet
import pytest
from kombu import Connection, Consumer, Queue

from infra.kernel.access.site import EMBEDDED_BROKER
from infra.kernel.entrypoints import embedded


@pytest.fixture
def waiting() -> Iterator[Connection]:
    """A connection with a consumer for which there is no message."""
    embedded.register()
    with Connection(EMBEDDED_BROKER) as connection, Consumer(connection, [Queue("nothing")]):
        yield connection
    embedded.forget_everything()


def test_who_waits_for_messages_is_called_away(waiting: Connection) -> None:
    waits = eventlet.spawn(waiting.drain_events)
    eventlet.spawn(waiting.transport.let_go)
    with eventlet.Timeout(10), pytest.raises(TimeoutError):
        waits.wait()


def test_who_is_about_to_wait_does_not_begin_to(waiting: Connection) -> None:
    waiting.transport.let_go()
    with eventlet.Timeout(10), pytest.raises(TimeoutError):
        waiting.drain_events()
