"""Files that were handed in with a command, whatever its record: events for all kinds of records (docs/adr/0023-files.md)."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from infra.kernel.contract.codec import EventType
from infra.kernel.contract.named_file import NamedFile


@dataclass(frozen=True, slots=True)
class FilesAttached:
    """Files came with the command whose event stands before this one (附件); internal until they are cleared.

    `personal` where what else was said is somebody's words: they are kept under the same key.
    """

    collection: str
    record: str
    files: tuple[str, ...]
    parent: str | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class FilesCleared:
    """Of the files that came with commands these are no longer internal (核可): whoever reads the record reads them."""

    collection: str
    record: str
    files: tuple[str, ...]
    parent: str | None = None


OfAnyRecord: TypeAlias = FilesAttached | FilesCleared
OF_ANY_RECORD = (EventType(FilesAttached), EventType(FilesCleared))
"""The events that records of every kind have; none of them changes a record's state."""


def after(event: OfAnyRecord, came: tuple[NamedFile, ...]) -> tuple[NamedFile, ...]:
    """The files that came with a record's commands, after one more event."""
    if isinstance(event, FilesAttached):
        return (*came, *(NamedFile(digest, event.personal, internal=True) for digest in event.files))
    return tuple(replace(file, internal=file.internal and file.digest not in event.files) for file in came)
