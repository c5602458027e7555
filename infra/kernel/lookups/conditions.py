"""Conditions on records, each written once: as a clause on the table, and as a test of a record that is not in it.

Lists read the table; records as they were at an earlier time are folded from their events and stand in no table. Both
must give the same answer, so a filter or a right is put together from the pairs below, never from a clause alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, and_, false, func, not_, or_, select, true

from infra.kernel.contract.lifecycle import Handling
from infra.kernel.lookups.labels import TAGGED
from infra.kernel.storage.tables import COPIES, RECORD_CODES, RECORD_HANDLING, RECORD_NAMES, RECORD_WORDS, RECORDS
from infra.kernel.storage.terms import has_terms
from infra.kernel.storage.words import RecordWords, folded

NO_WORDS = RecordWords("", "")


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


@dataclass(frozen=True, slots=True)
class Condition:
    """`clause` makes the condition on the table of records; `holds` tells whether it holds of one record."""

    clause: Callable[[], ColumnElement[bool]]
    holds: Callable[[Filed], bool]


@dataclass(frozen=True, slots=True)
class RecordField:
    """A column of the table, and the same of a record."""

    column: Column[Any]
    of: Callable[[Filed], Any]

    def equals(self, value: str) -> Condition:
        return Condition(lambda: self.column == value, lambda filed: bool(self.of(filed) == value))

    def is_nothing(self) -> Condition:
        return Condition(lambda: self.column.is_(None), lambda filed: self.of(filed) is None)

    def is_among(self, values: Iterable[str]) -> Condition:
        wanted = list(values)
        return Condition(lambda: self.column.in_(wanted), lambda filed: self.of(filed) in wanted)

    def begins_with(self, start: str) -> Condition:
        """Of a division's code: what it begins with lies above it, or is it."""
        return Condition(
            lambda: self.column.startswith(start, autoescape=True), lambda filed: bool(self.of(filed).startswith(start))
        )

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
DIVISION = RecordField(RECORDS.c.division, attrgetter("division"))
ORGANISATION = RecordField(RECORDS.c.organisation, attrgetter("organisation"))
TOPIC = RecordField(RECORDS.c.topic, attrgetter("topic"))
OUTCOME = RecordField(RECORDS.c.outcome, attrgetter("outcome"))
AUDIENCE = RecordField(RECORDS.c.audience, attrgetter("audience"))
CREATED_AT = RecordField(RECORDS.c.created_at, attrgetter("created_at"))
UPDATED_AT = RecordField(RECORDS.c.updated_at, attrgetter("updated_at"))

ALWAYS = Condition(true, lambda filed: True)
NEVER = Condition(false, lambda filed: False)


def names(who: str) -> Condition:
    """It names this organisation or person."""

    def clause() -> ColumnElement[bool]:
        naming = select(RECORD_NAMES.c.id).where(
            RECORD_NAMES.c.collection == RECORDS.c.collection, RECORD_NAMES.c.who == who
        )
        return RECORDS.c.id.in_(naming)

    return Condition(clause, lambda filed: who in filed.named)


def is_opened_by(codes: Iterable[str]) -> Condition:
    """One of these codes (their digests) opens it."""
    given = list(codes)

    def clause() -> ColumnElement[bool]:
        opened = select(RECORD_CODES.c.id).where(
            RECORD_CODES.c.collection == RECORDS.c.collection, RECORD_CODES.c.digest.in_(given)
        )
        return RECORDS.c.id.in_(opened)

    return Condition(clause, lambda filed: bool({*given} & {*filed.codes}))


def names_below(who: str) -> Condition:
    """A task of this outcome names this organisation or person; what else belongs to it is read for itself."""
    below = RECORDS.alias("below")

    def clause() -> ColumnElement[bool]:
        naming = and_(RECORD_NAMES.c.collection == below.c.collection, RECORD_NAMES.c.id == below.c.id)
        return RECORDS.c.id.in_(
            select(below.c.outcome)
            .join(RECORD_NAMES, naming)
            .where(RECORD_NAMES.c.who == who, below.c.outcome != "", below.c.collection == "tasks")
        )

    return Condition(clause, lambda filed: who in filed.named_below)


@dataclass(frozen=True, slots=True)
class Sought:
    """Records of a collection that say something; with `since` and `before` only those whose ids lie between."""

    collection: str
    text: str
    since: str | None = None
    before: str | None = None


def says(sought: Sought) -> Condition:
    """What everybody who reads it reads has this in it, whatever the case of the 26 letters."""
    return _worded(sought, RECORD_WORDS.c.open, lambda filed: filed.words.open)


def says_inside(sought: Sought) -> Condition:
    """So has what is kept from those who read it only because it was published."""
    return _worded(sought, RECORD_WORDS.c.kept, lambda filed: filed.words.kept)


def _worded(sought: Sought, column: Column[Any], of: Callable[[Filed], str]) -> Condition:
    wanted = folded(sought.text)

    def clause() -> ColumnElement[bool]:
        its = select(RECORD_WORDS.c.id).where(RECORD_WORDS.c.collection == sought.collection)
        if sought.before is not None:
            its = its.where(RECORD_WORDS.c.id < sought.before)
        # Few are read through as quickly. The index tells where to look; what is asked for must stand there in one piece.
        its = its.where(has_terms(wanted) if sought.since is None else RECORD_WORDS.c.id >= sought.since)
        return RECORDS.c.id.in_(its.where(column.contains(wanted, autoescape=True)))

    return Condition(clause, lambda filed: wanted in of(filed))


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
        of_it = RECORD_HANDLING.c.collection == RECORDS.c.collection
        return RECORDS.c.id.in_(select(RECORD_HANDLING.c.id).where(of_it, what()))

    return Condition(clause, lambda filed: filed.handling is not None and holds(filed.handling))


def is_tagged(tag: str) -> Condition:
    """It carries this tag. Copies that say so have the record's id before the tag's code."""

    def clause() -> ColumnElement[bool]:
        record = func.substr(COPIES.c.id, 1, func.length(COPIES.c.id) - len(tag) - 1)
        return RECORDS.c.id.in_(select(record).where(COPIES.c.kind == TAGGED, COPIES.c.parent == tag))

    return Condition(clause, lambda filed: tag in filed.tags)


def neither(*conditions: Condition) -> Condition:
    """None of them."""
    return Condition(
        lambda: and_(*(not_(one.clause()) for one in conditions)),
        lambda filed: not any(one.holds(filed) for one in conditions),
    )


def either(*conditions: Condition) -> Condition:
    return Condition(
        lambda: or_(*(one.clause() for one in conditions)), lambda filed: any(one.holds(filed) for one in conditions)
    )


def every(*conditions: Condition) -> Condition:
    return Condition(
        lambda: and_(*(one.clause() for one in conditions)), lambda filed: all(one.holds(filed) for one in conditions)
    )
