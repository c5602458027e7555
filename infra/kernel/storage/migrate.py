"""Brings databases up to date with Alembic: one history for services' databases, one each for the audit's and that of personal keys.

A migration only adds what an older program does without: while an upgrade is under way, replicas of the version before
still serve on the databases that the new one has migrated. What an older program cannot know is called newer.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData

from infra.kernel.access.site import AUDIT, PERSONAL, Site, SiteProblem
from infra.kernel.storage import personal, tables
from infra.kernel.storage.database import engine_for

FOLDER = Path(__file__).parent / "migrations"


def migrate(site: Site, services: list[str]) -> list[str]:
    """Upgrades every database; answers the names of those that had something to do. Raises SiteProblem."""
    if ahead := newer(site, services):
        raise SiteProblem(f"made by a newer shangliang than this one: {' '.join(ahead)}; bring the program up to date")
    return [name for name in _databases(services) if bring_to(site, name)]


def behind(site: Site, services: list[str]) -> list[str]:
    """The databases that are not up to date."""
    ahead = newer(site, services)
    names = (name for name in _databases(services) if name not in ahead)
    return [name for name in names if revision_of(site, name) != _head(name)]


def newer(site: Site, services: list[str]) -> list[str]:
    """The databases that a newer program has migrated: this one does not know their revision."""
    found = {name: revision_of(site, name) for name in _databases(services)}
    return [name for name, revision in found.items() if revision is not None and not is_known(name, revision)]


def _databases(services: list[str]) -> list[str]:
    """With that of the keys of persons, unless it is about the audit service alone, which has no need of them."""
    return services if services == [AUDIT] else [*services, PERSONAL]


def is_known(name: str, revision: str) -> bool:
    """Whether a revision is part of this program's history of that database."""
    return revision in {script.revision for script in ScriptDirectory.from_config(config_of(name)).walk_revisions()}


def metadata_of(name: str) -> MetaData | None:
    """What its migrations should lead to; of the audit's the kernel knows only the migrations."""
    return {PERSONAL: personal.METADATA, AUDIT: None}.get(name, tables.METADATA)


def config_of(name: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER / (name if name in (PERSONAL, AUDIT) else "service")))
    config.set_main_option("path_separator", "os")
    config.attributes["metadata"] = metadata_of(name)
    return config


def bring_to(site: Site, name: str, revision: str = "head") -> bool:
    """Upgrades one database; answers whether it had something to do."""
    if revision_of(site, name) == (_head(name) if revision == "head" else revision):
        return False
    engine = engine_for(site.database(name))
    config = config_of(name)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    engine.dispose()
    return True


def revision_of(site: Site, name: str) -> str | None:
    """None before the first migration."""
    engine = engine_for(site.database(name))
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return revision


def _head(name: str) -> str | None:
    return ScriptDirectory.from_config(config_of(name)).get_current_head()
