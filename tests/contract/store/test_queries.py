"""A query put together on the spot is compiled once for its shape, and answers for its own values each time."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import or_, select
from sqlalchemy.dialects import sqlite

from infra.kernel.storage.database import Database
from infra.kernel.storage.queries import CompiledQueries
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.tables import EVENTS
from tests.contract.store.stores import STORES, append, event


@pytest.fixture(params=sorted(set(STORES) - {"memory"}))
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Three events of one stream; the first names nobody."""
    with STORES[request.param]() as made:
        assert isinstance(made, SqlStore)
        for version in (1, 2, 3):
            append(made, event("book-a", version, actor=None if version == 1 else "lin"))
        yield made.database


def versions(database: Database, *conditions: Any) -> list[int]:
    wanted = select(EVENTS.c.version).where(*conditions).order_by(EVENTS.c.version)
    return [version for (version,) in database.query(wanted)]


def test_the_same_shape_answers_for_its_own_values(database: Database) -> None:
    assert versions(database, EVENTS.c.version == 2) == [2]
    assert versions(database, EVENTS.c.version == 3) == [3]
    assert versions(database, EVENTS.c.version == 2, EVENTS.c.stream == "book-b") == []


def test_a_list_of_values_may_be_of_any_length(database: Database) -> None:
    for wanted in ([1], [2, 3], [], [1, 2, 3], [3]):
        assert versions(database, EVENTS.c.version.in_(wanted)) == wanted


def test_lists_and_values_keep_their_order(database: Database) -> None:
    for stream, wanted, least in (("book-a", [1, 2], 2), ("book-a", [2, 3, 1], 1), ("book-b", [1], 1)):
        found = versions(
            database,
            or_(EVENTS.c.stream == stream, EVENTS.c.type == "none"),
            EVENTS.c.version.in_(wanted),
            EVENTS.c.version >= least,
        )
        assert found == (sorted(one for one in wanted if one >= least) if stream == "book-a" else [])


def test_nothing_is_another_shape_than_something(database: Database) -> None:
    assert versions(database, EVENTS.c.actor == "lin") == [2, 3]
    assert versions(database, EVENTS.c.actor == None) == [1]  # noqa: E711 as a filter with no value would be
    assert versions(database, EVENTS.c.actor == "lin") == [2, 3]


def test_a_per_cent_sign_is_itself(database: Database) -> None:
    assert versions(database, EVENTS.c.stream.contains("%", autoescape=True)) == []
    assert versions(database, EVENTS.c.stream.contains("-a", autoescape=True)) == [1, 2, 3]


def test_no_more_shapes_are_kept_than_the_limit() -> None:
    compiled = CompiledQueries(sqlite.dialect(paramstyle="qmark"), kept_at_most=2)
    for conditions in (1, 2, 3, 1, 1):
        shape = select(EVENTS.c.stream).where(*(EVENTS.c.version >= 0 for _ in range(conditions)))
        assert compiled.text_and_values(shape)[1] == [0] * conditions
        assert len(compiled.kept) <= 2
