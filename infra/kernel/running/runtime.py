"""One service at work, without its wire: the store, the command handler, the sequencer, its subscriptions and due times."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import eventlet
import psycopg2
import structlog
from sqlalchemy.exc import SQLAlchemyError

from infra.kernel.access.identity import Verifier
from infra.kernel.access.site import PERSONAL, Site
from infra.kernel.base import log_context
from infra.kernel.base.clock import Clock, stamp
from infra.kernel.commands.command_handler import CommandHandler
from infra.kernel.commands.due import DueTimes
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.contract.envelope import Recorded
from infra.kernel.lookups.sql_lookups import CLOCK, LookupStatements
from infra.kernel.news.effects import Effects
from infra.kernel.news.sequencer import Publish, Sequencer, Signal
from infra.kernel.news.standard_copies import THE_SITE, KnownClock
from infra.kernel.news.subscription import Subscription
from infra.kernel.reading.file_reader import FileReader
from infra.kernel.reading.for_pages import ForPages
from infra.kernel.reading.records import RecordReader
from infra.kernel.reading.with_parts import WithParts
from infra.kernel.running.definition import ServiceDefinition
from infra.kernel.running.figures import Figures, age
from infra.kernel.running.followed_logs import FollowedLogs, Peers
from infra.kernel.storage.database import Database
from infra.kernel.storage.file_stores import store_at
from infra.kernel.storage.files import SiteFiles
from infra.kernel.storage.housekeeping import EVERY_SECONDS, forget_old_answers
from infra.kernel.storage.leadership import PUBLISHING, Leadership
from infra.kernel.storage.log_clock import LogClock
from infra.kernel.storage.news_store import PENDING, NewsStore
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.set_aside import DueTimesSetAside
from infra.kernel.storage.settings_store import BACKED_UP_AT, SettingsStore
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.term_index import keep_indexed
from infra.kernel.storage.writable import trouble_of

# Which service is told when the site was backed up.
MEMBERS = "members"
DATABASE_FAILURES = (sqlite3.Error, psycopg2.Error, SQLAlchemyError)

log = structlog.get_logger("shangliang.runtime")


class Runtime:
    """Owns everything that lives as long as the service does."""

    def __init__(self, definition: ServiceDefinition, site: Site, peers: Peers, publish: Publish) -> None:
        self.definition, self.site, self._peers = definition, site, peers
        self.name = definition.name
        self.database = Database(site.database(definition.name))
        self.personal = PersonalKeys(Database(site.database(PERSONAL)))
        self.verifier = Verifier(site.token_public_key)
        self.clock = Clock()
        self.lifecycles = Lifecycles(definition.lifecycles)
        self.store = SqlStore(self.database, definition.name)
        self.news = NewsStore(self.database)
        self.files = SiteFiles(store_at(site.files))
        statements = LookupStatements(self.database, self.news, site.demo_clock, self.files, self.personal)
        self.lookups_at, directory = statements.lookups_at, statements.directory
        self.log_clock = LogClock(self.clock.now, self.store)
        self.handler = CommandHandler(
            self.lifecycles,
            self.store,
            self.personal,
            directory,
            self.lookups_at,
            self.log_clock.now,
            self._wait_for_news,
            self._committed,
            self.files,
        )
        lookups_at, now = self.lookups_at, self.clock.now
        self.records = RecordReader(
            self.database, self.lifecycles, self.store, self.handler.streams, self.personal, directory, lookups_at, now
        )
        self.pages = ForPages(self.records, self.database, self.lifecycles, self.personal, directory, lookups_at, now)
        self.with_parts = WithParts(
            self.records, self.pages, self.lifecycles, self.handler.streams, directory, lookups_at, now
        )
        self.file_reader = FileReader(
            self.database,
            self.lifecycles,
            self.handler.streams,
            self.personal,
            directory,
            self.lookups_at,
            self.clock.now,
            self.files,
        )
        self.sequencer = Sequencer(
            self.store,
            SettingsStore(self.database),
            publish,
            self._numbered,
            Leadership(self.database, PUBLISHING).held,
            others=not self.database.on_sqlite,
        )
        self.set_aside = DueTimesSetAside(self.database)
        self.due = DueTimes(self.database, self.handler, self.set_aside, self.clock.now)
        self._due_signal, self._stopped, self._indexing_stopped = Signal(), Signal(), Signal()
        self.followed = FollowedLogs(self.name, definition.lines, self.news, self._subscription, self._head_of)
        self.figures = Figures()
        self._stopping = False
        self._read_clock()

    def _subscription(self, line: str, producer: str) -> Subscription:
        effects = Effects(
            line, self.definition.all_copies, self.definition.reactions, self.news.copy, self.definition.forgettings
        )
        read_log = self.store.log if producer == self.name else self._log_of(producer)
        return Subscription(
            line, effects, self.news, self.handler, self.lookups_at, self.clock.now, read_log, self._read_clock
        )

    def _log_of(self, producer: str) -> Callable[[int, int], list[Recorded]]:
        return lambda start, limit: self._peers.read_log(producer, start, limit)

    def loops(self, broker_failures: tuple[type[BaseException], ...]) -> Iterable[Callable[[], None]]:
        """What must run, each in a greenlet of its own, until `stop`."""
        yield self._enduring(self.sequencer.number_forever)
        yield self._enduring(lambda: self.sequencer.publish_forever(broker_failures))
        yield self._enduring(self._run_due)
        yield self._enduring(self._keep_house)
        if self.database.on_sqlite:
            stop = self._indexing_stopped
            yield self._enduring(lambda: keep_indexed(self.database, lambda: self._stopping, stop.wait))
        for subscription in self.followed.subscriptions.values():
            yield self._enduring(lambda followed=subscription: self.followed.follow(followed))  # type: ignore[misc]

    def stop(self) -> None:
        self._stopping = True
        self.sequencer.stop()
        self._due_signal.ring()
        self._stopped.ring()
        self._indexing_stopped.ring()
        self.followed.stop()

    def measured(self, command: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Counts and times a command, and counts its refusal."""
        self._look_at_clock()
        return self.figures.measured(command, work)

    def _head_of(self, producer: str) -> int:
        return self.head() if producer == self.name else self._peers.head(producer)

    def head(self) -> int:
        numbered, waiting = self.store.head()
        return numbered + waiting

    def status(self) -> dict[str, Any]:
        """For /ready, /metrics and `shangliang lag`."""
        self._look_at_clock()
        position, unnumbered = self.store.head()
        counts = self.news.counts()
        oldest = self.store.oldest_unnumbered()
        return {
            "service": self.name,
            "database": "ok",
            "broker": self.sequencer.broker,
            "position": position,
            "unnumbered": unnumbered,
            "unnumbered_seconds": age(oldest, self.clock.now()) if oldest else 0.0,
            "lag": self.followed.lag(),
            "cursors": self.followed.positions(),
            "parked": counts.get("parked", 0) + self.set_aside.count(),
            "pending": counts.get(PENDING, 0) - self.news.held_up(),
            "not_applicable": counts.get("not_applicable", 0),
            "due": self.due.waiting(),
            "next_due": self.due.next(),
            "now": stamp(self.clock.now()),
            "offset_days": self.clock.offset.days,
            "writes": self._cannot_write() or "ok",
            **self._backed_up(),
            "alarms": [alarm] if (alarm := self.log_clock.alarm()) else [],
            **self.figures.shown(),
        }

    def _backed_up(self) -> dict[str, Any]:
        """When the site was, by the one service that is told."""
        return {BACKED_UP_AT: SettingsStore(self.database).get(BACKED_UP_AT)} if self.name == MEMBERS else {}

    def _cannot_write(self) -> str | None:
        """Shown by writing, as a command would: a database that can be read proves nothing."""
        if self.site.folder is not None and (trouble := trouble_of(self.site.folder)):
            return trouble
        try:
            SettingsStore(self.database).put("written_at", stamp(datetime.now(UTC)))
        except DATABASE_FAILURES as failure:
            return repr(failure)
        return self.log_clock.alarm()

    def _wait_for_news(self) -> bool:
        return self.followed.wait_for_news()

    def _committed(self) -> None:
        self.sequencer.committed.ring()
        self._due_signal.ring()

    def _numbered(self) -> None:
        self.figures.numbered(self.sequencer.latest, self.clock.now())
        self.followed.news_arrived(self.sequencer.latest)

    def _look_at_clock(self) -> None:
        """Another replica may have taken the news of the demo clock; what it took is in the database of both."""
        if self.site.demo_clock and not self.database.on_sqlite:
            self._read_clock()

    def _read_clock(self) -> None:
        known = self.lookups_at(self.clock.now()).copies(KnownClock, CLOCK, THE_SITE)
        offset = timedelta(days=known[0].offset_days if known else 0)
        if offset != self.clock.offset:
            self.clock.offset = offset
            self._due_signal.ring()

    def _run_due(self) -> None:
        while not self._stopping:
            self._look_at_clock()
            if not self.due.run():
                self._due_signal.wait(max(0.01, self.due.seconds_to_next(most=1.0)))
            eventlet.sleep(0)

    def _keep_house(self) -> None:
        while not self._stopping:
            forget_old_answers(self.database, datetime.now(UTC))
            self.files.remove_unnamed()
            self._stopped.wait(EVERY_SECONDS)

    def _enduring(self, loop: Callable[[], None]) -> Callable[[], None]:
        """A dead database or a full disk must not stop the service: the loop starts again when it is back."""

        def endure() -> None:
            log_context.begin(self.name)
            while not self._stopping:
                try:
                    loop()
                except (*DATABASE_FAILURES, OSError) as failure:
                    log.error("database failed; trying again", service=self.name, error=repr(failure))
                    eventlet.sleep(1.0)

        return endure
