"""Whether the files are there that records name: nobody but a backup brings them back."""

from collections.abc import Iterator

from sqlalchemy import and_, select

from infra.kernel.access.site import Site
from infra.kernel.storage.database import Database
from infra.kernel.storage.file_stores import store_at
from infra.kernel.storage.files import KEPT, kept_name
from infra.kernel.storage.tables import RECORD_FILES, RECORDS
from operations.doctor.finding import Finding
from operations.suite.services import SERVICES

LOOK_AT = "is FILES_URL the right one? else bring them back from the backup that belongs to these logs"


def missing_files(site: Site) -> Iterator[Finding]:
    try:
        there = {one.name for one in store_at(site.files).names(KEPT)}
    except OSError as error:
        yield Finding(f"the store of files does not answer: {error}", "look at FILES_URL and its credentials")
        return
    if missing := sorted(set(_named(site)) - there):
        yield Finding(f"files are missing: {len(missing)} that records name, among them {missing[0]}", LOOK_AT)


def _named(site: Site) -> Iterator[str]:
    its = and_(RECORD_FILES.c.collection == RECORDS.c.collection, RECORD_FILES.c.id == RECORDS.c.id)
    query = select(RECORDS.c.stream, RECORD_FILES.c.digest).join(RECORD_FILES, its).distinct()
    for name in SERVICES:
        database = Database(site.database(name))
        for stream, digest in database.query(query):
            yield kept_name(stream, digest)
        database.dispose()
