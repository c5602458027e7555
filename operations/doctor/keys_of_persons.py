"""Whether the keys are there for which words in the logs are encrypted: nobody but a backup brings them back."""

from collections.abc import Iterator

from sqlalchemy import func, select

from infra.kernel.access.site import PERSONAL, Site
from infra.kernel.storage.database import Database
from infra.kernel.storage.personal import PERSON_KEYS, PREFIX
from infra.kernel.storage.tables import RECORDS
from operations.doctor.finding import Finding
from operations.suite.services import SERVICES

ID_LETTERS = 36


def missing_keys(site: Site) -> Iterator[Finding]:
    """Words are encrypted for these, and the database of keys has never heard of them, not even that a key was destroyed."""
    keys = Database(site.database(PERSONAL))
    known = {str(person) for (person,) in keys.query(select(PERSON_KEYS.c.person))}
    keys.dispose()
    if missing := set(_named(site)) - known:
        yield Finding(
            f"the keys of persons are missing: {len(missing)} of them, whose words nobody can read",
            f"bring the database {PERSONAL} back from the backup that belongs to these logs",
        )


def _named(site: Site) -> Iterator[str]:
    """Of each record the first person for whom something in it is encrypted."""
    for name in SERVICES:
        database = Database(site.database(name))
        place = func.instr if database.on_sqlite else func.strpos
        begins = place(RECORDS.c.shown, PREFIX)
        person = func.substr(RECORDS.c.shown, begins + len(PREFIX), ID_LETTERS)
        for (one,) in database.query(select(person).where(begins > 0).distinct()):
            yield str(one)
        database.dispose()
