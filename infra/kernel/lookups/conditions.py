"""Conditions on records, each written once: as a clause on the table, and as a test of a record that is not in it.

Lists read the table; records as they were at an earlier time are folded from their events and stand in no table. Both
must give the same answer, so a filter or a right is put together from the pairs below, never from a clause alone.

Some have an index. These have a query besides, which finds the same records of one collection by it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    and_,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    true,
)

from infra.kernel.contract.handling import Handling
from infra.kernel.lookups.labels import TAGGED
from infra.kernel.lookups.marks import INTERNAL
from infra.kernel.storage.tables import COPIES, RECORD_CODES, RECORD_HANDLING, RECORD_NAMES, RECORDS
from infra.kernel.storage.words import RecordWords

NO_WORDS = RecordWords("", "")
AFTER_EVERY_DIGIT = "x"


class Filed(NamedTuple):
    """What a condition may look at of one record. `named`, `codes` and `handling` stand in tables of their own.

    `named_below` are those whom a record names that belongs to it (a task of an outcome).
    """

    division: str
    audience: str
    collection: str = ""
    record_id: str = ""
    state: str = ""
    organisation: str | None = None
    topic: str | None = None
    outcome: str | None = None
    parent: str | None = None
    words: RecordWords = NO_WORDS
    created_at: str = ""
    updated_at: str = ""
    named: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    named_below: tuple[str, ...] = ()
    handling: Handling | None = None
    tags: tuple[str, ...] = ()
    internal: bool = False


IdsOfThose: TypeAlias = Callable[[str], Select[Any]]


@dataclass(frozen=True, slots=True)
class Condition:
    """`clause` makes the condition on the table of records; `holds` tells whether it holds of one record.

    One that is made of others makes its clause once: rights are kept by caller, and clauses cost more than the query.
    `ids` makes the query for the ids of those of a collection, which an index answers; None where none does.
    """

    clause: Callable[[], ColumnElement[bool]]
    holds: Callable[[Filed], bool]
    ids: IdsOfThose | None = None


@dataclass(frozen=True, slots=True)
class RecordField:
    """A column of the table, and the same of a record. `indexed`: how its index wants a value said, if it has one."""

    column: Column[Any]
    of: Callable[[Filed], Any]
    indexed: Callable[[str], ColumnElement[Any]] | None = None

    def equals(self, value: str) -> Condition:
        ids = self._ids(lambda said: self.column == said(value))
        return Condition(lambda: self.column == value, lambda filed: bool(self.of(filed) == value), ids)

    def is_nothing(self) -> Condition:
        return Condition(lambda: self.column.is_(None), lambda filed: self.of(filed) is None)

    def is_among(self, values: Iterable[str]) -> Condition:
        wanted = list(values)
        ids = self._ids(lambda _said: self.column.in_(wanted))
        return Condition(lambda: self.column.in_(wanted), lambda filed: self.of(filed) in wanted, ids)

    def begins_with(self, start: str) -> Condition:
        """Of a division's code: what it begins with lies above it, or is it."""
        ids = self._ids(lambda _said: and_(self.column >= start, self.column < start + AFTER_EVERY_DIGIT))
        return Condition(
            lambda: self.column.startswith(start, autoescape=True),
            lambda filed: bool(self.of(filed).startswith(start)),
            ids if start.isdigit() else None,
        )

    def _ids(self, clause: Callable[[Callable[[str], Any]], ColumnElement[bool]]) -> IdsOfThose | None:
        if (said := self.indexed) is None:
            return None
        return lambda collection: select(RECORDS.c.id).where(RECORDS.c.collection == collection, clause(said))

    def is_at_least(self, value: str) -> Condition:
        return Condition(lambda: self.column >= value, lambda filed: bool(self.of(filed) >= value))

    def is_at_most(self, value: str) -> Condition:
        return Condition(lambda: self.column <= value, lambda filed: bool(self.of(filed) <= value))

    def is_below(self, value: str) -> Condition:
        return Condition(lambda: self.column < value, lambda filed: bool(self.of(filed) < value))


COLLECTION = RecordField(RECORDS.c.collection, attrgetter("collection"))
RECORD_ID = RecordField(RECORDS.c.id, attrgetter("record_id"))
PARENT = RecordField(RECORDS.c.parent, attrgetter("parent"))
STATE = RecordField(RECORDS.c.state, attrgetter("state"))
DIVISION = RecordField(RECORDS.c.division, attrgetter("division"), literal)
ORGANISATION = RecordField(RECORDS.c.organisation, attrgetter("organisation"), literal)
TOPIC = RecordField(RECORDS.c.topic, attrgetter("topic"))
OUTCOME = RecordField(RECORDS.c.outcome, attrgetter("outcome"))
# Its index has some audiences only: SQLite takes it for those whose names stand in the query.
AUDIENCE = RecordField(RECORDS.c.audience, attrgetter("audience"), lambda one: literal_column(f"'{one}'"))
CREATED_AT = RecordField(RECORDS.c.created_at, attrgetter("created_at"))
UPDATED_AT = RecordField(RECORDS.c.updated_at, attrgetter("updated_at"))

ALWAYS = Condition(true, lambda filed: True)
NEVER = Condition(false, lambda filed: False)


