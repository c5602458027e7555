"""A kept channel to the broker, and how its exchanges and queues of news are called.

One channel is kept for each use, with a lock around it, since a green write can yield between frames.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from amqp.exceptions import AMQPError
from eventlet.semaphore import Semaphore
from kombu import Connection, Exchange, Queue, binding
from kombu.exceptions import KombuError
from kombu.mixins import ConsumerMixin

from infra.kernel.entrypoints.embedded import EmbeddedTransport

log = structlog.get_logger("shangliang.wire")

PERSISTENT, TRANSIENT = 2, 1
BROKER_FAILURES = (AMQPError, KombuError, OSError)
# A broker that has gone without a word is given up after ten seconds; who publishes tries again himself.
PATIENCE = {"read_timeout": 10, "write_timeout": 10, "max_retries": 1, "interval_start": 0, "interval_step": 0}


def news_exchange(service: str, no_declare: bool = False) -> Exchange:
    return Exchange(f"{service}.events", type="topic", durable=True, no_declare=no_declare)


def news_queue(subscriber: str, producers: Iterable[str]) -> Queue:
    """A service's one queue for what its producers say: what can be used is sorted out after the cursor."""
    kept = {"x-queue-type": "quorum"}
    return Queue(f"{subscriber}.news", bindings=_everything_of(producers), durable=True, queue_arguments=kept)


def passing_queue(name: str, producers: Iterable[str]) -> Queue:
    """A queue that lives as long as its one consumer's connection: for live updates."""
    return Queue(name, bindings=_everything_of(producers), durable=False, exclusive=True, auto_delete=True)


def _everything_of(producers: Iterable[str]) -> list[binding]:
    """From exchanges that are there: each is its own service's to declare."""
    return [binding(news_exchange(one, no_declare=True), routing_key="#") for one in producers]


class SteadyConsumer(ConsumerMixin):  # type: ignore[misc]
    """kombu's consumer, but a broker that is back is found within two seconds (kombu's own pauses grow to thirty)."""

    _transport: Any = None

    @contextmanager
    def establish_connection(self) -> Iterator[Connection]:
        with self.create_connection() as connection:
            connection.ensure_connection(self.on_connection_error, None, 0.5, 0.5, 2)
            self._transport = connection.transport
            yield connection

    def look_up(self) -> None:
        """From waiting for messages, which over a network it does every second anyway: it may have been told to stop."""
        if isinstance(self._transport, EmbeddedTransport):
            self._transport.let_go()

    def on_decode_error(self, message: Any, error: Exception) -> None:
        """Dropped, as kombu would, but nothing of what is in it comes into the log. Who waits for an answer asks again."""
        log.warning("message cannot be decoded; dropped", why=type(error).__name__)
        message.ack()


class KeptChannel:
    """A connection with one channel, made when first used and again after any failure."""

    def __init__(self, uri: str, confirmed: bool) -> None:
        self._uri, self._confirmed = uri, confirmed
        self._lock = Semaphore()
        self._connection: Connection | None = None
        self._producer: Any = None

    def publish(self, body: Any, **options: Any) -> None:
        """Raises one of BROKER_FAILURES; the connection is then thrown away."""
        with self._lock:
            try:
                if self._producer is None:
                    self._connect()
                self._producer.publish(body, **options)
            except BaseException:
                self.close()
                raise

    def _connect(self) -> None:
        options = {"confirm_publish": self._confirmed, **PATIENCE}
        self._connection = Connection(self._uri, transport_options=options, heartbeat=0, connect_timeout=5)
        self._producer = self._connection.Producer()

    def close(self) -> None:
        connection, self._connection, self._producer = self._connection, None, None
        if connection is not None:
            try:
                connection.release()
            except BROKER_FAILURES as error:
                log.info("connection was dead already", error=repr(error))
