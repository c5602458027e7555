"""Numbering goes on whatever the broker does; publishing follows in order, from where it had come to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import eventlet
import pytest
from eventlet.event import Event

from infra.kernel.contract.envelope import Recorded
from infra.kernel.news.sequencer import PACKED, WATERMARK, Sequencer, Signal
from infra.kernel.storage.memory_store import MemoryStore
from infra.kernel.storage.settings_store import SettingsStore
from tests.contract.store.stores import append, event
from tests.unit.kernel.library.running import databases

FAILURES = (ConnectionError,)


@dataclass
class Broker:
    """What has been published. While it is `down` nothing gets through."""

    down: bool = False
    packs: list[list[Recorded]] = field(default_factory=list)
    refused: int = 0

    def __call__(self, events: list[Recorded]) -> None:
        eventlet.sleep(0)
        if self.down:
            self.refused += 1
            raise ConnectionRefusedError
        self.packs.append(events)

    @property
    def positions(self) -> list[int]:
        return [one.position for pack in self.packs for one in pack]


@dataclass
class Site:
    """A log, a broker and what is remembered between starts."""

    store: MemoryStore = field(default_factory=lambda: MemoryStore("library"))
    broker: Broker = field(default_factory=Broker)
    settings: SettingsStore = field(default_factory=lambda: SettingsStore(databases()[0]))
    told: int = 0

    def commit(self, count: int) -> None:
        last = sum(self.store.head())
        for number in range(last, last + count):
            append(self.store, event(f"book-{number}", 1))

    def sequencer(self, leads: Callable[[], bool] = lambda: True) -> Sequencer:
        return Sequencer(self.store, self.settings, self.broker, self.numbered, leads)

    def numbered(self) -> None:
        self.told += 1


@contextmanager
def running(sequencer: Sequencer) -> Iterator[Sequencer]:
    loops = [eventlet.spawn(sequencer.number_forever), eventlet.spawn(sequencer.publish_forever, FAILURES)]
    try:
        yield sequencer
    finally:
        sequencer.stop()
        with eventlet.Timeout(10):
            for loop in loops:
                loop.wait()


def until(condition: Callable[[], bool]) -> None:
    with eventlet.Timeout(10):
        while not condition():
            eventlet.sleep(0.005)


def test_committed_events_are_numbered_and_published_in_the_order_of_their_positions() -> None:
    site = Site()
    with running(site.sequencer()) as sequencer:
        for _ in range(5):
            site.commit(7)
            sequencer.committed.ring()
        until(lambda: len(site.broker.positions) == 35)
    assert site.broker.positions == list(range(35))
    assert site.told > 0


def test_without_a_signal_other_replicas_commits_are_found_by_looking() -> None:
    site = Site()
    with running(site.sequencer()):
        until(lambda: site.settings.get(WATERMARK) == "0")
        site.commit(3)
        until(lambda: site.store.head() == (3, 0))


def test_numbering_goes_on_while_publishing_fails() -> None:
    site = Site(broker=Broker(down=True))
    with running(site.sequencer()) as sequencer:
        site.commit(3)
        until(lambda: site.broker.refused > 0)
        site.commit(600)
        until(lambda: site.store.head() == (603, 0))
        assert site.broker.positions == []
        assert sequencer.broker.startswith("ConnectionRefusedError")


def test_when_the_broker_is_back_everything_is_published_in_order() -> None:
    site = Site(broker=Broker(down=True))
    with running(site.sequencer()) as sequencer:
        site.commit(250)
        until(lambda: site.broker.refused > 0)
        site.broker.down = False
        until(lambda: len(site.broker.positions) == 250)
        assert sequencer.broker == "ok"
    assert site.broker.positions == list(range(250))
    assert [len(pack) for pack in site.broker.packs] == [PACKED, PACKED, 50]


def test_after_a_restart_publishing_starts_again_at_the_watermark() -> None:
    site = Site()
    with running(site.sequencer()):
        site.commit(3)
        until(lambda: site.settings.get(WATERMARK) == "3")
    site.commit(2)
    with running(site.sequencer()):
        until(lambda: len(site.broker.positions) >= 5)
    assert site.broker.positions == [0, 1, 2, 3, 4]


def test_a_crash_before_the_watermark_is_saved_publishes_again_and_leaves_nothing_out() -> None:
    site = Site()
    with running(site.sequencer()):
        site.commit(4)
        until(lambda: site.settings.get(WATERMARK) == "4")
    site.settings.put(WATERMARK, "1")
    with running(site.sequencer()):
        until(lambda: len(site.broker.positions) >= 7)
    assert site.broker.positions == [0, 1, 2, 3, 1, 2, 3]


def test_a_replica_that_does_not_lead_numbers_but_does_not_publish() -> None:
    site = Site()
    with running(site.sequencer(leads=lambda: False)):
        site.commit(3)
        until(lambda: site.store.head() == (3, 0))
    assert site.broker.positions == []


def test_a_replica_that_takes_over_goes_on_where_the_other_had_come_to() -> None:
    site, leads = Site(), [False]
    second = site.sequencer(leads=lambda: leads[0])
    with running(second):
        with running(site.sequencer()):
            site.commit(3)
            until(lambda: site.settings.get(WATERMARK) == "3")
        site.commit(2)
        leads[0] = True
        until(lambda: len(site.broker.positions) >= 5)
    assert site.broker.positions == [0, 1, 2, 3, 4]


def test_a_failure_that_is_not_the_brokers_is_not_swallowed() -> None:
    site = Site()

    def broken(events: list[Recorded]) -> None:
        raise ZeroDivisionError

    sequencer = Sequencer(site.store, site.settings, broken, site.numbered)
    site.commit(1)
    site.store.number(1)
    with pytest.raises(ZeroDivisionError), eventlet.Timeout(10):
        sequencer.publish_forever(FAILURES)


def test_a_signal_that_rings_before_anybody_waits_is_not_lost() -> None:
    signal = Signal()
    signal.ring()
    signal.ring()
    with eventlet.Timeout(1):
        signal.wait(3600)


def test_a_signal_wakes_who_waits_and_the_next_wait_waits_again() -> None:
    signal, woken = Signal(), []

    def wait() -> None:
        signal.wait(3600)
        woken.append(1)
        signal.wait(0.01)
        woken.append(2)

    waiting = eventlet.spawn(wait)
    eventlet.sleep(0)
    assert woken == []
    signal.ring()
    with eventlet.Timeout(10):
        waiting.wait()
    assert woken == [1, 2]


class Counting(MemoryStore):
    """A log that counts how often it is looked at."""

    def __init__(self) -> None:
        super().__init__("library")
        self.looks = 0

    def number(self, limit: int) -> list[Recorded]:
        self.looks += 1
        return super().number(limit)

    def log(self, start: int, limit: int) -> list[Recorded]:
        self.looks += 1
        return super().log(start, limit)


def looks_while_nothing_happens(others: bool) -> int:
    store = Counting()
    site = Site(store)
    with running(Sequencer(store, site.settings, site.broker, site.numbered, others=others)):
        until(lambda: site.settings.get(WATERMARK) == "0")
        before = store.looks
        with eventlet.Timeout(0.5, False):
            Event().wait()
        return store.looks - before


def test_a_service_without_replicas_looks_for_nothing_while_nothing_happens() -> None:
    assert looks_while_nothing_happens(others=False) <= 2
    assert looks_while_nothing_happens(others=True) > 10


def test_a_service_without_replicas_numbers_and_publishes_what_it_commits_at_once() -> None:
    site = Site()
    with running(Sequencer(site.store, site.settings, site.broker, site.numbered, others=False)) as sequencer:
        until(lambda: site.settings.get(WATERMARK) == "0")
        site.commit(3)
        sequencer.committed.ring()
        with eventlet.Timeout(0.5):
            until(lambda: site.broker.positions == [0, 1, 2])


def test_a_service_without_replicas_finds_in_the_end_a_commit_that_rang_no_bell() -> None:
    site = Site()
    with running(Sequencer(site.store, site.settings, site.broker, site.numbered, others=False)):
        until(lambda: site.settings.get(WATERMARK) == "0")
        site.commit(3)
        until(lambda: site.broker.positions == [0, 1, 2])
