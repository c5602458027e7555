"""The library at work on databases in memory, with a clock that the test sets and other services' logs beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from infra.kernel.access.offices import OFFICE, KnownOffice
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, CommandCall, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.commands.command_handler import CommandHandler
from infra.kernel.commands.due import DueTimes
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.lookups.sql_directory import SqlDirectory
from infra.kernel.lookups.sql_lookups import LookupStatements
from infra.kernel.reading.records import RecordReader
from infra.kernel.running.definition import ServiceDefinition
from infra.kernel.running.read_table_rebuild import ReadTableRebuild, canonical_dump
from infra.kernel.storage import personal, tables
from infra.kernel.storage.database import Database
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles
from infra.kernel.storage.log_clock import LogClock
from infra.kernel.storage.news_store import CopyWrite, NewsStore
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.set_aside import DueTimesSetAside
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import EventStore
from tests.unit.kernel.library.tables import LIFECYCLES
from tests.unit.kernel.library.workshop import COPIES, REACTIONS

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
TOWN_LIBRARY = "019a0000-0000-7000-8000-000000000001"
OTHER_LIBRARY = "019a0000-0000-7000-8000-000000000002"
ANA, BEN = "019a0000-0000-7000-8000-00000000000a", "019a0000-0000-7000-8000-00000000000b"
LIBRARIAN = Actor(person="lin", roles=("REC",), organisation=TOWN_LIBRARY, division="620723101")
STRANGER = Actor(person="sun", roles=("REC",), organisation=OTHER_LIBRARY, division="620723102")
AUDITOR = Actor(person="wen", roles=("AUD",))
ADMINISTRATOR = Actor(person="adm", roles=("ADM",))
ANYONE = Actor()

DEFINITION = ServiceDefinition("library", LIFECYCLES, COPIES, REACTIONS)


def databases() -> tuple[Database, Database]:
    """(the service's, the keys'), in memory, with their tables."""
    own, keys = Database("sqlite://"), Database("sqlite://")
    tables.METADATA.create_all(own.engine)
    personal.METADATA.create_all(keys.engine)
    return own, keys


@dataclass
class SetClock:
    """Says what the test wants."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class News:
    """Whether other services' news comes when it is waited for, and what happens then."""

    arrives: Callable[[], bool] = lambda: True
    waited: int = 0

    def __call__(self) -> bool:
        self.waited += 1
        return self.arrives()


class AnyOffice(KnownOffice):
    """Entitles to everything."""

    def entitles(self, role: str, organisation: str | None, day: date) -> bool:
        return True


class OfHolders(SqlDirectory):
    """Everybody holds whatever office his token says: for tests that are about something else."""

    def offices_of(self, person: str) -> list[KnownOffice]:
        return [AnyOffice(person, person, "")]


@dataclass
class Library:
    """One replica of the service. `beside` makes another on the same databases, with caches of its own."""

    own: Database
    keys: Database
    lifecycles: Lifecycles = field(default_factory=lambda: Lifecycles(LIFECYCLES))
    clock: SetClock = field(default_factory=SetClock)
    expected_news: News = field(default_factory=News)
    given_store: EventStore | None = None
    given_personal: PersonalKeys | None = None
    demo: bool = True
    asks_for_offices: bool = False

    def __post_init__(self) -> None:
        self.store: EventStore = self.given_store or SqlStore(self.own, "library")
        self.personal = self.given_personal or PersonalKeys(self.keys)
        self.news = NewsStore(self.own)
        self.files = SiteFiles(FilesInMemory())
        statements = LookupStatements(self.own, self.news, self.demo, self.files, self.personal)
        if not self.asks_for_offices:
            statements.directory = OfHolders(self.news, self.demo)
        self.lookups_at, directory = statements.lookups_at, statements.directory
        self.directory = directory
        self.commits = 0
        self.log_clock = LogClock(self.clock, self.store)
        self.handler = CommandHandler(
            self.lifecycles,
            self.store,
            self.personal,
            directory,
            statements.lookups_at,
            self.log_clock.now,
            self.expected_news,
            self._committed,
            self.files,
        )
        self.records = RecordReader(
            self.own,
            self.lifecycles,
            self.store,
            self.handler.streams,
            self.personal,
            directory,
            statements.lookups_at,
            self.clock,
        )
        self.set_aside = DueTimesSetAside(self.own)
        self.due_times = DueTimes(self.own, self.handler, self.set_aside, self.clock)

    def _committed(self) -> None:
        self.commits += 1

    def beside(self) -> "Library":
        return Library(self.own, self.keys, self.lifecycles, self.clock)

    def do(
        self,
        command: str,
        record: tuple[str, str | None],
        body: dict[str, Any],
        actor: Actor = LIBRARIAN,
        key: str | None = None,
        if_match: int | None = None,
        parent: str | None = None,
    ) -> dict[str, Any]:
        """A command from outside to (collection, id); the id is None for a creating one."""
        collection, record_id = record
        call = CommandCall(collection, command, body, key or new_id(), Caller(), "", record_id, parent, if_match)
        return self.handler.handle(call, actor)

    def holds(self, office: KnownOffice) -> None:
        """News of an office."""
        self.know(OFFICE, office.id, msgspec.json.encode(office).decode(), parent=office.person)

    def acquire(self, title: str = "边城", key: str | None = None) -> str:
        body = {"library": TOWN_LIBRARY, "division": "620723101", "title": title}
        return str(self.do("acquire", ("books", None), body, key=key)["id"])

    def lend(self, book_id: str, **how: Any) -> dict[str, Any]:
        days = how.pop("days", 30)
        body = {"reader": how.pop("reader", ANA), "borrower": how.pop("borrower", "王安"), "until": ends(self, days)}
        return self.do("lend", ("books", book_id), body, **how)

    def give_back(self, book_id: str, **how: Any) -> dict[str, Any]:
        return self.do("return", ("books", book_id), {}, **how)

    def issue_card(self, name: str = "王安", key: str | None = None) -> dict[str, Any]:
        return self.do("issue", ("cards", None), {"name": name}, ANYONE, key)

    def book(self, book_id: str, actor: Actor = AUDITOR) -> dict[str, Any]:
        return self.records.one(ReadCall("books", Caller(), book_id), actor)

    def books(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self.records.listing(ListCall("books", Caller(), limit=200), AUDITOR)["items"]
        return listed

    def types(self, stream: str) -> list[str]:
        return [event.type for event in self.store.stream(stream)]

    def know(self, kind: str, copy_id: str, document: str, parent: str | None = None) -> None:
        """A local copy that news has brought."""
        with self.own.transaction() as cursor:
            self.news.write_copies(cursor, [CopyWrite(kind, copy_id, parent, document)])

    def rebuild(self, logs: dict[str, SqlStore]) -> int:
        return ReadTableRebuild(DEFINITION, self.own, logs.__getitem__).run(lambda done, total: None)

    def dump(self) -> list[str]:
        return list(canonical_dump(self.own))


def library(**given: Any) -> Library:
    return Library(*databases(), **given)


def ends(of: Library, days: float) -> str:
    return stamp(of.clock.now + timedelta(days=days))