def names(who: str) -> Condition:
    """It names this organisation or person."""
    naming = select(RECORD_NAMES.c.id).where(RECORD_NAMES.c.who == who)

    def clause() -> ColumnElement[bool]:
        # Record by record: a list of all that name somebody would be gone through for each.
        its = (RECORD_NAMES.c.collection == RECORDS.c.collection, RECORD_NAMES.c.id == RECORDS.c.id)
        return naming.where(*its).correlate(RECORDS).exists()

    def ids(collection: str) -> Select[Any]:
        # As no column, or SQLite looks through all names of the collection.
        return naming.where(RECORD_NAMES.c.collection.concat("") == collection)

    return Condition(clause, lambda filed: who in filed.named, ids)


def is_opened_by(codes: Iterable[str]) -> Condition:
    """One of these codes (their digests) opens it."""
    given = list(codes)
    opened = select(RECORD_CODES.c.id).where(RECORD_CODES.c.digest.in_(given))

    def clause() -> ColumnElement[bool]:
        return RECORDS.c.id.in_(opened.where(RECORD_CODES.c.collection == RECORDS.c.collection))

    def ids(collection: str) -> Select[Any]:
        return opened.where(RECORD_CODES.c.collection == collection)

    return Condition(clause, lambda filed: bool({*given} & {*filed.codes}), ids)


def names_below(who: str) -> Condition:
    """A task of this outcome names this organisation or person; what else belongs to it is read for itself."""
    below = RECORDS.alias("below")
    naming = and_(RECORD_NAMES.c.collection == below.c.collection, RECORD_NAMES.c.id == below.c.id)
    above = (
        select(below.c.outcome)
        .join(RECORD_NAMES, naming)
        .where(RECORD_NAMES.c.who == who, below.c.outcome != "", below.c.collection == "tasks")
    )
    return Condition(lambda: RECORDS.c.id.in_(above), lambda filed: who in filed.named_below, lambda _of: above)


def is_led_by(who: str) -> Condition:
    return _handled(lambda: RECORD_HANDLING.c.lead == who, lambda handling: handling.lead == who)


def is_co_handled_by(who: str) -> Condition:
    # A JSON list: the quotation marks around an id are its ends.
    return _handled(
        lambda: RECORD_HANDLING.c.co_handlers.contains(f'"{who}"', autoescape=True),
        lambda handling: who in handling.co_handlers,
    )


def is_overdue(told: bool) -> Condition:
    """Whether it is on record that its day has passed."""
    return _handled(lambda: RECORD_HANDLING.c.overdue == int(told), lambda handling: handling.overdue == told)


def is_due_before(day: str) -> Condition:
    return _handled(lambda: RECORD_HANDLING.c.due < day, lambda handling: handling.due.isoformat() < day)


def _handled(what: Callable[[], ColumnElement[bool]], holds: Callable[[Handling], bool]) -> Condition:
    """Of a record that somebody handles by a day."""

    def clause() -> ColumnElement[bool]:
        its = (RECORD_HANDLING.c.collection == RECORDS.c.collection, RECORD_HANDLING.c.id == RECORDS.c.id)
        return select(RECORD_HANDLING.c.id).where(*its, what()).correlate(RECORDS).exists()

    def ids(collection: str) -> Select[Any]:
        return select(RECORD_HANDLING.c.id).where(RECORD_HANDLING.c.collection == collection, what())

    return Condition(clause, lambda filed: filed.handling is not None and holds(filed.handling), ids)


def is_tagged(tag: str) -> Condition:
    """It carries this tag. Copies that say so have the record's id before the tag's code."""

    def clause() -> ColumnElement[bool]:
        record = func.substr(COPIES.c.id, 1, func.length(COPIES.c.id) - len(tag) - 1)
        return RECORDS.c.id.in_(select(record).where(COPIES.c.kind == TAGGED, COPIES.c.parent == tag))

    return Condition(clause, lambda filed: tag in filed.tags)


def is_marked_internal() -> Condition:
    """It is kept from the public, for a reason on record, as that stands now: also when it is read as it was."""

    def clause() -> ColumnElement[bool]:
        marked = select(COPIES.c.id).where(COPIES.c.kind == INTERNAL, COPIES.c.parent.is_not(None))
        return RECORDS.c.id.in_(marked)

    return Condition(clause, lambda filed: filed.internal)


def among(collection: str, condition: Condition) -> Condition:
    """The same of the records of one collection: those that its index finds, where it has one."""
    ids = condition.ids
    return condition if ids is None else Condition(lambda: RECORDS.c.id.in_(ids(collection)), condition.holds)


def neither(*conditions: Condition) -> Condition:
    """None of them."""
    return Condition(
        cache(lambda: and_(true(), *(not_(one.clause()) for one in conditions))),
        lambda filed: not any(one.holds(filed) for one in conditions),
    )


def either(*conditions: Condition) -> Condition:
    return Condition(
        cache(lambda: or_(false(), *(one.clause() for one in conditions))),
        lambda filed: any(one.holds(filed) for one in conditions),
    )


def every(*conditions: Condition) -> Condition:
    return Condition(
        cache(lambda: and_(*(one.clause() for one in conditions))),
        lambda filed: all(one.holds(filed) for one in conditions),
    )
