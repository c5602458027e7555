"""A page of whoever reads few of very many looks at those few, in whichever way he comes to them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.lookups.conditions import ALWAYS, COLLECTION
from infra.kernel.reading import pages
from infra.kernel.reading.pages import PageAskedFor, Pages
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import EventStore
from tests.unit.kernel.library.tables import LIFECYCLES

BOOK = next(one for one in LIFECYCLES if one.collection == "books")
NEWEST = 50
SCAN = "SCAN records"
# SQLite has an index for nothing but the collection, or which of it are the older ones.
OF_THE_COLLECTION = re.compile(r"records USING .*INDEX \w+ \(collection=\?( AND id<\?)?\)$")
# Each of the oldest is read in one way.
FILL = """
WITH RECURSIVE numbered (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbered WHERE number < 2000)
INSERT INTO records (collection, id, stream, state, version, division, organisation, audience, search,
                     created_at, updated_at, shown)
SELECT 'books', 'book-' || (10000 + number), 'book', 'on_shelf', 1, CASE number WHEN 1 THEN '620723999' ELSE '620723101' END,
       CASE number WHEN 2 THEN 'council' END, CASE number WHEN 3 THEN 'public' WHEN 4 THEN 'tokens' ELSE 'place' END, '',
       '', '', '{}'
FROM numbered
"""
NAMED = "INSERT INTO record_names (collection, id, who) SELECT 'books', id, {who} FROM records WHERE id {which}"
OPENED = "INSERT INTO record_codes (collection, id, digest) VALUES ('books', 'book-10006', 'digest')"
READERS = {
    "the town": (Actor(roles=("REC",), division="620723999"), [4, 3, 1]),
    "the council": (Actor(person="ana", roles=("CHAIR",), organisation="council"), [5, 4, 3, 2]),
    "the public": (Actor(), [3]),
    "whoever has a code": (Actor(tracking="digest"), [6, 3]),
}


@pytest.mark.parametrize("sort", [None, "created_at"])
def test_whoever_reads_few_is_shown_them_without_a_walk_through_all(
    store: EventStore, sort: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not isinstance(store, SqlStore):
        return  # the one in memory has no plans
    fill(store.database)
    monkeypatch.setattr(pages, "NEWEST", NEWEST)
    for reader, (actor, few) in READERS.items():
        asked = PageAskedFor(BOOK, ListCall("books", Caller(), sort=sort), actor, COLLECTION.equals("books"), ALWAYS)
        with pytest.MonkeyPatch.context() as watched:
            plans = explained(store.database, watched)
            page, following = Pages(store.database).asked_for(asked)
        assert sorted(kept.record_id for kept in page) == [f"book-{10_000 + one}" for one in sorted(few)], reader
        assert following is None
        # Without an order the newest are walked through first.
        counting, shown = plans if sort else plans[2:]
        assert [step for step in (*counting, *shown) if walks(step)] == [], reader


def fill(database: Database) -> None:
    """Very many that none of the readers may read, and few that they may; others are named besides."""
    with database.transaction() as cursor:
        for statement in (FILL, NAMED.format(who="'ana'", which="= 'book-10005'"), OPENED):
            cursor.execute(statement)
        cursor.execute(NAMED.format(who="'someone-' || id", which="> 'book-10005'"))
        if not database.on_sqlite:
            cursor.execute("ANALYZE records")
            cursor.execute("ANALYZE record_names")


def explained(database: Database, watched: pytest.MonkeyPatch) -> list[list[str]]:
    """Filled with the plan of each query that is asked."""
    plans = list[list[str]]()
    ask = database.query

    def query(clause: Any) -> list[tuple[Any, ...]]:
        text, values = database._queries.text_and_values(clause)
        with database.transaction() as cursor:
            if database.on_sqlite:
                cursor.execute(f"EXPLAIN QUERY PLAN {text}", values)
                plans.append([str(row[-1]) for row in cursor.fetchall()])
            else:
                cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {text}", values)
                plans.append(list(scans(cursor.fetchone()[0][0]["Plan"])))
        return ask(clause)

    watched.setattr(database, "query", query)
    return plans


def scans(plan: Any) -> Iterator[str]:
    """Of PostgreSQL's plan, how many records each step has read; the tables are so small that it may read one whole."""
    read = plan.get("Actual Rows", 0) + plan.get("Rows Removed by Filter", 0)
    if plan.get("Relation Name") == "records":
        yield f"{SCAN if read > NEWEST else 'SEARCH'} by {plan.get('Index Name')}"
    for below in plan.get("Plans", ()):
        yield from scans(below)


def walks(step: str) -> bool:
    return step.startswith(SCAN) or OF_THE_COLLECTION.search(step) is not None
