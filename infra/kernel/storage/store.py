"""What a store of events must do, and what one commit writes. `sql_store.py` does it on SQLite and PostgreSQL."""

from dataclasses import dataclass, field
from typing import Protocol

from infra.kernel.contract.envelope import Envelope, PartialEnvelope, Recorded
from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.storage.words import RecordWords

WITHOUT_A_COMMAND = "founding"
"""Who is the caller of events that no command brought (first events, divisions). The name is stored, so it stays."""


class VersionConflict(Exception):
    """Somebody else appended first, to the stream or to one that the decision rests on: read the tail and decide again."""


class KeyTaken(Exception):
    """This caller's command with this key has been carried out already: its stored answer holds."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The answer that a command was given, kept so that the same command is answered and not carried out again.

    The field calls it an idempotency record. `kept_since` is real time; client keys are kept seven days.
    """

    caller: str
    key: str
    command_id: str
    fingerprint: str
    answer: str
    kept_since: str


@dataclass(frozen=True, slots=True)
class RecordWrite:
    """The read row of one record as it is after this commit. `before` is its row until now; `words` None while they stay."""

    collection: str
    record_id: str
    stream: str
    parent: str | None
    state: str
    version: int
    created_at: str
    updated_at: str
    row: ReadRow
    before: ReadRow | None = None
    words: RecordWords | None = None


@dataclass(frozen=True, slots=True)
class DueWrite:
    """When the stream next wants SYS to act; None when it does not."""

    stream: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Pin:
    """A record that a decision rests on without writing it, and its version as the decision saw it."""

    collection: str
    record_id: str
    version: int


@dataclass(frozen=True, slots=True)
class RollPin:
    """How many records of a collection name somebody, as a decision that rests on there being no other saw it."""

    collection: str
    who: str
    many: int


@dataclass(frozen=True, slots=True)
class Writes:
    """One transaction: the command's row, its events, the touched read rows and due times; `pins` must still hold."""

    command: StoredAnswer
    events: list[Envelope]
    records: list[RecordWrite] = field(default_factory=list)
    due: list[DueWrite] = field(default_factory=list)
    pins: list[Pin | RollPin] = field(default_factory=list)


class EventStore(Protocol):
    """The log of one service. Versions count from 1 in a stream, positions from 0 in the log.

    `recorded_here` is the newest `recorded_at` that this very store has committed; empty before the first.
    """

    recorded_here: str

    def commit(self, writes: Writes) -> None:
        """All or nothing. Raises KeyTaken or VersionConflict and has then written nothing."""

    def stream(self, stream: str, after: int = 0) -> list[Recorded]:
        """The stream's events with a version above `after`, in order."""

    def stream_to_fold(self, stream: str, after: int = 0) -> list[PartialEnvelope]:
        """The same, as far as a fold needs them."""

    def event(self, event_id: str) -> Recorded | None:
        """The event of that id, numbered or not."""

    def stored_answer(self, caller: str, key: str) -> StoredAnswer | None: ...

    def number(self, limit: int) -> list[Recorded]:
        """Gives the next positions to committed events that have none, in order of insertion; answers them."""

    def log(self, start: int, limit: int) -> list[Recorded]:
        """Numbered events from position `start` on, in order."""

    def newest_recorded(self) -> str | None:
        """The `recorded_at` of the event that was committed last, by whomever."""

    def head(self) -> tuple[int, int]:
        """(the next position to be given, how many committed events have none yet)."""
