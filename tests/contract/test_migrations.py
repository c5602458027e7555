"""The migrations make exactly the tables that the program uses; twice is once; who is behind is told."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, inspect

from infra.kernel.access.site import PERSONAL, Site, SiteProblem, embedded_site
from infra.kernel.storage.database import engine_for
from infra.kernel.storage.migrate import behind, metadata_of, migrate, newer
from infra.kernel.storage.terms import OF_SQLITE

SERVICES = ["topics", "meetings"]
VERSION_TABLE = "alembic_version"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return embedded_site(tmp_path / "var", demo_clock=False)


def shape(engine: Engine) -> dict[str, Any]:
    """Every table with its columns, keys and indexes, as the database itself tells them."""
    told = inspect(engine)
    return {
        table: {
            "columns": [{**column, "type": str(column["type"])} for column in told.get_columns(table)],
            "primary key": told.get_pk_constraint(table)["constrained_columns"],
            "unique": sorted(map(str, told.get_unique_constraints(table))),
            "indexes": sorted(_index(dict(index)) for index in told.get_indexes(table)),
        }
        for table in told.get_table_names()
        if table != VERSION_TABLE and not table.startswith(OF_SQLITE)
    }


def is_of_both(name: str | None, kind: str, parents: object) -> bool:
    """SQLite has tables besides, in which it keeps its index of terms."""
    return not (kind == "table" and name and name.startswith(OF_SQLITE))


def _index(index: dict[str, Any]) -> str:
    where = {name: str(value) for name, value in index.pop("dialect_options", {}).items()}
    return f"{sorted(index.items())} {where}"


def tables_of(name: str) -> MetaData:
    known = metadata_of(name)
    assert known is not None
    return known


@pytest.mark.parametrize("name", ["topics", PERSONAL])
def test_migrations_leave_nothing_to_migrate(site: Site, name: str) -> None:
    migrate(site, SERVICES)
    engine = engine_for(site.database(name))
    with engine.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": is_of_both}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, tables_of(name)) == []
    engine.dispose()


@pytest.mark.parametrize("name", ["topics", PERSONAL])
def test_migrations_make_the_very_tables_that_the_program_would_make(site: Site, name: str) -> None:
    migrate(site, SERVICES)
    migrated, made = engine_for(site.database(name)), engine_for("sqlite://")
    tables_of(name).create_all(made)
    assert shape(migrated) == shape(made)
    assert shape(made).keys() == tables_of(name).tables.keys()
    for engine in (migrated, made):
        engine.dispose()


def test_migrations_make_the_very_index_of_terms_that_the_program_would_make(site: Site) -> None:
    migrate(site, SERVICES)
    migrated, made = engine_for(site.database("topics")), engine_for("sqlite://")
    tables_of("topics").create_all(made)
    its = f"SELECT name, sql FROM sqlite_master WHERE name LIKE '{OF_SQLITE}%' ORDER BY name"  # noqa: S608 our own name
    found = []
    for engine in (migrated, made):
        with engine.connect() as connection:
            found.append(
                {name: str(sql).replace("IF NOT EXISTS ", "") for name, sql in connection.exec_driver_sql(its)}
            )
        engine.dispose()
    assert found[0] == found[1]
    assert {f"{OF_SQLITE}_added", f"{OF_SQLITE}_changed", f"{OF_SQLITE}_numbers"} <= found[0].keys()


def test_migrating_twice_is_migrating_once(site: Site) -> None:
    assert migrate(site, SERVICES) == [*SERVICES, PERSONAL]
    engine = engine_for(site.database("topics"))
    before = shape(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('published_before', '7')")
    assert migrate(site, SERVICES) == []
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT value FROM settings").fetchall() == [("7",)]
    assert shape(engine) == before
    engine.dispose()


def test_databases_that_are_not_up_to_date_are_told(site: Site) -> None:
    assert behind(site, SERVICES) == [*SERVICES, PERSONAL]
    migrate(site, ["topics"])
    assert behind(site, SERVICES) == ["meetings"]
    migrate(site, SERVICES)
    assert behind(site, SERVICES) == []


def test_a_database_that_a_newer_program_has_migrated_is_told_and_left_as_it_is(site: Site) -> None:
    migrate(site, SERVICES)
    engine = engine_for(site.database("meetings"))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608 our own name
    engine.dispose()
    assert (newer(site, SERVICES), behind(site, SERVICES)) == (["meetings"], [])
    with pytest.raises(SiteProblem, match="newer shangliang than this one: meetings"):
        migrate(site, SERVICES)
