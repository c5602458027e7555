"""What decisions and reactions may look up: own read rows, local copies, policies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import NamedTuple, TypeVar

import msgspec
from sqlalchemy import and_, bindparam, select

from infra.kernel.access.capacities import capacity_for
from infra.kernel.access.offices import OFFICE
from infra.kernel.access.places import SYSTEM, Actor, Place
from infra.kernel.access.rules_of_place import Standing
from infra.kernel.base.clock import day_in_china, moment
from infra.kernel.base.workdays import YearNotice
from infra.kernel.contract.counted import Counted
from infra.kernel.contract.lifecycle import NewsMissing
from infra.kernel.contract.policy import Period, PolicyInForce
from infra.kernel.lookups.counting import numbers_by_division
from infra.kernel.lookups.periods import period_of
from infra.kernel.lookups.reading_rights import visible
from infra.kernel.lookups.sql_directory import SqlDirectory
from infra.kernel.lookups.successions import with_predecessors
from infra.kernel.storage.database import Database
from infra.kernel.storage.files import SiteFiles
from infra.kernel.storage.news_store import NewsStore
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.store import Pin, RollPin
from infra.kernel.storage.tables import EVENTS, RECORD_CODES, RECORD_NAMES, RECORDS

T = TypeVar("T")

A_PAGE = 200
POLICY, CLOCK, CALENDAR, COUNTRY = "policy", "clock", "calendar", "CN"


class OwnRow(NamedTuple):
    """What the statements of `LookupStatements` answer of one record."""

    record_id: str
    state: str
    version: int
    division: str
    shown: str
    nested_in: str | None


class LookupStatements:
    """The statements of all lookups, compiled once for a service's database."""

    def __init__(
        self, database: Database, news: NewsStore, demo: bool, files: SiteFiles, personal: PersonalKeys
    ) -> None:
        self.database, self.news, self.directory, self.files = database, news, SqlDirectory(news, demo), files
        self.personal = personal
        own = (RECORDS.c.id, RECORDS.c.state, RECORDS.c.version, RECORDS.c.division, RECORDS.c.shown)
        wanted = select(*own, RECORDS.c.parent)
        of = wanted.where(RECORDS.c.collection == bindparam("of")).order_by(RECORDS.c.id)
        self.all = database.prepare(of)
        self.by_state = database.prepare(of.where(RECORDS.c.state == bindparam("its_state")))
        self.by_topic = database.prepare(of.where(RECORDS.c.topic == bindparam("its_topic")))
        self.by_outcome = database.prepare(of.where(RECORDS.c.outcome == bindparam("its_outcome")))
        naming = (RECORD_NAMES.c.collection == RECORDS.c.collection, RECORD_NAMES.c.id == RECORDS.c.id)
        named = of.join(RECORD_NAMES, and_(*naming)).where(RECORD_NAMES.c.who == bindparam("its_name"))
        self.by_name = database.prepare(named)
        of_body, after = RECORDS.c.organisation == bindparam("its_organisation"), RECORDS.c.id > bindparam("its_after")
        self.held = database.prepare(of.where(of_body, after).limit(A_PAGE))
        self.there = database.prepare(of.where(RECORDS.c.division == bindparam("its_division"), after).limit(A_PAGE))
        self.one = database.prepare(
            wanted.where(RECORDS.c.collection == bindparam("of"), RECORDS.c.id == bindparam("its_id"))
        )
        happened = select(EVENTS.c.occurred_at).where(
            EVENTS.c.stream == bindparam("its_stream"), EVENTS.c.type == bindparam("its_type")
        )
        self.happened = database.prepare(happened.order_by(EVENTS.c.version.desc()).limit(1))
        self.opens = database.prepare(
            select(RECORD_CODES.c.id).where(RECORD_CODES.c.digest == bindparam("its_digest")).limit(1)
        )
        its_events = (EVENTS.c.stream == bindparam("its_stream"), EVENTS.c.type == bindparam("its_type"))
        self.first = database.prepare(
            select(EVENTS.c.occurred_at).where(*its_events).order_by(EVENTS.c.version).limit(1)
        )
        self.entered = database.prepare(
            select(EVENTS.c.occurred_at, EVENTS.c.recorded_at).where(*its_events).order_by(EVENTS.c.version)
        )
        code = (RECORD_CODES.c.collection == bindparam("of"), RECORD_CODES.c.digest == bindparam("its_digest"))
        self.opened = database.prepare(select(RECORD_CODES.c.id).where(*code))

    def lookups_at(self, now: datetime, recorded_at: datetime | None = None, actor: Actor = SYSTEM) -> "SqlLookups":
        return SqlLookups(self, now, recorded_at or now, actor)


