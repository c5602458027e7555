"""The audit's migrations make exactly the tables that the program uses, and need no keys of persons."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from infra.kernel.access.site import AUDIT, PERSONAL, embedded_site
from infra.kernel.storage.database import engine_for
from infra.kernel.storage.migrate import behind, migrate
from services.audit.tables import METADATA


def test_the_migrations_make_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    site = embedded_site(tmp_path / "var", demo_clock=False)
    assert behind(site, [AUDIT]) == [AUDIT]
    migrate(site, [AUDIT, "topics"])
    assert behind(site, [AUDIT]) == []
    engine = engine_for(site.database(AUDIT))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
    assert set(inspect(engine).get_table_names()) == {*METADATA.tables, "alembic_version"}
    engine.dispose()


def test_the_audit_service_alone_asks_for_no_keys_of_persons(tmp_path: Path) -> None:
    site = embedded_site(tmp_path / "var", demo_clock=False)
    migrate(site, [AUDIT])
    assert not (tmp_path / "var" / f"{PERSONAL}.sqlite").exists()
