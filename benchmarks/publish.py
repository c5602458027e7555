"""Numbering and publishing: events that are committed already get their positions and go out, packed, to a quorum queue.

The raw limit only publishes: one message an event, persistent, the confirms awaited once a batch.
"""

from collections.abc import Iterator
from typing import Any

import eventlet
from kombu import Connection

from benchmarks.importing import EACH, import_events
from benchmarks.measuring import Line, interleaved, rate
from benchmarks.notebook import SERVICE
from benchmarks.setting import Setting
from infra.kernel.contract.envelope import Recorded
from infra.kernel.entrypoints import BROKER_FAILURES, KeptChannel, news_exchange, news_queue
from infra.kernel.entrypoints.runtime_provider import publish
from infra.kernel.news import cloudevents
from infra.kernel.news.sequencer import Sequencer
from infra.kernel.storage.settings_store import SettingsStore
from infra.kernel.storage.sql_store import SqlStore

TRANSACTIONS = 100
CONFIRMED_AT_ONCE = 500


def lines(setting: Setting) -> Iterator[Line]:
    transactions = setting.sized(TRANSACTIONS)
    count = transactions * EACH
    with setting.database() as database, Connection(setting.broker) as connection:
        queue = _declared(connection)
        store = SqlStore(database, SERVICE)
        raw = RawPublisher(connection)
        out = Outward(setting, store)

        def ours() -> float:
            import_events(store, transactions)
            figure = rate(count, out.until_all_is_published)
            queue.purge()
            return figure

        def limit() -> float:
            events = store.log(0, count)
            figure = rate(count, lambda: raw.publish(events))
            queue.purge()
            return figure

        found = interleaved({"ours": ours, "raw, one message an event": limit}, setting.rounds)
    work = "number and publish, a hundred events a message"
    yield found.line(work, "events/s", "ours", "raw, one message an event", 2.5)


def _declared(connection: Connection) -> Any:
    channel = connection.default_channel
    for entity in (news_exchange(SERVICE)(channel), queue := news_queue("readers", [SERVICE])(channel)):
        entity.declare()
    return queue


class Outward:
    """The two loops of a service's sequencer."""

    def __init__(self, setting: Setting, store: SqlStore) -> None:
        self._store, self._channel = store, KeptChannel(setting.broker, confirmed=True)

    def until_all_is_published(self) -> None:
        until, published = sum(self._store.head()), 0

        def send(events: list[Recorded]) -> None:
            nonlocal published
            publish(self._channel, SERVICE, events)
            published = events[-1].position + 1

        sequencer = Sequencer(self._store, SettingsStore(self._store.database), send, lambda: None)
        loops = [
            eventlet.spawn(sequencer.number_forever),
            eventlet.spawn(sequencer.publish_forever, BROKER_FAILURES),
        ]
        while published < until:
            eventlet.sleep(0.001)
        sequencer.stop()
        for loop in loops:
            loop.wait()


class RawPublisher:
    """One channel in confirm mode; a batch is sent, then its acknowledgements are awaited."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._channel = connection, connection.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._acknowledged)
        self._outstanding: set[int] = set()
        self._sent = 0

    def publish(self, events: list[Recorded]) -> None:
        for start in range(0, len(events), CONFIRMED_AT_ONCE):
            for event in events[start : start + CONFIRMED_AT_ONCE]:
                message = self._channel.prepare_message(
                    cloudevents.pack([event]), content_type=cloudevents.CONTENT_TYPE, properties={"delivery_mode": 2}
                )
                self._sent += 1
                self._outstanding.add(self._sent)
                self._channel._basic_publish(message, exchange=news_exchange(SERVICE).name, routing_key=event.type)
            while self._outstanding:
                self._connection.drain_events(timeout=30)

    def _acknowledged(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._outstanding = {one for one in self._outstanding if one > tag}
        else:
            self._outstanding.discard(tag)
