"""A page of two hundred records of a list, as its reader gets it, in a table of few records and in one of many.

Four readers: an auditor, who may read all; a town among fifty; a town with two hundred records in all, however many
others there are; a department that those two hundred name.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime

from benchmarks.measuring import Line, interleaved, rate
from benchmarks.notebook import NOTEBOOK, SERVICE, TEXT
from benchmarks.setting import Setting
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.commands.folding import FoldedStreams, Lifecycles
from infra.kernel.lookups.sql_lookups import LookupStatements
from infra.kernel.reading.filters import MOST_ON_A_PAGE
from infra.kernel.reading.records import RecordReader
from infra.kernel.storage.database import Database
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles
from infra.kernel.storage.news_store import NewsStore
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.sql_store import SqlStore

FEW, MANY, VERY_MANY = 10_000, 100_000, 1_000_000
PAGES = 20
TOWNS = 50
RARE = 200
FILL = """
INSERT INTO records (collection, id, stream, state, version, division, organisation, audience, search,
                     created_at, updated_at, shown)
SELECT 'notebooks', id, 'notebook-' || id, 'open', 1,
       CASE WHEN number %% %(rarely)s = 0 THEN '620723999' ELSE (620723100 + number %% %(towns)s)::text END,
       NULL, 'place', %(text)s, '2026-03-02T04:00:00.000000+00:00', '2026-03-02T04:00:00.000000+00:00', %(shown)s
FROM (SELECT number, '01900000-0000-7000-8000-' || lpad(number::text, 12, '0') AS id
      FROM generate_series(1, %(many)s) AS number) AS numbered
"""
NAME = (
    "INSERT INTO record_names (collection, id, who) SELECT collection, id, %s FROM records WHERE division = '620723999'"
)
READERS = {
    "an auditor": Actor(person="lin", roles=("AUD",)),
    "a town among fifty": Actor(person="lin", roles=("REC",), division="620723101"),
    "a town with two hundred records": Actor(person="lin", roles=("REC",), division="620723999"),
}


DEPARTMENT = Actor(person="lin", roles=("HND",), organisation="roads", division="620723")


def lines(setting: Setting) -> Iterator[Line]:
    yield from compared(setting, MANY)


def compared(setting: Setting, many: int) -> Iterator[Line]:
    counts = setting.sized(FEW), setting.sized(many)
    with setting.database() as small, setting.database() as large:
        for database, count in zip((small, large), counts, strict=True):
            fill(setting, database, count)
        for reader, actor in {**READERS, "a department named in two hundred": DEPARTMENT}.items():
            few, lots = side(small, actor), side(large, actor)
            found = interleaved({"few": few, "many": lots}, max(3, setting.rounds))
            yield Line(
                f"a page of {MOST_ON_A_PAGE} of {counts[1]:,} records for {reader}",
                1000 / found.median("many"),
                "ms",
                f"of {counts[0]:,}",
                1000 / found.median("few"),
                found.ratio("few", "many"),
                at_most=2.0,
            )


def fill(setting: Setting, database: Database, many: int) -> None:
    values = {
        "many": many,
        "towns": TOWNS,
        "rarely": max(3, many // RARE),
        "text": TEXT,
        "shown": f'{{"last":"{TEXT}"}}',
    }
    with closing(setting.connect(database.url.rpartition("/")[2])) as connection, connection.cursor() as cursor:
        cursor.execute(FILL, values)
        cursor.execute(NAME, [DEPARTMENT.organisation])
        cursor.execute("VACUUM ANALYZE records, record_names")


def side(database: Database, actor: Actor) -> Callable[[], float]:
    records = records_of(database)
    call = ListCall("notebooks", Caller(), limit=MOST_ON_A_PAGE)

    def pages() -> None:
        for _ in range(PAGES):
            assert records.listing(call, actor)["items"]

    return lambda: rate(PAGES, pages)


def records_of(database: Database) -> RecordReader:
    """The kernel's reading side over one database."""
    lifecycles, store, news = Lifecycles((NOTEBOOK,)), SqlStore(database, SERVICE), NewsStore(database)
    statements = LookupStatements(
        database, news, demo=False, files=SiteFiles(FilesInMemory()), personal=PersonalKeys(database)
    )
    return RecordReader(
        database,
        lifecycles,
        store,
        FoldedStreams(store, lifecycles),
        PersonalKeys(database),
        statements.directory,
        statements.lookups_at,
        lambda: datetime.now(UTC),
    )
