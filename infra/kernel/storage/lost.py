"""Tells whether a database of an embedded site is lost or damaged: SQLite would begin a missing one anew in silence.

What was recorded in it would be gone, and nobody would be told of what is recorded there next: the others have followed
the old log further than the new one goes.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from infra.kernel.access.site import PERSONAL, Site, SiteProblem
from infra.kernel.contract.reactions import LINE_OF

MIGRATED, FOLLOWING = "alembic_version", "cursors"
REMEDY = "bring the site back from the backup; nothing was begun anew"


def must_be_whole(site: Site) -> None:
    """A first start that was broken off has followed nothing yet, and goes on. Raises SiteProblem."""
    if site.folder is None:
        return
    there, followed = set[str](), set[str]()
    for file in site.folder.glob("*.sqlite"):
        tables, producers = _looked_into(file)
        followed |= producers
        if MIGRATED in tables:
            there.add(file.stem)
    needed = {*followed, PERSONAL} if followed else set[str]()
    if lost := sorted(needed - there):
        raise SiteProblem(f"数据库丢失 a database is missing or empty: {' '.join(lost)}; {REMEDY}")


def _looked_into(file: Path) -> tuple[set[str], set[str]]:
    """(its tables, the services of which it has followed something). Raises SiteProblem when it is damaged."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            tables = {
                str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if FOLLOWING not in tables:
                return tables, set()
            cursors = connection.execute("SELECT producer FROM cursors WHERE next_position > 0")
            return tables, {str(line).partition(LINE_OF)[0] for (line,) in cursors}
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            # It cannot be opened now; whoever works on it says why.
            return {MIGRATED}, set()
        raise SiteProblem(f"数据库损坏 the database of {file.stem} is damaged: {error}; {REMEDY}") from error