@dataclass(frozen=True)
class SqlLookups:
    """Looks things up for what happened at `now` and is entered at `recorded_at`, both domain time."""

    statements: LookupStatements
    now: datetime
    recorded_at: datetime
    actor: Actor
    looked_up: list[str] = field(default_factory=list, compare=False)
    """What was asked for, by kind or collection: a refusal that rests on none of it no news can lift."""
    pins: list[Pin | RollPin] = field(default_factory=list, compare=False)
    """Own records that must not have changed when what is decided is written."""

    def copy(self, into: type[T], kind: str, copy_id: str) -> T | None:
        self.looked_up.append(kind)
        document = self.statements.news.copy(kind, copy_id)
        return msgspec.json.decode(document, type=into) if document else None

    def needed_copy(self, into: type[T], kind: str, copy_id: str) -> T:
        found = self.copy(into, kind, copy_id)
        if found is None:
            raise NewsMissing(f"{kind} {copy_id}", names=kind)
        return found

    def copies(self, into: type[T], kind: str, parent: str) -> list[T]:
        self.looked_up.append(kind)
        return [msgspec.json.decode(document, type=into) for document in self.statements.news.copies(kind, parent)]

    def shown(
        self,
        into: type[T],
        collection: str,
        *,
        topic: str | None = None,
        outcome: str | None = None,
        naming: str | None = None,
    ) -> list[T]:
        self.looked_up.append(collection)
        statements, of = self.statements, {"of": collection}
        if topic is not None:
            rows = statements.database.rows(statements.by_topic, {**of, "its_topic": topic})
        elif outcome is not None:
            rows = statements.database.rows(statements.by_outcome, {**of, "its_outcome": outcome})
        elif naming is not None:
            return [_as(into, row) for row in self._that_name(collection, naming)]
        else:
            rows = statements.database.rows(statements.all, of)
        return [_as(into, OwnRow(*row)) for row in rows]

    def in_state(self, into: type[T], collection: str, state: str) -> list[T]:
        self.looked_up.append(collection)
        asked = {"of": collection, "its_state": state}
        return [_as(into, OwnRow(*row)) for row in self.statements.database.rows(self.statements.by_state, asked)]

    def one(self, into: type[T], collection: str, record_id: str) -> T | None:
        row = self._row(collection, record_id)
        return _as(into, row) if row else None

    def readable(self, into: type[T], collection: str, record_id: str) -> T | None:
        return self.one(into, collection, record_id) if self._may_read(collection, record_id) else None

    def pinned(self, into: type[T], collection: str, record_id: str, *, unread: bool = False) -> T | None:
        row = self._row(collection, record_id) if unread or self._may_read(collection, record_id) else None
        if row is None:
            return None
        self.pins.append(Pin(collection, record_id, row.version))
        return _as(into, row)

    def first_time(self, event: type, stream: str) -> datetime | None:
        asked = {"its_stream": stream, "its_type": event.__name__}
        found: str | None = self.statements.database.value(self.statements.first, asked)
        return moment(found) if found else None

    def entered(self, stream: str, event: type) -> dict[datetime, datetime]:
        asked = {"its_stream": stream, "its_type": event.__name__}
        rows = self.statements.database.rows(self.statements.entered, asked)
        return {moment(occurred): moment(recorded) for occurred, recorded in rows}

    def pinned_that_name(self, into: type[T], collection: str, naming: str) -> list[T]:
        self.looked_up.append(collection)
        rows = self._that_name(collection, naming)
        self.pins.extend(Pin(collection, row.record_id, row.version) for row in rows)
        self.pins.append(RollPin(collection, naming, len(rows)))
        return [_as(into, row) for row in rows]

    def _that_name(self, collection: str, who: str) -> list[OwnRow]:
        rows = self.statements.database.rows(self.statements.by_name, {"of": collection, "its_name": who})
        return [OwnRow(*row) for row in rows]

    def held_by(self, into: type[T], collection: str, organisation: str, after: str = "") -> list[T]:
        self.looked_up.append(collection)
        asked = {"of": collection, "its_organisation": organisation, "its_after": after}
        return [_as(into, OwnRow(*row)) for row in self.statements.database.rows(self.statements.held, asked)]

    def of_division(self, into: type[T], collection: str, division: str, after: str = "") -> list[T]:
        self.looked_up.append(collection)
        asked = {"of": collection, "its_division": division, "its_after": after}
        return [_as(into, OwnRow(*row)) for row in self.statements.database.rows(self.statements.there, asked)]

    def counted(self, collection: str, division: str, wanted: Counted) -> dict[str, int]:
        self.looked_up.append(collection)
        return numbers_by_division(self.statements.database, collection, division, wanted)

    def opened_by(self, collection: str, code: str) -> str | None:
        self.looked_up.append(collection)
        found: str | None = self.statements.database.value(
            self.statements.opened, {"of": collection, "its_digest": code}
        )
        return found

    def _row(self, collection: str, record_id: str) -> OwnRow | None:
        self.looked_up.append(collection)
        rows = self.statements.database.rows(self.statements.one, {"of": collection, "its_id": record_id})
        return OwnRow(*rows[0]) if rows else None

    def _may_read(self, collection: str, record_id: str) -> bool:
        self.looked_up.append(collection)
        if "SYS" in self.actor.roles:
            return True
        reader = with_predecessors(self.actor, self.statements.directory.divisions, self._today)
        may_read = visible(reader, collection).clause()
        return bool(self.statements.database.query(select(RECORDS.c.id).where(may_read, RECORDS.c.id == record_id)))

    def opens(self, code: str) -> bool:
        """Whether a code (its digest) opens any own record."""
        return bool(self.statements.database.rows(self.statements.opens, {"its_digest": code}))

    def type_of_new_file(self, digest: str) -> str | None:
        return self.statements.files.type_of_new(digest)

    def has_words(self, person: str) -> bool:
        return self.statements.personal.has_words_of(person)

    def happened_last(self, stream: str, event: str) -> datetime | None:
        found = self.statements.database.value(self.statements.happened, {"its_stream": stream, "its_type": event})
        return moment(found) if found else None

    @property
    def _today(self) -> date:
        return day_in_china(self.recorded_at)

    def acting_for(self, division: str) -> str:
        return self.statements.directory.divisions.acting_for(division, self._today)

    @property
    def heirs(self) -> Mapping[str, str | None]:
        """By each organisation that has ended whoever succeeds it now, None where nobody does."""
        return self.statements.directory.heirs

    def may(self, by: tuple[str, ...], place: Place) -> bool:
        if "SYS" in self.actor.roles:
            return True
        who = Standing(self.actor, self.statements.directory, self._today)
        if capacity_for(who, by, place) is not None:
            return True
        self.looked_up.append(OFFICE)
        return False

    def ends(self, code: str, start: datetime) -> Period:
        return self._period(self.needed_copy(PolicyInForce, POLICY, code), start)

    def ends_by(self, cited: str, start: datetime) -> Period | None:
        code, _, version = cited.partition("@")
        policy = self.needed_copy(PolicyInForce, POLICY, code)
        if policy.version != int(version):
            if int(version) not in policy.earlier:
                return None
            policy = replace(policy, version=int(version), days=policy.earlier[int(version)])
        return self._period(policy, start)

    def _period(self, policy: PolicyInForce, start: datetime) -> Period:
        return period_of(policy, start, self.copies(YearNotice, CALENDAR, COUNTRY))


def _as(into: type[T], row: OwnRow) -> T:
    own = {"id": row.record_id, "state": row.state, "version": row.version, "division": row.division}
    values = {**msgspec.json.decode(row.shown), **own, "nested_in": row.nested_in}
    names = {one.name for one in fields(into)}  # type: ignore[arg-type]
    for name in [name for name in names if name.endswith("_") and name.rstrip("_") in values]:
        values[name] = values[name.rstrip("_")]
    return msgspec.convert({name: value for name, value in values.items() if name in names}, into)
