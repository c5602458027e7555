"""A page of fifty that a word finds, as its reader gets it, in a table of few records and in one of many; in both databases.

A rare word ten records have, another one in a hundred, a common one a fourth.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

from benchmarks.list_page import FEW, READERS, TOWNS, VERY_MANY, fill, records_of
from benchmarks.list_page import RARE as FEW_IN_A_TOWN
from benchmarks.measuring import Line, interleaved, rate
from benchmarks.setting import Setting
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.storage import personal, tables
from infra.kernel.storage.database import Database, run_many
from infra.kernel.storage.tables import RECORD_WORDS

CHARACTERS = 80
HAN = [chr(0x4E00 + number) for number in range(3_000)]
# The first of them as common as the commonest of a language, the last as rare.
WEIGHTS = [1 / (2 + place) for place in range(len(HAN))]
RARE, MIDDLING, COMMON = "龘爩龖", "驫鱻", "停车"
WORDS = {"a rare word": RARE, "a word of one in a hundred": MIDDLING, "a common word": COMMON}
RARELY, HALVES = 10, 2_000
AT_ONCE = 10_000
ON_A_PAGE = 50
SEARCHES = 3
DATABASES = ("PostgreSQL", "SQLite")
# As in PostgreSQL, where the server makes the rows itself too.
FILL = """
WITH RECURSIVE numbered (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbered WHERE number < :many)
INSERT INTO records (collection, id, stream, state, version, division, organisation, audience, search,
                     created_at, updated_at, shown)
SELECT 'notebooks', printf('01900000-0000-7000-8000-%012d', number), 'notebook-' || number, 'open', 1,
       CASE WHEN number % :rarely = 0 THEN '620723999' ELSE 620723100 + number % :towns || '' END,
       NULL, 'place', '', '2026-03-02T04:00:00.000000+00:00', '2026-03-02T04:00:00.000000+00:00', '{"last":"-"}'
FROM numbered
"""


def lines(setting: Setting) -> Iterator[Line]:
    counts = setting.sized(FEW), setting.sized(VERY_MANY)
    for kind in DATABASES:
        with _database(setting, kind) as small, _database(setting, kind) as large:
            for database, count in zip((small, large), counts, strict=True):
                _fill(setting, database, count)
            for which, word in WORDS.items():
                for reader in READERS:
                    few, many = _side(small, reader, word), _side(large, reader, word)
                    found = interleaved({"few": few, "many": many}, max(3, setting.rounds))
                    yield Line(
                        f"{kind}: {which} in {counts[1]:,} records, for {reader}",
                        1000 / found.median("many"),
                        "ms",
                        f"in {counts[0]:,}",
                        1000 / found.median("few"),
                        found.ratio("few", "many"),
                        at_most=2.0,
                    )


@contextmanager
def _database(setting: Setting, kind: str) -> Iterator[Database]:
    if kind == "PostgreSQL":
        with setting.database() as database:
            yield database
        return
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'service.sqlite'}")
        tables.METADATA.create_all(database.engine)
        personal.METADATA.create_all(database.engine)
        yield database
        database.dispose()


def _fill(setting: Setting, database: Database, many: int) -> None:
    """The records of `benchmarks/list_page.py`, each with words of its own."""
    if database.on_sqlite:
        with database.transaction() as cursor:
            cursor.execute(FILL, {"many": many, "towns": TOWNS, "rarely": max(3, many // FEW_IN_A_TOWN)})
    else:
        fill(setting, database, many)
    insert, texts = database.prepare(RECORD_WORDS.insert()), Texts(many)
    for start in range(1, many + 1, AT_ONCE):
        with database.transaction() as cursor:
            run_many(cursor, insert, map(texts.row, range(start, min(start + AT_ONCE, many + 1))))
    if not database.on_sqlite:
        with closing(setting.connect(database.url.rpartition("/")[2])) as connection, connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE record_words")


class Texts:
    """What the records say: eighty characters, as often as in a language, and here and there one of the words."""

    def __init__(self, many: int) -> None:
        self._chance, self._rarely = Random(many), max(1, many // RARELY)  # noqa: S311 the same texts every time
        self._halves = ["".join(self._chance.choices(HAN, WEIGHTS, k=CHARACTERS // 2)) for _ in range(HALVES)]

    def row(self, number: int) -> dict[str, str]:
        words = [COMMON] * (number % 4 == 0) + [MIDDLING] * (number % 100 == 1) + [RARE] * (number % self._rarely == 0)
        said = "".join((self._chance.choice(self._halves), *words, self._chance.choice(self._halves)))
        return {"collection": "notebooks", "id": f"01900000-0000-7000-8000-{number:012d}", "open": said, "kept": ""}


def _side(database: Database, reader: str, word: str) -> Callable[[], float]:
    records = records_of(database)
    call = ListCall("notebooks", Caller(), q=word, limit=ON_A_PAGE)

    def searches() -> None:
        for _ in range(SEARCHES):
            records.listing(call, READERS[reader])

    return lambda: rate(SEARCHES, searches)
