"""`shangliang replay`: the record as it was at a time or a place of the ledger, from the ledger alone.

What services keep in their databases is made again from the ledger's entries and blobs, so those databases may be gone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from infra.kernel.access.site import Site
from infra.kernel.base.problems import Invalid
from infra.kernel.commands.folding import Folded, Lifecycles
from infra.kernel.contract.envelope import Recorded
from infra.kernel.news.effects import Effects
from infra.kernel.reading.paging import time_said
from infra.kernel.running.definition import ServiceDefinition
from infra.kernel.running.log_import import LogImport, LogIsNotEmpty, unanswered
from infra.kernel.running.read_table_rebuild import ReadTableRebuild
from infra.kernel.storage.database import Database
from infra.kernel.storage.migrate import migrate
from infra.kernel.storage.personal import withheld
from infra.kernel.storage.record_statements import encode_shown
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import RecordWrite
from infra.kernel.storage.tables import RECORDS
from infra.ledger.checkpoints import parse_checkpoint
from infra.ledger.directory import CHECKPOINT, KEY, LedgerDirectory
from infra.ledger.entries import decode, decode_verified
from infra.ledger.notes import NoteRefused, NoteVerifier, open_note
from infra.ledger.sealed import SealedBundles, sealed
from infra.ledger.texts import Malformed
from infra.ledger.tiles import FULL
from operations.suite.services import SERVICES, definition_of

BATCH = 500
_SHOWN = ("collection", "id", "state", "version", "division", "created_at", "updated_at", "shown")


class CannotReplay(ValueError):
    """The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Until:
    """How far: what was recorded up to a time, or the entries up to and with an index of the ledger; neither is all."""

    time: str | None = None
    index: int | None = None

    def takes(self, index: int, event: Recorded) -> bool:
        return (self.index is None or index <= self.index) and (self.time is None or event.recorded_at <= self.time)


def until_said(text: str | None) -> Until:
    """From what an operator types. Raises CannotReplay."""
    if text is None:
        return Until()
    if text.isdigit():
        return Until(index=int(text))
    try:
        return Until(time=time_said(text, "until"))
    except Invalid as invalid:
        raise CannotReplay(
            f"{text}: neither a time with an offset (2026-11-22T09:00:00+08:00) nor an entry's index"
        ) from invalid


