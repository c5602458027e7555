"""What can be asked of the mark that keeps a record inside."""

from dataclasses import dataclass

from services.members.internal_marking.events import Kind


@dataclass(frozen=True, slots=True)
class MarkInternal:
    internal_marking_id: str
    collection: str
    record: str
    kind: Kind
    reason: str
    actor_organisation: str | None = None


@dataclass(frozen=True, slots=True)
class LiftMark:
    internal_marking_id: str
    reason: str
