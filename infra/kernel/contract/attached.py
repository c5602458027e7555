"""Files that were handed in with a command, whatever its record: one event for all kinds of records (docs/adr/0023-files.md)."""

from dataclasses import dataclass

from infra.kernel.contract.codec import EventType


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


OF_ANY_RECORD = (EventType(FilesAttached),)
"""The events that records of every kind have; none of them changes a record's state."""
