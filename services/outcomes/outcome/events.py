"""What can have happened to an outcome (协商成果)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One task of the decomposition: exactly one lead, and a due date from a cited policy, or chosen by hand (None)."""

    task_id: str
    title: str
    lead: str
    co_handlers: tuple[str, ...]
    due: date
    policy: str | None
    measure: str | None
    beneficiaries: int | None
    funds_yuan: int | None


@dataclass(frozen=True, slots=True)
class OutcomeDrafted:
    """The council put what a meeting agreed into an outcome."""

    outcome_id: str
    topic_id: str
    meeting_id: str
    items: tuple[str, ...]
    title: str
    text: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class OutcomeRevised:
    """How it reads from now on, and how it read before."""

    outcome_id: str
    topic_id: str
    items: tuple[str, ...]
    title: str
    text: str
    old_items: tuple[str, ...]
    old_title: str
    old_text: str


@dataclass(frozen=True, slots=True)
class OutcomeSubmitted:
    """The outcome went to the Party organisation of the same level."""

    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeApproved:
    """The Party organisation approved the outcome (批复)."""

    outcome_id: str
    topic_id: str
    document_number: str


@dataclass(frozen=True, slots=True)
class OutcomeReturned:
    """The Party organisation gave it back to be revised."""

    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutcomeDeclined:
    """The Party organisation did not adopt it; every participant is told why."""

    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutcomeConverted:
    """It goes on as something else: a proposal, a brief, a covenant or a topic of the level above.

    `made` is the record that it became, under this title and text: a covenant in the same decision, whatever else is
    drafted by topics. Before version 2 none was made, before 3 none of a covenant or a topic. `division` and
    `organisation` say where the topic of the level above is.
    """

    outcome_id: str
    topic_id: str
    into: str
    reason: str
    title: str | None
    text: str | None
    made: str | None
    division: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class OutcomeResubmitted:
    """A returned or declined outcome went to the Party organisation again."""

    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeDecomposed:
    """It was split into tasks (任务分解), also anew. Their ids are fixed here; they come into being when dispatched."""

    outcome_id: str
    topic_id: str
    tasks: tuple[PlannedTask, ...]


@dataclass(frozen=True, slots=True)
class OutcomeDispatched:
    """Its tasks were handed out (交办)."""

    outcome_id: str
    topic_id: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeStarted:
    """The first task was signed for."""

    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeReworkStarted:
    """A task is being handled again."""

    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeAllReplied:
    """Every task that is not cancelled has replied."""

    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeAllCancelled:
    """Every task was cancelled: the outcome is approved still, and nobody carries it out."""

    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeVerificationStarted:
    """The office began its call-back (回访)."""

    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeSentBack:
    """The call-back found tasks that must be handled again."""

    outcome_id: str
    topic_id: str
    tasks: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class OutcomeFedBack:
    """Everybody who took part is told what came of it."""

    outcome_id: str
    topic_id: str
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """How many have a record that they were told its words (告知), of how many who took part or submitted."""

    outcome_id: str
    topic_id: str
    number: int
    told: int
    to_tell: int


@dataclass(frozen=True, slots=True)
class OutcomePublicised:
    """It was made public (公示). `closes_at` is when the system may close it."""

    outcome_id: str
    topic_id: str
    text: str
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class OutcomeTracked:
    """Part of it is planned or under way and is being followed (跟踪办理)."""

    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeProgressNoted:
    """A tracked task reported again."""

    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeClosed:
    """It was closed and filed (办结归档)."""

    outcome_id: str
    topic_id: str
    explanation: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class OutcomeReopened:
    """A closed outcome was taken up again."""

    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutcomeTakenOver:
    """Its topic belongs to another organisation now, and so does it."""

    outcome_id: str
    topic_id: str
    organisation: str
    successor: str


OutcomeEvent: TypeAlias = (
    OutcomeDrafted
    | OutcomeRevised
    | OutcomeSubmitted
    | OutcomeApproved
    | OutcomeReturned
    | OutcomeDeclined
    | OutcomeConverted
    | OutcomeResubmitted
    | OutcomeDecomposed
    | OutcomeDispatched
    | OutcomeStarted
    | OutcomeReworkStarted
    | OutcomeAllReplied
    | OutcomeAllCancelled
    | OutcomeVerificationStarted
    | OutcomeSentBack
    | OutcomeFedBack
    | OutcomeTold
    | OutcomePublicised
    | OutcomeTracked
    | OutcomeProgressNoted
    | OutcomeClosed
    | OutcomeReopened
    | OutcomeTakenOver
)
