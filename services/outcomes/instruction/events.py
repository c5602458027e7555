"""What can have happened to a leader's written instruction (批示)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Date: TypeAlias = date
Secrecy: TypeAlias = Literal["public", "internal", "secret", "confidential", "top_secret"]
Collection: TypeAlias = Literal["outcomes", "briefs", "proposals", "topics", "programmes"]


@dataclass(frozen=True, slots=True)
class InstructionRecorded:
    """A leader wrote it on a record: `collection` and `record` say which, and it stands where that one does.

    The leader is a person who is known here, or a name. Of a classified one there is the document number alone.
    """

    instruction_id: str
    collection: Collection
    record: str
    topic_id: str | None
    division: str
    organisation: str
    leader: str | None
    leader_name: str | None
    office: str
    date: Date
    secrecy: Secrecy
    text: str | None
    document_number: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstructionTaskMade:
    """It is handled as a task; the task itself comes into being in the same decision."""

    instruction_id: str
    task: str
    handled_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstructionCarriedOut:
    """What came of it was reported (落实情况); the tasks that it made had ended."""

    instruction_id: str
    text: str


@dataclass(frozen=True, slots=True)
class InstructionWithdrawn:
    """It was entered wrongly. Tasks that it made stay."""

    instruction_id: str
    reason: str


InstructionEvent: TypeAlias = InstructionRecorded | InstructionTaskMade | InstructionCarriedOut | InstructionWithdrawn
