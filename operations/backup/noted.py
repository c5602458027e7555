"""When a site was last backed up: noted on the site itself, for its operator's page."""

from infra.kernel.access.site import Site
from infra.kernel.running.runtime import DATABASE_FAILURES, MEMBERS
from infra.kernel.storage.database import Database
from infra.kernel.storage.settings_store import BACKED_UP_AT, SettingsStore


def note_backup(site: Site, taken_at: str) -> bool:
    """False where it could not be noted: the backup is none the worse for it."""
    database = Database(site.database(MEMBERS))
    try:
        SettingsStore(database).put(BACKED_UP_AT, taken_at)
    except DATABASE_FAILURES:
        return False
    finally:
        database.dispose()
    return True
