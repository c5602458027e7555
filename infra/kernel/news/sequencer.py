"""The outbox relay: numbers a service's committed events without a gap, one at a time, and publishes them in that order.

The log itself is the outbox: an event is committed with what it changes, and goes out from there.

Two loops: numbering goes on whatever the broker does; publishing follows from its watermark, and starts again there.
"""

import time
from collections.abc import Callable
from typing import Protocol

import eventlet
from eventlet.event import Event

from infra.kernel.base.failpoints import failpoint
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.settings_store import SettingsStore
from infra.kernel.storage.store import EventStore

BATCH = 500
PACKED = 100
# What another replica commits or numbers rings no bell here.
LOOK_SECONDS = 0.02
PUBLISH_LOOK_SECONDS = 0.05
# Where there is no other, only a commit whose own answer was lost has rung none.
LOOK_ALONE_SECONDS = 1.0
LINGER_SECONDS = 0.01
BROKER_SECONDS = 1.0
KEEP_SECONDS = 1.0
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


def alone() -> bool:
    """A service without replicas always leads."""
    return True


class Sequencer:
    """The outbox relay. `numbered()` is called when events have got their positions: the service's own subscription listens.

    `others`: whether another process may write to the same log.
    """

    def __init__(
        self,
        store: EventStore,
        settings: SettingsStore,
        publish: Publish,
        numbered: Callable[[], None],
        leads: Callable[[], bool] = alone,
        others: bool = True,
    ) -> None:
        self._store, self._settings, self._publish, self._numbered = store, settings, publish, numbered
        self._leads = leads
        self._look, self._publish_look = (
            (LOOK_SECONDS, PUBLISH_LOOK_SECONDS) if others else (LOOK_ALONE_SECONDS, LOOK_ALONE_SECONDS)
        )
        self._kept: int | None = None
        self._kept_at = 0.0
        self.committed, self._to_publish = Signal(), Signal()
        self._stopping = False
        self.broker = "ok"
        self.latest: list[Recorded] = []

    def stop(self) -> None:
        self._stopping = True
        self.committed.ring()
        self._to_publish.ring()

    def number_forever(self) -> None:
        while not self._stopping:
            if batch := self._store.number(BATCH):
                self.latest = batch
                failpoint("numbered")
                self._numbered()
                self._to_publish.ring()
                # What is committed in the meantime goes out in one message; a backlog does not wait.
                eventlet.sleep(LINGER_SECONDS if len(batch) < BATCH else 0)
            else:
                self.committed.wait(self._look)

    def publish_forever(self, failures: tuple[type[BaseException], ...]) -> None:
        """From the watermark on, as long as this replica leads; what was published twice does no harm."""
        start = None
        while not self._stopping:
            if not self._leads():
                start, self.broker = None, "ok"
                self._to_publish.wait(BROKER_SECONDS)
                continue
            if start is None:
                start = int(self._settings.get(WATERMARK) or 0)
            events = self._store.log(start, PACKED)
            if not events:
                self._keep(start)
                self._to_publish.wait(self._publish_look)
            elif self._published(events, failures):
                failpoint("published")
                start = events[-1].position + 1
                self._keep(start)

    def _published(self, events: list[Recorded], failures: tuple[type[BaseException], ...]) -> bool:
        try:
            self._publish(events)
        except failures as error:
            self.broker = f"{type(error).__name__}: {error}"
            eventlet.sleep(BROKER_SECONDS)
            return False
        self.broker = "ok"
        return True

    def _keep(self, start: int) -> None:
        """The watermark is saved at most once a second."""
        if start != self._kept and time.monotonic() - self._kept_at > KEEP_SECONDS:
            self._settings.put(WATERMARK, str(start))
            self._kept, self._kept_at = start, time.monotonic()
