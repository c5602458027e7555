"""A broker inside the process, for the whole suite on one machine: kombu's in-memory transport with what nameko needs.

Two things are added to it: the content type is among a message's properties (nameko answers an RPC in kind), and a
message that is put wakes the consumers of its queue instead of their polling once a second.
"""

import time
from collections import defaultdict
from queue import Empty
from typing import Any, ClassVar

import eventlet
from eventlet.event import Event
from kombu.transport import TRANSPORT_ALIASES
from kombu.transport.memory import Channel, Transport

SCHEME = "shangliang-embedded"
NO_END = 3600.0


class EmbeddedChannel(Channel):  # type: ignore[misc]
    """Tells the transports that consume from a queue when something is put there."""

    consumed_by: ClassVar[dict[str, set["EmbeddedTransport"]]] = defaultdict(set)

    def prepare_message(
        self,
        body: Any,
        priority: Any = None,
        content_type: Any = None,
        content_encoding: Any = None,
        headers: Any = None,
        properties: Any = None,
    ) -> Any:
        known = {**(properties or {}), "content_type": content_type}
        return super().prepare_message(body, priority, content_type, content_encoding, headers, known)

    def basic_consume(self, queue: str, *args: Any, **kwargs: Any) -> Any:
        self.consumed_by[queue].add(self.connection)
        return super().basic_consume(queue, *args, **kwargs)

    def basic_cancel(self, consumer_tag: str) -> Any:
        queue = self._tag_to_queue.get(consumer_tag)
        self.consumed_by[queue].discard(self.connection)
        return super().basic_cancel(consumer_tag)

    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:
        super()._put(queue, message, **kwargs)
        for transport in self.consumed_by[queue]:
            transport.wake()

    def close(self) -> None:
        """Queues outlive a channel, as they do on a broker."""
        super().close()
        self.queues = Channel.queues


class EmbeddedTransport(Transport):  # type: ignore[misc]
    """Waits for a wake-up, not for the clock."""

    Channel = EmbeddedChannel
    driver_type = driver_name = SCHEME

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        self._arrived, self._let_go = Event(), False

    def wake(self) -> None:
        if not self._arrived.ready():
            self._arrived.send()

    def let_go(self) -> None:
        """Who waits for messages, or is about to, waits no longer: there may be something else to do, to stop for example."""
        self._let_go = True
        self.wake()

    def drain_events(self, connection: Any, timeout: float | None = None) -> None:
        deadline = time.monotonic() + (NO_END if timeout is None else timeout)
        while True:
            if self._arrived.ready():
                self._arrived = Event()
            try:
                self.cycle.get(self._deliver, timeout=timeout)
                return
            except Empty:
                self._wait_until(deadline)

    def _wait_until(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if self._let_go or left <= 0:
            self._let_go = False
            raise TimeoutError from TimeoutError()
        with eventlet.Timeout(left, False):
            self._arrived.wait()


def register() -> None:
    """Makes `shangliang-embedded://` a broker address for kombu and nameko in this process."""
    TRANSPORT_ALIASES[SCHEME] = f"{__name__}:{EmbeddedTransport.__name__}"


def forget_everything() -> None:
    """Empties the broker, as a wiped one would be: for tests."""
    Channel.queues.clear()
    EmbeddedTransport.global_state.clear()
    EmbeddedChannel.consumed_by.clear()
