"""The raw limit: an INSERT into the same table by the same driver, and nothing else."""

from typing import Any

from benchmarks.measuring import at_once
from benchmarks.notebook import envelope
from benchmarks.setting import Setting
from infra.kernel.base.ids import new_id
from infra.kernel.contract.envelope import Envelope
from infra.kernel.storage.database import Database

COLUMNS = Envelope.__struct_fields__
INSERT = f"INSERT INTO events ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608 names of ours


def values(event: Envelope) -> list[Any]:
    return [getattr(event, name) for name in COLUMNS]


class RawWriters:
    """As many connections as writers, each inserting one event a commit into a stream of its own."""

    def __init__(self, setting: Setting, database: Database, writers: int) -> None:
        name = database.url.rpartition("/")[2]
        self._cursors = [setting.connect(name).cursor() for _ in range(writers)]

    def insert(self, each: int) -> None:
        def write(number: int) -> None:
            cursor, stream = self._cursors[number], new_id()
            for version in range(1, each + 1):
                cursor.execute(INSERT, values(envelope(stream, version)))

        at_once(len(self._cursors), write)
