"""Read tables (projections and copies) rebuilt from the logs. No reaction runs again, nothing is sent or scheduled twice."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, select

from infra.kernel.base.clock import stamp
from infra.kernel.base.failpoints import failpoint
from infra.kernel.commands.folding import Folded, Lifecycles
from infra.kernel.commands.undecodable import first_undecodable, undecodable
from infra.kernel.contract.envelope import Recorded, StreamlessEnvelope
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.news.effects import Effects
from infra.kernel.running.definition import ServiceDefinition
from infra.kernel.storage.database import Bound, Database, Statement, run, run_many
from infra.kernel.storage.news_store import NOT_APPLICABLE, CopyWrite, NewsStore
from infra.kernel.storage.record_statements import RecordStatements
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import DueWrite, RecordWrite
from infra.kernel.storage.tables import (
    COPIES,
    CURSORS,
    DUE,
    EFFECTS,
    EVENTS,
    RECORD_CODES,
    RECORD_FILES,
    RECORD_HANDLING,
    RECORD_NAMES,
    RECORD_WORDS,
    RECORDS,
)
from infra.kernel.storage.term_index import forget_words, index_words
from infra.kernel.storage.whole_streams import pages_of_streams

PAGE = 1000
DERIVED = (RECORDS, RECORD_NAMES, RECORD_CODES, RECORD_HANDLING, RECORD_FILES, RECORD_WORDS, DUE, COPIES)
# In the order in which a service's own transactions write them, so that neither waits for the other for ever.
HELD = (EVENTS, CURSORS, EFFECTS, *DERIVED)


class ReadTableRebuild:
    """One service's read tables from its own log, and its copies from its producers' logs up to its cursors."""

    def __init__(self, definition: ServiceDefinition, database: Database, log_of: Callable[[str], SqlStore]) -> None:
        self._definition, self._database, self._log_of = definition, database, log_of
        self._lifecycles = Lifecycles(definition.lifecycles)
        self._store, self._news = SqlStore(database, definition.name), NewsStore(database)
        self._statements = RecordStatements(database)

    def run(self, progress: Callable[[int, int], None]) -> int:
        """All or nothing, in one transaction; answers how many events were replayed. Raises Undecodable."""
        with self._database.transaction() as cursor:
            self._hold(cursor)
            total, done = sum(self._store.head()), 0
            for table in DERIVED:
                run(cursor, self._database.prepare(delete(table)), {})
            if self._database.on_sqlite:
                forget_words(cursor)
            for page in pages_of_streams(self._database):
                bound = list[Bound]()
                for stream, events in page:
                    bound += self._read(stream, events)
                    done += len(events)
                self._write(cursor, bound)
                failpoint("page-rebuilt")
                progress(done, total)
            for line, producer in self._definition.lines.items():
                self._copy_again(cursor, line, self._log_of(producer))
        index_words(self._database)
        return done

    def _hold(self, cursor: Any) -> None:
        """The service may run meanwhile: it reads what was there before, and what it wants to write waits."""
        if not self._database.on_sqlite:
            cursor.execute(f"LOCK TABLE {', '.join(table.name for table in HELD)} IN EXCLUSIVE MODE")

    def _read(self, stream: str, events: list[StreamlessEnvelope]) -> list[Bound]:
        try:
            return list(self._replayed(stream, events))
        except Exception as error:
            raise (first_undecodable(self._lifecycles, self._store.stream(stream)) or error) from error

    def _replayed(self, stream: str, events: list[StreamlessEnvelope]) -> Iterator[Bound]:
        lifecycle = self._lifecycles.owner(self._lifecycles.of_type(events[0].type))
        if lifecycle.bulk_rows:
            yield from self._replayed_bulk(stream, events)
            return
        folded = self._lifecycles.replay(Folded(stream), events)
        for collection, record_id in folded.marks:
            yield from self._statements.of(self._row(self._lifecycles.by_collection[collection], record_id, folded))
        if lifecycle.due is not None:
            times = [at for at, _command in lifecycle.due(folded.state)]
            yield self._statements.of_due(DueWrite(stream, stamp(min(times)) if times else None))

    @staticmethod
    def _write(cursor: Any, bound: Iterable[Bound]) -> None:
        """Statement by statement, each with its rows in this order and in few messages."""
        rows: dict[Statement, list[Mapping[str, Any]]] = {}
        for statement, values in bound:
            rows.setdefault(statement, []).append(values)
        for statement, its_rows in rows.items():
            run_many(cursor, statement, its_rows)

    def _row(self, lifecycle: Lifecycle, record_id: str, folded: Folded) -> RecordWrite:
        return self._lifecycles.record_write(lifecycle, record_id, Folded(folded.stream), folded)

    def _replayed_bulk(self, stream: str, events: list[StreamlessEnvelope]) -> Iterator[Bound]:
        folded = Folded(stream)
        for told in events:
            event, before = self._lifecycles.codec.decode(told), folded
            folded = self._lifecycles.fold(folded, event, told.recorded_at)
            for record in self._lifecycles.record_writes(before, folded, [event]):
                yield from self._statements.of(record)

    def _copy_again(self, cursor: Any, line: str, log: SqlStore) -> None:
        # Looked up inside the transaction: outside of it the old copies are still there.
        effects = Effects(line, self._definition.all_copies, (), lambda *which: self._news.copy_in(cursor, *which))
        until, skipped = self._news.cursor(line), self._not_copied(line)
        for start in range(0, until, PAGE):
            made: dict[tuple[str, str], CopyWrite] = {}
            for event in log.log(start, min(PAGE, until - start)):
                if effects.subscribes_to(event) and event.position not in skipped:
                    made.update({(one.kind, one.copy_id): one for one in _copies(effects, event, made)})
            self._news.write_copies(cursor, made.values())

    def _not_copied(self, line: str) -> set[int]:
        """Events that are parked or were given up: they have not been copied in the live tables either."""
        wanted = select(EFFECTS.c.position).where(
            EFFECTS.c.producer == line, EFFECTS.c.copied == 0, EFFECTS.c.status != NOT_APPLICABLE
        )
        return {int(position) for (position,) in self._database.query(wanted)}


def _copies(effects: Effects, event: Recorded, made: dict[tuple[str, str], CopyWrite]) -> list[CopyWrite]:
    try:
        return effects.copies(event, made)
    except Exception as error:
        raise undecodable(event, error) from error


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
