"""The records of whoever reads few of very many, found in each way in which he comes to them.

What one may read is a condition of several "or", which no index answers: the table is walked until a page is full. For
who reads one record in fifty that is quick however many there are; who reads one in five thousand waits for most of them.
Each "or" by itself has an index. What they find together is looked at under the same conditions as the whole table.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import FromClause, Join, Select, and_, func, select, union
from sqlalchemy.ext.compiler import compiles

from infra.kernel.base.calls import ListCall
from infra.kernel.lookups.conditions import Condition
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import RECORDS

MOST_COUNTINGS = 2_000
"""Kept by collection and ways: a query of ten parts, asked at every page."""
FEW = 5_000
"""So many in one way are looked at one by one and sorted within a few hundredths of a second."""


class InOrder(Join):
    """First what stands left. SQLite would rather walk the table from one end, since it does not know how long it is."""

    inherit_cache = True


@compiles(InOrder, "sqlite")
def _crossed(element: InOrder, compiler: Any, **options: Any) -> str:
    options["asfrom"] = True
    left, right = (compiler.process(one, **options) for one in (element.left, element.right))
    return f"{left} CROSS JOIN {right} ON {compiler.process(element.onclause, **options)}"


def may_be_few(call: ListCall, ways: Sequence[Condition]) -> bool:
    """Whether it can help: every way has an index, and what is asked for has none of its own."""
    of_others = (call.parent_id, call.topic, call.outcome, call.names, call.speciality, call.lead, call.tag)
    return not any((*of_others, call.organisation)) and all(way.ids for way in ways)


def few(database: Database, collection: str, ways: Sequence[Condition]) -> FromClause | None:
    """The records that these ways lead to, to select from instead of all; None where one leads to many."""
    (counted,) = database.query(counting(collection, tuple(ways)))
    if any(number > FEW for number in counted):
        return None
    return found(collection, [way for way, number in zip(ways, counted, strict=True) if number] or ways[:1])


@lru_cache(MOST_COUNTINGS)
def counting(collection: str, ways: tuple[Condition, ...]) -> Select[Any]:
    """How many there are in each way; of more than few only that there are more."""
    first = (way.ids(collection).limit(FEW + 1).subquery() for way in ways if way.ids)
    return select(*(select(func.count()).select_from(one).scalar_subquery() for one in first))


def found(collection: str, ways: Sequence[Condition]) -> FromClause:
    """Each once: SQLite would make one query of a single way and the table, and walk that again."""
    each = [way.ids(collection) for way in ways if way.ids]
    ids = (union(*each) if len(each) > 1 else each[0].distinct()).subquery("found")
    return InOrder(ids, RECORDS, and_(RECORDS.c.collection == collection, RECORDS.c.id == ids.c[0]))
