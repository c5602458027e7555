"""What can be asked of an outcome."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class DraftOutcome:
    outcome_id: str
    topic: str
    meeting: str
    items: tuple[str, ...]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviseOutcome:
    """What is not said stays as it is."""

    outcome_id: str
    items: tuple[str, ...] | None = None
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class SubmitOutcome:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class ApproveOutcome:
    outcome_id: str
    document_number: str


@dataclass(frozen=True, slots=True)
class ReturnOutcome:
    outcome_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeclineOutcome:
    outcome_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConvertOutcome:
    """`made` is the fresh id of the record that it becomes."""

    outcome_id: str
    into: str
    reason: str
    made: str
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ResubmitOutcome:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class WantedTask:
    """A task as asked for; without a due date or a policy the standing one for replies holds."""

    task_id: str
    title: str
    lead: str
    co_handlers: tuple[str, ...] = ()
    due: date | None = None
    policy: str | None = None
    measure: str | None = None
    beneficiaries: int | None = None
    funds_yuan: int | None = None


@dataclass(frozen=True, slots=True)
class DecomposeOutcome:
    outcome_id: str
    tasks: tuple[WantedTask, ...]


@dataclass(frozen=True, slots=True)
class DispatchOutcome:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class StartOutcome:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class NoteRework:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class NoteAllReplied:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class NoteAllCancelled:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class StartVerification:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class SendBackOutcome:
    outcome_id: str
    tasks: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class FeedBackOutcome:
    outcome_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TellOutcome:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class PubliciseOutcome:
    outcome_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TrackOutcome:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class NoteProgress:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class CloseOutcome:
    """`actor_role` is the caller's; where nobody calls, it is the system."""

    outcome_id: str
    explanation: str | None = None
    actor_role: str = "SYS"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReopenOutcome:
    outcome_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeOverOutcome:
    outcome_id: str
    organisation: str
    successor: str


OutcomeCommand: TypeAlias = (
    DraftOutcome
    | ReviseOutcome
    | SubmitOutcome
    | ApproveOutcome
    | ReturnOutcome
    | DeclineOutcome
    | ConvertOutcome
    | ResubmitOutcome
    | DecomposeOutcome
    | DispatchOutcome
    | StartOutcome
    | NoteRework
    | NoteAllReplied
    | NoteAllCancelled
    | StartVerification
    | SendBackOutcome
    | FeedBackOutcome
    | TellOutcome
    | PubliciseOutcome
    | TrackOutcome
    | NoteProgress
    | CloseOutcome
    | ReopenOutcome
    | TakeOverOutcome
)
