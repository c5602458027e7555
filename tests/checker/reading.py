"""What the checker reads: rows of a service's database, by SQL of its own. It shares no code with what it checks."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

SERVICES = ("members", "topics", "meetings", "outcomes")


class Servers(Protocol):
    """A site on PostgreSQL."""

    def rows(self, service: str, query: str) -> list[tuple[Any, ...]]: ...


# A data folder with a SQLite file a service, or servers.
Home: TypeAlias = Path | Servers


@dataclass(frozen=True)
class Event:
    """One row of a log."""

    inserted: int
    position: int | None
    event_id: str
    stream: str
    version: int
    type: str
    command_id: str
    causation_id: str | None
    payload: str


@dataclass(frozen=True)
class Command:
    """One row of `commands`; `answer` is the stored answer's text."""

    caller: str
    key: str
    command_id: str
    answer: str


@dataclass(frozen=True)
class Log:
    """A service's events as they were inserted, and the commands that it carried out."""

    service: str
    events: tuple[Event, ...]
    commands: tuple[Command, ...]


def followed(cursor: str) -> str:
    """Whose log a cursor goes through; one of its own is kept for some of a service's news: `members/offices`."""
    return cursor.partition("/")[0]


def read_log(folder: Home, service: str) -> Log:
    events = rows(folder, service, EVENTS)
    commands = rows(folder, service, "SELECT caller, key, command_id, answer FROM commands")
    return Log(service, tuple(Event(*row) for row in events), tuple(Command(*row) for row in commands))


EVENTS = (
    "SELECT inserted, position, event_id, stream, version, type, command_id, causation_id, payload "
    "FROM events ORDER BY inserted"
)
# Every derived table with all that must come out of a replay: not when a postponed command is tried again.
DERIVED = {
    "records": "SELECT collection, id, stream, parent, state, version, division, organisation, topic, outcome, "
    "audience, search, created_at, updated_at, shown FROM records",
    "record_names": "SELECT collection, id, who FROM record_names",
    "record_handling": "SELECT collection, id, lead, co_handlers, due, overdue FROM record_handling",
    "record_files": "SELECT collection, id, digest, internal FROM record_files",
    "record_words": "SELECT collection, id, open, kept FROM record_words",
    "record_codes": "SELECT digest, collection, id FROM record_codes",
    "due": "SELECT stream, at FROM due",
    "copies": "SELECT kind, id, parent, document FROM copies",
}


def derived(folder: Home, service: str) -> Iterator[tuple[Any, ...]]:
    """(table, column, …) of every derived row, as it stands in the file."""
    for table, query in DERIVED.items():
        for row in rows(folder, service, query):
            yield (table, *row)


def rows(folder: Home, service: str, query: str) -> list[tuple[Any, ...]]:
    if not isinstance(folder, Path):
        return folder.rows(service, query)
    file = folder / f"{service}.sqlite"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()
