"""A log that is there already: so many notebooks of so many events each, their events interleaved, all numbered."""

from contextlib import closing

from benchmarks.notebook import SERVICE, payload
from benchmarks.setting import Setting
from infra.kernel.base.ids import new_id
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore

# Everything but the ids and the texts is the same in every row: the server makes the rows itself.
FILL = """
INSERT INTO events (position, event_id, stream, version, type, schema_version, occurred_at, recorded_at, actor, role,
                    organisation, division, command_id, correlation_id, causation_id, payload)
SELECT %(start)s + row_number() OVER (ORDER BY version, notebook) - 1, 'e' || version || notebook,
       'notebook-' || notebook, version, CASE version WHEN 1 THEN 'NotebookOpened' ELSE 'NoteWritten' END, 1,
       '2026-03-02T04:00:00.000000+00:00', '2026-03-02T04:00:00.000000+00:00', 'lin', 'PUB', NULL, '620723101',
       'command', 'command', NULL, replace(%(payload)s, %(example)s, notebook)
FROM unnest(%(notebooks)s) AS notebook, generate_series(1, %(each)s) AS version
ORDER BY version, notebook
"""
AT_ONCE = 10_000


def fill(setting: Setting, database: Database, notebooks: int, each: int) -> list[str]:
    """Answers the notebooks' ids in the order of their first events."""
    example = new_id()
    text = payload(example, 2)[2]
    ids = sorted(new_id() for _ in range(notebooks))
    with closing(setting.connect(database.url.rpartition("/")[2])) as connection, connection.cursor() as cursor:
        for start in range(0, notebooks, AT_ONCE):
            some = ids[start : start + AT_ONCE]
            values = {"start": start * each, "payload": text, "example": example, "notebooks": some, "each": each}
            cursor.execute(FILL, values)
        cursor.execute("VACUUM ANALYZE events")
    assert SqlStore(database, SERVICE).head() == (notebooks * each, 0)
    return ids
