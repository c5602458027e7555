"""`shangliang load divisions`."""

from pathlib import Path

from infra.first_start import load_divisions
from infra.kernel.database import Database
from infra.kernel.folding import Lifecycles
from infra.kernel.ids import new_id
from infra.kernel.site import Site
from infra.kernel.sql_store import SqlStore
from infra.operating.domain_clock import domain_clock
from infra.suite import SERVICES


def load_file(site: Site, file: Path, source: str) -> int:
    """Answers how many divisions were loaded. Raises DivisionsRefused, before anything is written."""
    database = Database(site.database("members"))
    store = SqlStore(database, "members")
    lifecycles, key = Lifecycles(SERVICES["members"].lifecycles), f"load/{new_id()}"
    count = load_divisions(lifecycles, store, file.read_bytes(), source, key, domain_clock(database))
    database.dispose()
    return count
