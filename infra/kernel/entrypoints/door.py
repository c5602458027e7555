"""The broker's door: whether it lets us in, why not, and what it has of what it should have."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from amqp.exceptions import AccessRefused, NotAllowed, NotFound, PreconditionFailed
from kombu import Connection

from infra.kernel.entrypoints.channel import PATIENCE
from infra.kernel.entrypoints.topology import exchanges, queues

REFUSALS = (AccessRefused, NotAllowed)


@dataclass(frozen=True)
class Declared:
    """An exchange or a queue that should be there. `otherwise` says how it differs from ours; only who may declare it
    is told, so None may also mean that we were not."""

    name: str
    is_queue: bool
    there: bool
    otherwise: str | None = None
    readers: int = 0
    waiting: int = 0


def knock(uri: str) -> None:
    """Raises one of BROKER_FAILURES when the broker does not let us in."""
    with Connection(uri, connect_timeout=5, transport_options=PATIENCE) as connection:
        connection.connect()


def refusal(uri: str, failure: BaseException) -> str | None:
    """What is wrong and what to do, when the broker answered that we may not come in; None when it is only away."""
    if not isinstance(failure, REFUSALS):
        return None
    address = urlsplit(uri)
    return (
        f"RabbitMQ refuses the user {unquote(address.username or '')} on the virtual host "
        f"{unquote(address.path[1:]) or '/'}: {failure.reply_text}. Put the right user, password and virtual host into "
        "AMQP_URI (docker compose takes the password from .env; `make env` writes the broker's users from it), then "
        "start again"
    )


def declared(uri: str, follows: Mapping[str, list[str]]) -> Iterator[Declared]:
    """Everything that `topology.declare` would declare, as it is now; nothing is changed. Raises BROKER_FAILURES."""
    with Connection(uri, connect_timeout=5, transport_options=PATIENCE) as connection:
        connection.connect()
        for exchange in exchanges(follows):
            yield _exchange(connection, exchange)
        for queue in queues(follows):
            yield _queue(connection, queue)


def _exchange(connection: Any, exchange: Any) -> Declared:
    try:
        with _asking(connection) as channel:
            exchange(channel).declare(passive=True)
    except NotFound:
        return Declared(exchange.name, is_queue=False, there=False)
    return Declared(exchange.name, is_queue=False, there=True)


def _queue(connection: Any, queue: Any) -> Declared:
    try:
        with _asking(connection) as channel:
            found = channel.queue_declare(queue.name, passive=True)
    except NotFound:
        return Declared(queue.name, is_queue=True, there=False)
    otherwise = _otherwise(connection, queue)
    return Declared(queue.name, True, True, otherwise, found.consumer_count, found.message_count)


def _otherwise(connection: Any, queue: Any) -> str | None:
    """Declaring what is there changes nothing, and is refused when it is of another kind."""
    try:
        with _asking(connection) as channel:
            queue(channel).queue_declare()
    except PreconditionFailed as different:
        return str(different.reply_text)
    except AccessRefused:
        return None
    return None


@contextmanager
def _asking(connection: Any) -> Iterator[Any]:
    """A channel for one question: the broker closes it when the answer is no."""
    channel = connection.channel()
    try:
        yield channel
    finally:
        channel.close()
