"""Hearing news, without a worker for each message."""

from collections.abc import Callable
from typing import Any

import structlog
from eventlet.event import Event
from kombu import Connection, Queue
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.extensions import SharedExtension

from infra.kernel.contract.envelope import Recorded
from infra.kernel.entrypoints.channel import SteadyConsumer
from infra.kernel.news import cloudevents

log = structlog.get_logger("shangliang.wire")

HEARTBEAT_SECONDS = 30


class Bell(SharedExtension, SteadyConsumer):  # type: ignore[misc]
    """Hears news: its own consumer, raw bytes, no worker; tells the listeners and acknowledges at once."""

    def __init__(self) -> None:
        self._queues: list[Queue] = []
        self._listeners: list[Callable[[list[Recorded]], None]] = []
        self._ready = Event()
        super().__init__()

    def listen(self, queue: Queue, listener: Callable[[list[Recorded]], None]) -> None:
        """Before the container starts."""
        self._queues.append(queue)
        self._listeners.append(listener)

    def start(self) -> None:
        self.should_stop = False
        self._greenlet = self.container.spawn_managed_thread(self.run, identifier="bell")
        self._ready.wait()

    def stop(self) -> None:
        self.should_stop = True
        self.look_up()
        self._greenlet.wait()

    kill = stop

    @property
    def connection(self) -> Connection:
        return Connection(self.container.config[AMQP_URI_CONFIG_KEY], heartbeat=HEARTBEAT_SECONDS, connect_timeout=5)

    def get_consumers(self, consumer_cls: Any, channel: Any) -> list[Any]:
        return [consumer_cls(queues=self._queues, on_message=self._on_message, accept=None, prefetch_count=1000)]

    def on_consume_ready(self, connection: Any, channel: Any, consumers: Any, **kwargs: Any) -> None:
        if not self._ready.ready():
            self._ready.send()

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        log.warning("broker does not answer; trying again", error=repr(exc), seconds=interval)

    def _on_message(self, message: Any) -> None:
        try:
            body = message.body
            events = cloudevents.unpack(body.encode() if isinstance(body, str) else bytes(body))
            for listener in self._listeners:
                listener(events)
        except cloudevents.NoBatchOfEvents as error:
            log.warning("message is not ours; dropped, the log has what matters", error=str(error))
        message.ack()
