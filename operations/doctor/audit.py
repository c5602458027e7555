"""What is wrong with what only people can bring back or mend: the ledger, the keys of persons, the list of witnessed logs."""

from collections.abc import Iterator

from sqlalchemy import func, select

from infra.kernel.access.site import AUDIT, PERSONAL, Site, SiteProblem
from infra.kernel.storage.database import Database
from infra.kernel.storage.personal import PERSON_KEYS, PREFIX
from infra.kernel.storage.tables import RECORDS
from operations.doctor.finding import Finding
from operations.suite.first_start import ledger_may_go_on
from operations.suite.services import SERVICES
from services.audit.checkpoints import Checkpoints
from services.audit.keys import KEY
from services.audit.witnessed_logs import NoListOfLogs, witnessed_logs

ID_LETTERS = 36


def ledger(site: Site) -> Iterator[Finding]:
    """What the next start would refuse to go on with; a ledger that was never begun has nothing to go on with."""
    if site.ledger is None or not ((site.ledger / KEY).exists() or _was_signed(site)):
        return
    try:
        ledger_may_go_on(site)
    except SiteProblem as problem:
        yield Finding(str(problem), "mend that first: the suite would not start again (docs/operations.md, Restore)")


def _was_signed(site: Site) -> bool:
    database = Database(site.database(AUDIT))
    signed = Checkpoints(database).last() is not None
    database.dispose()
    return signed


def keys_of_persons(site: Site) -> Iterator[Finding]:
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


def witnessed(site: Site) -> Iterator[Finding]:
    """Where the ledger's folder is."""
    try:
        bad_lines = witnessed_logs(site.ledger).bad_lines if site.ledger is not None else ()
    except NoListOfLogs as problem:
        yield Finding(f"nothing is witnessed: {problem}", "make the file readable, or take it away")
        return
    for bad in bad_lines:
        yield Finding(
            f"{site.ledger}/{bad}", "put that log's vkey there, or take the line out; the others are witnessed"
        )
