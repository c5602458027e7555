"""Read tables made anew from the log. Reactions are never run again, nothing is sent, nothing is scheduled twice."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from infra.kernel.clock import stamp
from infra.kernel.database import Bound, Database, run
from infra.kernel.effects import Effects
from infra.kernel.envelope import Recorded
from infra.kernel.folding import Folded, Lifecycles
from infra.kernel.lifecycle import Lifecycle
from infra.kernel.news_store import NOT_APPLICABLE, CopyWrite, NewsStore
from infra.kernel.runtime import Makeup
from infra.kernel.sql_store import RecordStatements, SqlStore
from infra.kernel.store import DueWrite, RecordWrite
from infra.kernel.tables import COPIES, DUE, EFFECTS, EVENTS, RECORD_CODES, RECORD_NAMES, RECORDS

PAGE = 1000
DERIVED = (RECORDS, RECORD_NAMES, RECORD_CODES, DUE, COPIES)


class Rebuilding:
    """One service's read tables from its own log, and its copies from its producers' logs up to its cursors."""

    def __init__(self, makeup: Makeup, database: Database, log_of: Callable[[str], SqlStore]) -> None:
        self._makeup, self._database, self._log_of = makeup, database, log_of
        self._lifecycles = Lifecycles(makeup.lifecycles)
        self._store, self._news = SqlStore(database, makeup.name), NewsStore(database)
        self._statements = RecordStatements(database)
        first = func.min(EVENTS.c.inserted).label("first")
        page = select(EVENTS.c.stream, first).group_by(EVENTS.c.stream).having(first > bindparam("after"))
        self._streams = database.prepare(page.order_by(first).limit(PAGE))

    def run(self, progress: Callable[[int, int], None]) -> int:
        """All or nothing, in one transaction; answers how many events were replayed."""
        total, done = sum(self._store.head()), 0
        with self._database.transaction() as cursor:
            for table in DERIVED:
                run(cursor, self._database.prepare(delete(table)), {})
            for stream in self._all_streams():
                events = self._store.stream(stream)
                self._replay(cursor, stream, events)
                done += len(events)
                progress(done, total)
            for producer in self._makeup.producers:
                self._copy_again(cursor, producer)
        return done

    def _all_streams(self) -> Iterator[str]:
        after = -1
        while page := self._database.rows(self._streams, {"after": after}):
            yield from (str(row[0]) for row in page)
            after = int(page[-1][1])

    def _replay(self, cursor: Any, stream: str, events: list[Recorded]) -> None:
        lifecycle = self._lifecycles.owner(self._lifecycles.of_type(events[0].type))
        if lifecycle.bulk_rows:
            self._replay_bulk(cursor, stream, events)
            return
        folded = self._lifecycles.replay(Folded(stream), events)
        for collection, record_id in folded.marks:
            self._write(
                cursor, self._statements.of(self._row(self._lifecycles.by_collection[collection], record_id, folded))
            )
        if lifecycle.due is not None:
            times = [at for at, _command in lifecycle.due(folded.state)]
            self._write(cursor, [self._statements.of_due(DueWrite(stream, stamp(min(times)) if times else None))])

    @staticmethod
    def _write(cursor: Any, bound: Iterable[Bound]) -> None:
        for statement, values in bound:
            run(cursor, statement, values)

    def _row(self, lifecycle: Lifecycle, record_id: str, folded: Folded) -> RecordWrite:
        return self._lifecycles.record_write(lifecycle, record_id, Folded(folded.stream), folded)

    def _replay_bulk(self, cursor: Any, stream: str, events: list[Recorded]) -> None:
        folded = Folded(stream)
        for recorded in events:
            event, before = self._lifecycles.codec.decode(recorded), folded
            folded = self._lifecycles.fold(folded, event, recorded.recorded_at)
            for record in self._lifecycles.record_writes(before, folded, [event]):
                self._write(cursor, self._statements.of(record))

    def _copy_again(self, cursor: Any, producer: str) -> None:
        # Looked up inside the transaction: outside of it the old copies are still there.
        effects = Effects(producer, self._makeup.all_copies, (), lambda *which: self._news.copy_in(cursor, *which))
        log, until, skipped = self._log_of(producer), self._news.cursor(producer), self._not_copied(producer)
        for start in range(0, until, PAGE):
            made: dict[tuple[str, str], CopyWrite] = {}
            for event in log.log(start, min(PAGE, until - start)):
                if effects.concerns(event) and event.position not in skipped:
                    made.update({(one.kind, one.copy_id): one for one in effects.copies(event, made)})
            self._news.write_copies(cursor, made.values())

    def _not_copied(self, producer: str) -> set[int]:
        """Events that are parked or were given up: they have not been copied in the live tables either."""
        wanted = select(EFFECTS.c.position).where(
            EFFECTS.c.producer == producer, EFFECTS.c.copied == 0, EFFECTS.c.status != NOT_APPLICABLE
        )
        return {int(row[0]) for row in self._database.query(wanted)}


def canonical_dump(database: Database) -> Iterator[str]:
    """The derived tables as sorted lines of JSON: equal dumps, equal tables. What the loops try again at is left out."""
    for table in DERIVED:
        columns = [column for column in table.c if column.name != "postponed_to"]
        key = list(table.primary_key.columns)
        for row in database.query(select(*columns).order_by(*key)):
            yield json.dumps([table.name, *row], ensure_ascii=False)


def empty(database: Database) -> None:
    """The derived tables without a row: for tests that must see a rebuild fill them."""
    with database.transaction() as cursor:
        for table in DERIVED:
            run(cursor, database.prepare(delete(table)), {})
