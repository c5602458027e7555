"""`shangliang load divisions`."""

from pathlib import Path

from infra.kernel.access.site import Site
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from operations.suite.first_start import load_divisions
from operations.suite.services import SERVICES
from operations.tools.domain_clock import domain_clock

SAID = {
    "DivisionsLoaded": "loaded",
    "DivisionRenamed": "renamed",
    "DivisionMoved": "moved",
    "DivisionEnded": "ended",
    "DivisionAmended": "amended",
}


def load_file(site: Site, file: Path, source: str) -> str:
    """Answers what became of how many. Raises DivisionsRefused, before anything is written."""
    database = Database(site.database("members"))
    store = SqlStore(database, "members")
    lifecycles, key = Lifecycles(SERVICES["members"].lifecycles), f"load/{new_id()}"
    told = load_divisions(lifecycles, store, file.read_bytes(), source, key, domain_clock(database))
    database.dispose()
    changed = [f"{told[event]} {said}" for event, said in SAID.items() if told[event] and said != "loaded"]
    return ", ".join([f"{told['DivisionsLoaded']} divisions loaded", *changed])
