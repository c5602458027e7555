"""`shangliang load divisions`."""

from pathlib import Path

from infra.first_start import load_divisions
from infra.kernel.database import Database
from infra.kernel.folding import Lifecycles
from infra.kernel.ids import new_id
from infra.kernel.site import Site
from infra.kernel.sql_store import SqlStore
from infra.suite import SERVICES


def load_file(site: Site, file: Path, source: str) -> int:
    """Answers how many divisions were loaded. Raises DivisionsRefused, before anything is written."""
    database = Database(site.database("members"))
    store = SqlStore(database, "members")
    count = load_divisions(
        Lifecycles(SERVICES["members"].lifecycles), store, file.read_bytes(), source, f"load/{new_id()}"
    )
    database.dispose()
    return count
