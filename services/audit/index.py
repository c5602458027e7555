"""What auditors search: a row for each sealed entry, made from the bundles after sealing, from where it stopped.

The text that is searched is what a person can read in the payload; what is encrypted stays out of it.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, func, select

from infra.kernel.storage.database import Database, run, run_many
from infra.kernel.storage.personal import PREFIX
from infra.ledger.directory import LedgerDirectory
from infra.ledger.entries import Entry, read_entry
from services.audit.tables import ENTRIES

PAGE = 512
FIELDS = tuple(column.name for column in ENTRIES.c if column.name not in ("idx", "text"))


class Index:
    """The derived table `entries`."""

    def __init__(self, database: Database, directory: LedgerDirectory) -> None:
        self._database, self._directory = database, directory
        self._next = database.prepare(select(func.coalesce(func.max(ENTRIES.c.idx), -1) + 1))
        row = database.insert(ENTRIES).values({c.name: bindparam(c.name) for c in ENTRIES.c})
        self._add = database.prepare(row.on_conflict_do_nothing(index_elements=["idx"]))

    def indexed(self) -> int:
        """How many entries, from the first on."""
        return int(self._database.value(self._next))

    def go_on(self, size: int) -> bool:
        """Takes up to a page of what was sealed; True when there was something."""
        start = self.indexed()
        end = min(size, start + PAGE)
        if start >= end:
            return False
        rows = [self._row(index, entry) for index, entry in self._directory.entries(start, end)]
        with self._database.transaction() as cursor:
            run_many(cursor, self._add, rows)
        return True

    def begin_again(self, size: int, progress: Callable[[int, int], None]) -> int:
        """All of it, from the bundles alone."""
        with self._database.transaction() as cursor:
            run(cursor, self._database.prepare(delete(ENTRIES)), {})
        while self.go_on(size):
            progress(self.indexed(), size)
        return self.indexed()

    def _row(self, index: int, raw: bytes) -> dict[str, Any]:
        entry = read_entry(raw)
        said = msgspec.structs.asdict(entry)
        return {"idx": index, "text": self._text(entry), **{name: said[name] for name in FIELDS}}

    def _text(self, entry: Entry) -> str:
        payload = entry.payload
        if not isinstance(payload, str):
            payload = self._directory.blob(str(entry.payload_sha256)).decode()
        try:
            return "\n".join(readable(msgspec.json.decode(payload))).replace("\0", "")
        except msgspec.DecodeError:
            return ""  # a payload that somebody altered is sealed and shown as it is, but not searched


def readable(value: object) -> Iterator[str]:
    """Every text in a payload that is not encrypted."""
    if isinstance(value, str):
        if value and not value.startswith(PREFIX):
            yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from readable(member)
    elif isinstance(value, list):
        for member in value:
            yield from readable(member)
