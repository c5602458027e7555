"""What the logs of a deployment say: they are copied into data folders of the embedded suite, and replayed there.

Events, cursors and what was set aside are all that is copied; every row that is shown must come out of them again.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from infra.kernel.access.site import Site, embedded_site
from infra.kernel.storage.migrate import migrate
from operations.tools.rebuild import canonical_dump, rebuild_service
from tests.checker.reading import SERVICES
from tests.servers.deployment import Deployment

COPIED = ("events", "cursors", "effects")


@contextmanager
def replayed(servers: Deployment) -> Iterator[dict[str, Path]]:
    """By service, a dump of what its derived tables are after a replay."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "var"
        site = embedded_site(folder, demo_clock=True)
        migrate(site, list(SERVICES))
        for service in SERVICES:
            copy_log(servers, service, folder / f"{service}.sqlite")
        yield {service: replay(site, folder, service) for service in SERVICES}


def replay(site: Site, folder: Path, service: str) -> Path:
    rebuild_service(site, service, lambda done, total: None)
    dump = folder / f"{service}.dump"
    dump.write_text(canonical_dump(site, service), encoding="utf-8")
    return dump


def copy_log(servers: Deployment, service: str, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in COPIED:
            names = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 a name of ours
            connection.executemany(
                f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})",  # noqa: S608
                servers.rows(service, f"SELECT {', '.join(names)} FROM {table}"),  # noqa: S608
            )
