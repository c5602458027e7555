"""In which order a list comes, and where its next page begins.

Without `sort` it is the newest record first, by its id. What has no date to be sorted by comes last either way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, asc, desc, func, literal, or_, select

from infra.kernel.base.calls import ListCall
from infra.kernel.base.problems import Invalid
from infra.kernel.lookups.conditions import RECORD_ID, Condition, Filed
from infra.kernel.reading.paging import cursor_after, cursor_beside, id_in, value_and_id_in
from infra.kernel.storage.tables import RECORD_HANDLING, RECORDS

# Later and earlier than every day that can be named.
NEVER_DUE, EVER_DUE = "9999-12-31", ""


@dataclass(frozen=True)
class Sorting:
    """One order. `column` makes what the table is sorted by, `of` tells the same of one record; None: by id alone."""

    descending: bool
    column: Callable[[], ColumnElement[str]] | None = None
    of: Callable[[Filed], str] | None = None

    def order(self) -> list[Any]:
        way = desc if self.descending else asc
        return [way(one) for one in self._key()]

    def value(self) -> ColumnElement[str]:
        """What a row is sorted by, to be asked for beside it; its cursor needs it."""
        return self.column() if self.column else literal("")

    def place(self, filed: Filed) -> tuple[str, str]:
        """Where a record stands, to sort records that are in no table."""
        return (self.of(filed) if self.of else "", filed.record_id)

    def cursor(self, value: str, record_id: str) -> str | None:
        return cursor_beside(value, record_id) if self.column else cursor_after(record_id)

    def after(self, cursor: str) -> Condition:
        """What comes after that place. Raises Invalid for a cursor of another order."""
        if self.column is None or self.of is None:
            return RECORD_ID.is_below(id_in(cursor))
        here, ours, down = value_and_id_in(cursor), self.column, self.descending
        return Condition(
            lambda: _beyond(ours(), RECORDS.c.id, here, down),
            lambda filed: self.place(filed) < here if down else self.place(filed) > here,
        )

    def _key(self) -> list[ColumnElement[str]]:
        return [*([self.column()] if self.column else []), RECORDS.c.id]


def _beyond(
    column: ColumnElement[str], record_id: ColumnElement[str], here: tuple[str, str], down: bool
) -> ColumnElement[bool]:
    value, its_id = here
    further = column < value if down else column > value
    beside = record_id < its_id if down else record_id > its_id
    return or_(further, and_(column == value, beside))


def _due(otherwise: str) -> Callable[[], ColumnElement[str]]:
    def column() -> ColumnElement[str]:
        its = (RECORD_HANDLING.c.collection == RECORDS.c.collection, RECORD_HANDLING.c.id == RECORDS.c.id)
        return func.coalesce(select(RECORD_HANDLING.c.due).where(*its).scalar_subquery(), otherwise)

    return column


def _due_of(otherwise: str) -> Callable[[Filed], str]:
    return lambda filed: filed.handling.due.isoformat() if filed.handling else otherwise


BY_ID = Sorting(descending=True)
SORTINGS = {
    "updated_at": Sorting(False, lambda: RECORDS.c.updated_at, lambda filed: filed.updated_at),
    "-updated_at": Sorting(True, lambda: RECORDS.c.updated_at, lambda filed: filed.updated_at),
    "created_at": Sorting(False, lambda: RECORDS.c.created_at, lambda filed: filed.created_at),
    "-created_at": Sorting(True, lambda: RECORDS.c.created_at, lambda filed: filed.created_at),
    "due": Sorting(False, _due(NEVER_DUE), _due_of(NEVER_DUE)),
    "-due": Sorting(True, _due(EVER_DUE), _due_of(EVER_DUE)),
}


def sorting_of(call: ListCall) -> Sorting:
    """Raises Invalid for an order that there is not."""
    if not call.sort:
        return BY_ID
    if call.sort not in SORTINGS:
        known = " ".join(SORTINGS)
        raise Invalid(
            f"没有排序 {call.sort} There is no such order; there are: {known}",
            errors={"sort": [f"须为其中之一 must be one of: {known}"]},
        )
    return SORTINGS[call.sort]
