"""The rows that are derived from events: what is shown of a record, and the tables beside it that find it."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, insert

from infra.kernel.contract.handling import Handling
from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.storage.database import Bound, Database
from infra.kernel.storage.store import DueWrite, RecordWrite
from infra.kernel.storage.tables import (
    DUE,
    RECORD_CODES,
    RECORD_FILES,
    RECORD_HANDLING,
    RECORD_NAMES,
    RECORD_WORDS,
    RECORDS,
)
from infra.kernel.storage.words import on_wire, says_a_kept_word

ATTACHED = "attached"
"""Under this name it is stored which files came with commands; a record shows them among its `files`."""
CLEARED = "cleared"
"""And under this one, which of them have been cleared since: these it shows whoever reads it."""
# So many are looked for one by one.
FEW = 8


def encode_shown(shown: object, attached: tuple[str, ...] = (), cleared: tuple[str, ...] = ()) -> str:
    """A record's own fields as JSON, and which files came with its commands."""
    files = {name: digests for name, digests in ((ATTACHED, attached), (CLEARED, cleared)) if digests}
    if files:
        return msgspec.json.encode({**on_wire(shown), **files}).decode()
    return msgspec.json.encode(on_wire(shown) if says_a_kept_word(shown) else shown).decode()


class RecordStatements:
    """Writes read rows, who they name, which codes open them, who handles what, their files, and due times."""

    def __init__(self, database: Database) -> None:
        prepare = database.prepare
        row = database.insert(RECORDS).values({c.name: bindparam(c.name) for c in RECORDS.c})
        kept = {c.name: row.excluded[c.name] for c in RECORDS.c if c.name not in ("collection", "id")}
        self._upsert = prepare(row.on_conflict_do_update(index_elements=["collection", "id"], set_=kept))
        self._unname = prepare(
            _of_record(delete(RECORD_NAMES), RECORD_NAMES).where(RECORD_NAMES.c.who == bindparam("gone"))
        )
        self._uncode = prepare(
            _of_record(delete(RECORD_CODES), RECORD_CODES).where(RECORD_CODES.c.digest == bindparam("gone"))
        )
        name = database.insert(RECORD_NAMES).values({c.name: bindparam(c.name) for c in RECORD_NAMES.c})
        code = database.insert(RECORD_CODES).values({c.name: bindparam(c.name) for c in RECORD_CODES.c})
        self._name, self._code = prepare(name.on_conflict_do_nothing()), prepare(code.on_conflict_do_nothing())
        handled = database.insert(RECORD_HANDLING).values({c.name: bindparam(c.name) for c in RECORD_HANDLING.c})
        anew = {c.name: handled.excluded[c.name] for c in RECORD_HANDLING.c if c.name not in ("collection", "id")}
        self._handle = prepare(handled.on_conflict_do_update(index_elements=["collection", "id"], set_=anew))
        self._forget_files = prepare(_of_record(delete(RECORD_FILES), RECORD_FILES))
        self._file = prepare(insert(RECORD_FILES).values({c.name: bindparam(c.name) for c in RECORD_FILES.c}))
        worded = database.insert(RECORD_WORDS).values({c.name: bindparam(c.name) for c in RECORD_WORDS.c})
        anew = {name: worded.excluded[name] for name in ("open", "kept")}
        self._word = prepare(worded.on_conflict_do_update(index_elements=["collection", "id"], set_=anew))
        due = database.insert(DUE).values(stream=bindparam("stream"), at=bindparam("at"), postponed_to=None)
        again = {"at": due.excluded.at, "postponed_to": None}
        self._due = prepare(due.on_conflict_do_update(index_elements=["stream"], set_=again))
        self._not_due = prepare(delete(DUE).where(DUE.c.stream == bindparam("name")))

    def of(self, record: RecordWrite) -> Iterator[Bound]:
        """What writes this record's rows; words, names, codes and files only when they have changed."""
        yield self._upsert, _record_values(record)
        before, of = record.before, {"collection": record.collection, "id": record.record_id}
        which = {"of": record.collection, "its_id": record.record_id}
        if record.words is not None:
            yield self._word, {**of, "open": record.words.open, "kept": record.words.kept}
        gone, added = _changed(before.named if before else (), record.row.named)
        yield from ((self._unname, {**which, "gone": who}) for who in gone)
        yield from ((self._name, {**of, "who": who}) for who in added)
        gone, added = _changed(before.codes if before else (), record.row.codes)
        yield from ((self._uncode, {**which, "gone": code}) for code in gone)
        yield from ((self._code, {**of, "digest": code}) for code in added)
        if record.row.handling is not None and (before is None or before.handling != record.row.handling):
            yield self._handle, {**of, **_handling_values(record.row.handling)}
        if record.row.files != (before.files if before else ()):
            if before is not None:
                yield self._forget_files, which
            yield from (
                (self._file, {**of, "digest": file.digest, "internal": int(file.internal)}) for file in record.row.files
            )

    def of_due(self, due: DueWrite) -> Bound:
        """What writes when the stream next wants SYS to act."""
        if due.at is None:
            return self._not_due, {"name": due.stream}
        return self._due, {"stream": due.stream, "at": due.at}


def _changed(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """(those that are gone, those that are new), each once. Most often somebody was added at the end of very many.

    Whoever was there already may be told as new: he is not written twice.
    """
    if before is after:
        return [], []
    if before == after[: len(before)] and len(after) - len(before) < FEW:
        return [], list(dict.fromkeys(after[len(before) :]))
    was, now = dict.fromkeys(before), dict.fromkeys(after)
    return [one for one in was if one not in now], [one for one in now if one not in was]


def _of_record(clause: Any, table: Any) -> Any:
    return clause.where(table.c.collection == bindparam("of"), table.c.id == bindparam("its_id"))


def _handling_values(handling: Handling) -> dict[str, Any]:
    return {
        "lead": handling.lead,
        "co_handlers": json.dumps(handling.co_handlers, separators=(",", ":")),
        "due": handling.due.isoformat(),
        "overdue": int(handling.overdue),
    }


def _record_values(record: RecordWrite) -> dict[str, Any]:
    row: ReadRow = record.row
    return {
        "collection": record.collection,
        "id": record.record_id,
        "stream": record.stream,
        "parent": record.parent,
        "state": record.state,
        "version": record.version,
        "division": row.division,
        "organisation": row.organisation,
        "topic": row.topic,
        "outcome": row.outcome,
        "audience": row.audience,
        "search": row.search,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "shown": encode_shown(row.shown, row.attached, row.cleared),
    }