@dataclass(frozen=True)
class SealedLog:
    """The ledger as far as `size`, which a checkpoint covers: `note`, signed with `vkey`; nothing beyond is read.

    Whatever cannot be read, or is not what was sealed, raises CannotReplay.
    """

    sealed: SealedBundles
    size: int
    note: str
    vkey: str

    @property
    def directory(self) -> LedgerDirectory:
        return self.sealed.directory

    def bundle(self, number: int) -> list[bytes]:
        with read_as_sealed(self.directory.folder):
            return self.sealed.bundle(number)[: self.size - number * FULL]

    def events(self) -> Iterator[tuple[int, Recorded]]:
        """(index, event), each read strictly: for what is taken into a database, or given away."""
        with read_as_sealed(self.directory.folder):
            for number in range(-(-self.size // FULL)):
                for index, entry in enumerate(self.bundle(number), number * FULL):
                    yield index, decode(entry, self.directory.blob)

    def pages(self) -> Iterator[tuple[int, list[Recorded]]]:
        """(index of the first, a bundle's events): for what is folded, shown and forgotten. They are not read strictly."""
        with read_as_sealed(self.directory.folder):
            for number in range(-(-self.size // FULL)):
                yield number * FULL, decode_verified(self.bundle(number), self.directory.blob)

    def seen(self) -> Iterator[tuple[int, Recorded]]:
        """The same, one by one."""
        for first, page in self.pages():
            yield from enumerate(page, first)

    def read_all(self) -> None:
        """Every entry once, for whoever must not begin with what cannot be finished."""
        for _first, _page in self.pages():
            continue


def log_in(folder: Path) -> Path:
    """Where the log lies when the ledger's folder is named, or its log, or the site's data folder, or an archive."""
    inside = (folder, folder / "log", folder / "ledger", folder / "ledger" / "log")
    return next((one for one in inside if (one / CHECKPOINT).is_file()), folder)


def sealed_log(directory: LedgerDirectory, vkeys: Sequence[str] = ()) -> SealedLog:
    """Signed with one of these keys, or else with the one that the ledger gives for itself. Raises CannotReplay."""
    try:
        note = directory.read(CHECKPOINT)
    except FileNotFoundError as missing:
        raise CannotReplay(f"{directory.folder} has no checkpoint: name the ledger's folder with --ledger") from missing
    with read_as_sealed(directory.folder):
        return signed_log(directory, note, vkeys or [directory.read(KEY).decode().strip()])


def signed_log(directory: LedgerDirectory, note: bytes, vkeys: Sequence[str]) -> SealedLog:
    """The log of that note. Raises CannotReplay when it is not signed so, or the tiles do not lead to its root."""
    with read_as_sealed(directory.folder):
        opened = open_note(note, [NoteVerifier(vkey) for vkey in vkeys])
        checkpoint = parse_checkpoint(opened.body)
        return SealedLog(sealed(directory, checkpoint), checkpoint.size, note.decode(), opened.verified[0].vkey)


@contextmanager
def read_as_sealed(folder: Path) -> Iterator[None]:
    """Whatever is wrong with a ledger's files, in one sentence."""
    try:
        yield
    except (Malformed, NoteRefused, OSError, UnicodeDecodeError, IndexError) as error:
        said = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else str(error)
        raise CannotReplay(
            f"the ledger in {folder} is not what was sealed ({said}): `shangliang verify` says more; bring it back"
        ) from error


def records_at(
    log: SealedLog, until: Until, site: Site, progress: Callable[[int, int], None]
) -> Iterator[dict[str, Any]]:
    """Every record as it was, from read tables made under `site`, an empty folder of their own (or one broken off)."""
    import_logs(log, until, site, _nothing_is_open, progress)
    for name in SERVICES:
        database = Database(site.database(name))
        for row in database.query(
            select(*(RECORDS.c[column] for column in _SHOWN)).order_by(RECORDS.c.collection, RECORDS.c.id)
        ):
            yield _shown(name, *row)
        database.dispose()


def go_on_from(log: SealedLog, site: Site, progress: Callable[[int, int], None]) -> dict[str, int]:
    """Every service's database on an empty machine, ready to go on; answers how many events each got."""
    return import_logs(log, Until(), site, _open_reactions, progress)


def import_logs(
    log: SealedLog,
    until: Until,
    site: Site,
    still_open: Callable[[ServiceDefinition, dict[str, LogImport]], Iterator[Recorded]],
    progress: Callable[[int, int], None],
) -> dict[str, int]:
    """Logs, then read tables. What was broken off goes on where it stopped. Raises CannotReplay."""
    migrate(site, list(SERVICES))
    with ExitStack() as opened:
        databases = {name: Database(site.database(name)) for name in SERVICES}
        for database in databases.values():
            opened.callback(database.dispose)
        logs = {name: LogImport(database, name) for name, database in databases.items()}
        _import(log, until, logs, progress)
        stores = {name: SqlStore(database, name) for name, database in databases.items()}
        for name, database in databases.items():
            definition = definition_of(name)
            logs[name].end(
                {line: logs[of].head() for line, of in definition.lines.items()}, still_open(definition, logs)
            )
            ReadTableRebuild(definition, database, stores.__getitem__).run(lambda done, of: None)
        return {name: store.head()[0] for name, store in stores.items()}


def _nothing_is_open(definition: ServiceDefinition, logs: dict[str, LogImport]) -> Iterator[Recorded]:
    """For a look at the past, where nothing runs."""
    return iter(())


def _open_reactions(definition: ServiceDefinition, logs: dict[str, LogImport]) -> Iterator[Recorded]:
    of_reactions = [one.producer for one in definition.reactions]
    for producer in dict.fromkeys([*of_reactions, *(one.producer for one in definition.forgettings)]):
        effects = Effects(producer, (), definition.reactions, lambda kind, copy_id: None, definition.forgettings)
        yield from unanswered(logs[definition.name], logs[producer], effects)


def _import(log: SealedLog, until: Until, logs: Mapping[str, LogImport], progress: Callable[[int, int], None]) -> None:
    try:
        wanted = {name: one.begin() for name, one in logs.items()}
    except LogIsNotEmpty as not_empty:
        raise CannotReplay(f"the database of {not_empty} has events already: this needs an empty site") from not_empty
    waiting: dict[str, list[Recorded]] = {name: [] for name in logs}
    for index, event in log.events():
        if until.takes(index, event) and event.position >= wanted[event.service]:
            waiting[event.service].append(event)
            if len(waiting[event.service]) == BATCH:
                logs[event.service].add(waiting[event.service])
                waiting[event.service] = []
        if index % BATCH == 0:
            progress(index, log.size)
    for name, rest in waiting.items():
        logs[name].add(rest)
    progress(log.size, log.size)


def stream_at(log: SealedLog, until: Until, stream: str) -> list[dict[str, Any]]:
    """The records of one stream as they were. Raises CannotReplay when it was not there yet."""
    events = [event for index, event in log.seen() if event.stream == stream and until.takes(index, event)]
    if not events:
        raise CannotReplay(f"nothing was recorded in {stream} by then")
    service = events[0].service
    return [_shown(service, *columns(write)) for write in folded_records(service, events)]


@cache
def lifecycles_of(service: str) -> Lifecycles:
    return Lifecycles(SERVICES[service].lifecycles)


def folded_records(service: str, events: list[Recorded]) -> list[RecordWrite]:
    """The read rows of one stream after these events, which are all of it from its first."""
    lifecycles = lifecycles_of(service)
    folded, rows = Folded(events[0].stream), dict[tuple[str, str], RecordWrite]()
    for recorded in events:
        event, before = lifecycles.codec.decode(recorded), folded
        folded = lifecycles.fold(folded, event, recorded.recorded_at)
        writes = lifecycles.record_writes(before, folded, [event])
        rows.update({(one.collection, one.record_id): one for one in writes})
    return list(rows.values())


def columns(write: RecordWrite) -> tuple[Any, ...]:
    head = (write.collection, write.record_id, write.state, write.version, write.row.division)
    return (
        *head,
        write.created_at,
        write.updated_at,
        encode_shown(write.row.shown, write.row.attached, write.row.cleared),
    )


def _shown(service: str, *row: Any) -> dict[str, Any]:
    *head, shown = row
    return {"service": service, **dict(zip(_SHOWN, head, strict=False)), "record": withheld(msgspec.json.decode(shown))}
