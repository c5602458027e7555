"""Brings databases up to date with Alembic: one history for services' databases, one for the database of personal keys."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData

from infra.kernel import personal, tables
from infra.kernel.database import engine_for
from infra.kernel.site import PERSONAL, Site

FOLDER = Path(__file__).parent / "migrations"


def migrate(site: Site, services: list[str]) -> list[str]:
    """Upgrades every database; answers the names of those that had something to do."""
    names = [*services, PERSONAL]
    return [name for name in names if _upgrade(site.database(name), name)]


def behind(site: Site, services: list[str]) -> list[str]:
    """The databases that are not up to date."""
    return [name for name in (*services, PERSONAL) if _revision(site.database(name)) != _head(name)]


def metadata_of(name: str) -> MetaData:
    return personal.METADATA if name == PERSONAL else tables.METADATA


def config_of(name: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER / ("personal" if name == PERSONAL else "service")))
    config.set_main_option("path_separator", "os")
    config.attributes["metadata"] = metadata_of(name)
    return config


def _upgrade(url: str, name: str) -> bool:
    if _revision(url) == _head(name):
        return False
    engine = engine_for(url)
    config = config_of(name)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    engine.dispose()
    return True


def _revision(url: str) -> str | None:
    engine = engine_for(url)
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return revision


def _head(name: str) -> str | None:
    return ScriptDirectory.from_config(config_of(name)).get_current_head()
