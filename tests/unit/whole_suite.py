"""All services at work on databases in memory: no broker, no greenlets; news moves when the test says so."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.news.effects import Effects
from infra.kernel.news.subscription import Subscription
from infra.kernel.running.definition import ServiceDefinition
from infra.kernel.running.read_table_rebuild import ReadTableRebuild, canonical_dump
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from operations.suite.services import SERVICES, definition_of
from services.members.division.events import Division, DivisionsLoaded
from services.members.first_start import first_start
from services.members.organisation.events import OrganisationCreated
from services.topics.screening_list.default_list import first_screening_list
from tests.unit.kernel.library.running import Library, SetClock, databases

COUNTY, TOWN, OTHER_TOWN = "620723", "620723101", "620723103"
DIVISIONS = {"62": "甘肃省", "6207": "张掖市", COUNTY: "临泽县", TOWN: "沙河镇", OTHER_TOWN: "蓼泉镇"}
LEVELS = {2: "province", 4: "city", 6: "county", 9: "township", 12: "village"}
BODIES = {
    "council": ("council", TOWN),
    "station": ("station", TOWN),
    "party": ("party", TOWN),
    "government": ("government", TOWN),
    "office": ("cppcc_office", COUNTY),
    "dispatch": ("dispatch_office", TOWN),
    "supervision": ("supervising_office", COUNTY),
    "police": ("department", COUNTY),
    "builders": ("department", COUNTY),
    "council elsewhere": ("council", OTHER_TOWN),
    "station elsewhere": ("station", OTHER_TOWN),
}
MOST = 10_000


@dataclass
class Replica:
    """One service, with its subscriptions. `begin_again` forgets what it had in mind, as a restart does."""

    definition: ServiceDefinition
    own: Database
    keys: Database
    clock: SetClock
    logs: dict[str, SqlStore]
    asks_for_offices: bool = False
    arrives: Callable[[], bool] = lambda: False

    def __post_init__(self) -> None:
        self.logs.setdefault(self.definition.name, SqlStore(self.own, self.definition.name))
        self.begin_again()

    def begin_again(self) -> None:
        self.at_work = Library(
            self.own,
            self.keys,
            Lifecycles(self.definition.lifecycles),
            self.clock,
            given_store=self.logs[self.definition.name],
            asks_for_offices=self.asks_for_offices,
        )
        self.at_work.expected_news.arrives = self.arrives
        self.lines = {line: self._subscription(line, of) for line, of in self.definition.lines.items()}

    def _subscription(self, line: str, producer: str) -> Subscription:
        of, definition = self.at_work, self.definition
        effects = Effects(line, definition.all_copies, definition.reactions, of.news.copy, definition.forgettings)
        read_log, back_off = self.logs[producer].log, (0.0, 0.0, 0.0, 0.0)
        return Subscription(
            line, effects, of.news, of.handler, of.lookups_at, of.clock, read_log, lambda: None, back_off
        )

    def rebuilt(self) -> list[str]:
        ReadTableRebuild(self.definition, self.own, self.logs.__getitem__).run(lambda done, total: None)
        return self.dump()

    def dump(self) -> list[str]:
        return list(canonical_dump(self.own))


@dataclass
class WholeSuite:
    """The four services on one clock, in a county with one body of each kind in one town and a council next door,

    unless other divisions (code and name) and bodies (name, then kind and division) are asked for.
    """

    clock: SetClock = field(default_factory=SetClock)
    organisations: dict[str, str] = field(default_factory=dict)
    logs: dict[str, SqlStore] = field(default_factory=dict)
    asks_for_offices: bool = False
    divisions: Mapping[str, str] = field(default_factory=lambda: DIVISIONS)
    bodies: Mapping[str, tuple[str, str]] = field(default_factory=lambda: BODIES)

    def __post_init__(self) -> None:
        made = {name: databases()[0] for name in SERVICES}
        _own, keys = databases()
        self.logs = {name: SqlStore(own, name) for name, own in made.items()}
        self.services = {
            name: Replica(definition_of(name), own, keys, self.clock, self.logs, self.asks_for_offices)
            for name, own in made.items()
        }
        self._begin()
        self.settle()

    def copied(self, arrives: Callable[[], bool]) -> "WholeSuite":
        """The same suite once more, on databases of its own: what happens in one does not happen in the other.

        `arrives` says whether news that a command waits for comes.
        """
        other = copy(self)
        other.clock = SetClock(self.clock.now)
        keys = _copied(next(iter(self.services.values())).keys)
        made = {name: _copied(replica.own) for name, replica in self.services.items()}
        other.logs = {name: SqlStore(own, name) for name, own in made.items()}
        other.services = {
            name: Replica(definition_of(name), own, keys, other.clock, other.logs, self.asks_for_offices, arrives)
            for name, own in made.items()
        }
        return other

    def _begin(self) -> None:
        divisions = tuple(
            Division(code, name, LEVELS[len(code)], None, counts_in_coverage=True)
            for code, name in self.divisions.items()
        )
        self.told("members", DivisionsLoaded(new_id(), "the test", divisions))
        for _record, events in first_start(self.clock().date(), new_id, lambda person, name: name):
            self.told("members", *events)
        for name, (kind, division) in self.bodies.items():
            self.organisations[name] = new_id()
            self.told("members", OrganisationCreated(self.organisations[name], name, kind, division, None))
        self.told("topics", *first_screening_list(new_id()))

    def told(self, service: str, *events: Any) -> None:
        of = self.services[service].at_work
        record(of.lifecycles, of.store, new_id(), list(events), of.clock(), SYSTEM, "SYS")

    def of(self, lifecycle: Lifecycle) -> Library:
        return next(one.at_work for one in self.services.values() if lifecycle in one.definition.lifecycles)

    def actor(self, role: str, body: str, person: str | None = None) -> Actor:
        return Actor(person or f"{role} of {body}", (role,), self.organisations[body], self.bodies[body][1])

    def number(self, service: str) -> None:
        self.logs[service].number(MOST)

    def settle(self) -> None:
        """Until nothing is on its way any more."""
        while self._numbered() or self._behind():
            for one in self.services.values():
                for line in one.lines.values():
                    line.catch_up(look=True)

    def _numbered(self) -> int:
        return sum(len(store.number(MOST)) for store in self.logs.values())

    def _behind(self) -> bool:
        return any(
            one.at_work.news.cursor(line) < self.logs[of].head()[0]
            for one in self.services.values()
            for line, of in one.definition.lines.items()
        )


def _copied(database: Database) -> Database:
    """The same rows in memory once more."""
    other = Database("sqlite://")
    from_here, to_there = database.engine.raw_connection(), other.engine.raw_connection()
    from_here.driver_connection.backup(to_there.driver_connection)  # type: ignore[union-attr]
    return other
