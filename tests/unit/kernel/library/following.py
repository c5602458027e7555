"""A workshop whose log the library follows, and the library's subscription to it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from infra.kernel.base.ids import new_id
from infra.kernel.contract.codec import Codec, EventType
from infra.kernel.contract.envelope import Envelope, Recorded
from infra.kernel.news.effects import Effects
from infra.kernel.news.subscription import Subscription
from infra.kernel.storage import tables
from infra.kernel.storage.database import Database
from infra.kernel.storage.news_store import NewsStore
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import StoredAnswer, Writes
from tests.unit.kernel.library.running import Library
from tests.unit.kernel.library.workshop import (
    COPIES,
    REACTIONS,
    WORKSHOP,
    BookBound,
    WorkshopClosed,
    WorkshopMoved,
    WorkshopOpened,
)

ReadLog: TypeAlias = Callable[[int, int], list[Recorded]]
AT_ONCE = (0.0, 0.0, 0.0, 0.0)
CODEC = Codec(EventType(event) for event in (WorkshopOpened, WorkshopMoved, WorkshopClosed, BookBound))
AT = "2026-03-02T04:00:00.000000+00:00"


def empty_log(service: str) -> SqlStore:
    database = Database("sqlite://")
    tables.METADATA.create_all(database.engine)
    return SqlStore(database, service)


@dataclass
class Workshop:
    """The workshop's log. `tell` records events, numbered at once unless `number` says otherwise."""

    store: SqlStore = field(default_factory=lambda: empty_log(WORKSHOP))
    versions: Counter[str] = field(default_factory=Counter)

    def tell(self, *events: Any, number: bool = True) -> list[Recorded]:
        for event in events:
            kind, version, payload = CODEC.encode(event)
            self.write(kind, version, payload, f"workshop-{event.workshop_id}")
        return self.store.number(len(events)) if number else []

    def write(self, kind: str, version: int, payload: str, stream: str) -> None:
        self.versions[stream] += 1
        event = Envelope(
            event_id=new_id(),
            stream=stream,
            version=self.versions[stream],
            type=kind,
            schema_version=version,
            occurred_at=AT,
            recorded_at=AT,
            actor=None,
            role="SYS",
            organisation=None,
            division="62",
            command_id=new_id(),
            correlation_id="story",
            causation_id=None,
            payload=payload,
        )
        self.store.commit(Writes(StoredAnswer("workshop", new_id(), "c", "", "{}", AT), [event]))

    def log(self) -> list[Recorded]:
        return self.store.log(0, 10_000)


@dataclass
class Following:
    """The library and its subscription to the workshop; `restart` loses what the subscription had in mind."""

    library: Library
    workshop: Workshop = field(default_factory=Workshop)
    back_off: tuple[float, ...] = AT_ONCE
    reads: int = 0

    def __post_init__(self) -> None:
        self.subscription = self.another()

    def another(
        self,
        library: Library | None = None,
        news: NewsStore | None = None,
        read_log: ReadLog | None = None,
        copied: Callable[[], None] = lambda: None,
    ) -> Subscription:
        of = library or self.library
        return Subscription(
            WORKSHOP,
            Effects(WORKSHOP, COPIES, REACTIONS, of.news.copy),
            news or of.news,
            of.handler,
            of.lookups_at,
            of.clock,
            read_log or self.read_log,
            copied,
            self.back_off,
        )

    def read_log(self, start: int, limit: int) -> list[Recorded]:
        self.reads += 1
        return self.workshop.store.log(start, limit)

    def restart(self) -> None:
        self.subscription = self.another(self.library.beside())

    def catch_up(self) -> None:
        self.subscription.catch_up(look=True)

    def catch_up_in_a_race(self) -> None:
        """While this replica waits for the producer's log, another one reads it and applies what is there."""
        other = self.another(self.library.beside())

        def while_the_other_works(start: int, limit: int) -> list[Recorded]:
            page = self.read_log(start, limit)
            other.catch_up(look=True)
            return page

        self.another(self.library.beside(), read_log=while_the_other_works).catch_up(look=True)

    @property
    def cursor(self) -> int:
        return self.library.news.cursor(WORKSHOP)
