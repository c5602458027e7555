"""Records that say something: as a clause on the table of their words, and as a test of a record that is not in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, select

from infra.kernel.lookups.conditions import Condition, Filed
from infra.kernel.storage.tables import RECORD_WORDS, RECORDS
from infra.kernel.storage.terms import has_terms
from infra.kernel.storage.words import folded


@dataclass(frozen=True, slots=True)
class Sought:
    """Records of a collection that say something; with `since` and `before` only those whose ids lie between.

    `one_by_one`: of few records it is not asked of the index, but of each of them.
    """

    collection: str
    text: str
    since: str | None = None
    before: str | None = None
    one_by_one: bool = False


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
        if sought.one_by_one:
            of_it = its.where(RECORD_WORDS.c.id == RECORDS.c.id, column.contains(wanted, autoescape=True))
            return of_it.correlate(RECORDS).exists()
        if sought.before is not None:
            its = its.where(RECORD_WORDS.c.id < sought.before)
        # Few are read through as quickly. The index tells where to look; what is asked for must stand there in one piece.
        its = its.where(has_terms(wanted) if sought.since is None else RECORD_WORDS.c.id >= sought.since)
        return RECORDS.c.id.in_(its.where(column.contains(wanted, autoescape=True)))

    return Condition(clause, lambda filed: wanted in of(filed))
