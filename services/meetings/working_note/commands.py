"""What can be asked about working notes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WriteWorkingNote:
    working_note_id: str
    meeting_id: str
    text: str
    actor_person: str | None = None


@dataclass(frozen=True, slots=True)
class RewriteWorkingNote:
    working_note_id: str
    meeting_id: str
    text: str
    actor_person: str | None = None


@dataclass(frozen=True, slots=True)
class DiscardWorkingNote:
    working_note_id: str
    meeting_id: str
    actor_person: str | None = None
