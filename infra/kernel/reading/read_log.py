"""Who read what is kept inside: a row for each answer that shows such records, written before the answer is given.

Where it cannot be written nothing is shown. Nobody changes or removes a row, the program included.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, bindparam, select

from infra.kernel.access.places import Actor, Directory
from infra.kernel.base.calls import ListCall, ReadCall, ReadsCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import NotPermitted
from infra.kernel.reading.names import PRIVATE, Names
from infra.kernel.storage.database import Database
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.tables import READS

KEPT_INSIDE = frozenset(("internal", "offices", "recorders", "inside"))
"""The audiences of records that are never the public's, nor a whole place's."""
FOR_AUDITORS = "须为审计员（AUD）；安全管理员（SEC）读审计员的阅读记录 This is for AUD; SEC reads what AUD has read"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one answer shows: records of a collection, and by which way: record, history, list, file or receipt."""

    manner: str
    collection: str
    records: Sequence[str]
    ground: str | None = None
    as_of: str | None = None
    file: str | None = None


class ReadLog:
    """One service's log of what was read of it."""

    def __init__(
        self, database: Database, directory: Directory, personal: PersonalKeys, now: Callable[[], datetime]
    ) -> None:
        self._database, self._directory, self._personal, self._now = database, directory, personal, now
        self._insert = database.prepare(database.insert(READS).values({c.name: bindparam(c.name) for c in READS.c}))

    def note(self, manner: str, call: ReadCall | ListCall, actor: Actor, seen: Iterable[tuple[str, str]]) -> None:
        """`seen`: (record id, audience) of all that the answer shows."""
        self.write(actor, Reading(manner, call.collection, _inside(seen), call.caller.ground, call.as_of))

    def note_receipt(self, collection: str, actor: Actor, seen: Iterable[tuple[str, str]]) -> None:
        """The receipt of an event tells what was in it."""
        self.write(actor, Reading("receipt", collection, _inside(seen)))

    def write(self, actor: Actor, reading: Reading) -> None:
        """Of who comes with a token; who comes with the code of his own record, or as the public, reads nothing inside."""
        if not (reading.records and actor.has_token):
            return
        row = {
            "id": new_id(),
            "at": stamp(self._now()),
            "person": actor.person,
            "role": actor.capacity if actor.capacity in actor.roles else " ".join(actor.roles),
            "organisation": actor.organisation,
            "token": actor.token_id,
            "manner": reading.manner,
            "collection": reading.collection,
            "records": msgspec.json.encode(list(reading.records)).decode(),
            "file": reading.file,
            "as_of": reading.as_of,
            "ground": reading.ground,
        }
        self._database.together([(self._insert, row)])

    def page(self, call: ReadsCall, actor: Actor) -> list[dict[str, Any]]:
        """Newest first. Nobody is the only one to see his own trail: SEC reads that of AUD. Raises NotPermitted."""
        conditions = list(_asked(call))
        if "AUD" not in actor.roles:
            if "SEC" not in actor.roles:
                raise NotPermitted(FOR_AUDITORS)
            conditions.append(READS.c.role == "AUD")
        query = select(*READS.c).where(*conditions).order_by(READS.c.id.desc()).limit(call.limit)
        names, columns = Names(self._directory, self._personal), READS.c.keys()
        found = [dict(zip(columns, row, strict=True)) for row in self._database.query(query)]
        return [_told(row, names) for row in found]


def _inside(seen: Iterable[tuple[str, str]]) -> list[str]:
    return [record_id for record_id, audience in seen if audience in KEPT_INSIDE]


def _asked(call: ReadsCall) -> Iterator[ColumnElement[bool]]:
    if call.record:
        # A JSON list: the quotation marks around an id are its ends.
        yield READS.c.records.contains(f'"{call.record}"', autoescape=True)
    if call.collection:
        yield READS.c.collection == call.collection
    if call.person:
        yield READS.c.person == call.person
    if call.since:
        yield READS.c.at >= call.since
    if call.before:
        yield READS.c.at < call.before
    if call.cursor:
        yield READS.c.id < call.cursor


def _told(row: dict[str, Any], names: Names) -> dict[str, Any]:
    shown = {name: value for name, value in row.items() if name != "token"}
    return shown | {
        "records": msgspec.json.decode(row["records"]),
        "person_name": names.person(row["person"]) if row["person"] and row["role"] not in PRIVATE else None,
        "organisation_name": names.organisation(row["organisation"]),
    }
