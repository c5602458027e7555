"""Numbers a service's committed events without a gap, one at a time, and publishes them in that order.

Two loops: numbering goes on whatever the broker does; publishing follows from its watermark, and starts again there.
"""

from collections.abc import Callable
from typing import Protocol

import eventlet
from eventlet.event import Event

from infra.kernel.envelope import Recorded
from infra.kernel.settings_store import SettingsStore
from infra.kernel.store import EventStore

BATCH = 500
PACKED = 100
LOOK_SECONDS = 0.02
BROKER_SECONDS = 1.0
WATERMARK = "published_before"


class Publish(Protocol):
    """Puts a pack of events on the broker and returns when it has them; raises OSError-like errors when it has not."""

    def __call__(self, events: list[Recorded]) -> None: ...


class Signal:
    """Wakes one waiting greenlet; waking before it waits is not lost."""

    def __init__(self) -> None:
        self._event = Event()
        self._rung = False

    def ring(self) -> None:
        self._rung = True
        if not self._event.ready():
            self._event.send()

    def wait(self, seconds: float) -> None:
        if not self._rung:
            with eventlet.Timeout(seconds, False):
                self._event.wait()
        self._rung = False
        self._event = Event()


class Sequencer:
    """`numbered(events)` is told what has just got its position (the service's own subscription listens)."""

    def __init__(
        self, store: EventStore, settings: SettingsStore, publish: Publish, numbered: Callable[[], None]
    ) -> None:
        self._store, self._settings, self._publish, self._numbered = store, settings, publish, numbered
        self.committed, self._to_publish = Signal(), Signal()
        self._stopping = False
        self.broker = "ok"

    def stop(self) -> None:
        self._stopping = True
        self.committed.ring()
        self._to_publish.ring()

    def number_forever(self) -> None:
        while not self._stopping:
            if self._store.number(BATCH):
                self._numbered()
                self._to_publish.ring()
                eventlet.sleep(0)
            else:
                self.committed.wait(LOOK_SECONDS)

    def publish_forever(self, failures: tuple[type[BaseException], ...]) -> None:
        start = int(self._settings.get(WATERMARK) or 0)
        while not self._stopping:
            events = self._store.log(start, PACKED)
            if not events:
                self._settings.put(WATERMARK, str(start))
                self._to_publish.wait(BROKER_SECONDS)
                continue
            try:
                self._publish(events)
            except failures as error:
                self.broker = f"{type(error).__name__}: {error}"
                eventlet.sleep(BROKER_SECONDS)
            else:
                self.broker = "ok"
                start = events[-1].position + 1
