"""What a topic must know of its outcomes: what became of each, and the words in which it was told."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class OutcomeState(StrEnum):
    """The states of the published outcome lifecycle."""

    DRAFTED = "drafted"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"
    RETURNED = "returned"
    NOT_ADOPTED = "not_adopted"
    CONVERTED = "converted"
    DECOMPOSED = "decomposed"
    DISPATCHED = "dispatched"
    IN_PROGRESS = "in_progress"
    ALL_REPLIED = "all_replied"
    VERIFYING = "verifying"
    FED_BACK = "fed_back"
    PUBLICISED = "publicised"
    TRACKED = "tracked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class KnownOutcome:
    """`feedback` is what the participants were told; `reason` why it was declined or converted."""

    outcome_id: str
    topic_id: str
    title: str
    state: OutcomeState
    feedback: str | None = None
    reason: str | None = None

    @property
    def approved(self) -> bool:
        """Approved and not over: its implementation is under way."""
        return self.state not in (
            OutcomeState.DRAFTED,
            OutcomeState.UNDER_REVIEW,
            OutcomeState.RETURNED,
            OutcomeState.NOT_ADOPTED,
            OutcomeState.CONVERTED,
            OutcomeState.CLOSED,
        )


@dataclass(frozen=True, slots=True)
class OutcomeDrafted:
    outcome_id: str
    topic_id: str
    title: str


@dataclass(frozen=True, slots=True)
class OutcomeSubmitted:
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeResubmitted:
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeReturned:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeApproved:
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeDeclined:
    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutcomeConverted:
    outcome_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutcomeDecomposed:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeDispatched:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeStarted:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeReworkStarted:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeAllReplied:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeVerificationStarted:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeSentBack:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeFedBack:
    outcome_id: str
    text: str


@dataclass(frozen=True, slots=True)
class OutcomePublicised:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeTracked:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeProgressNoted:
    outcome_id: str


@dataclass(frozen=True, slots=True)
class OutcomeClosed:
    outcome_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class OutcomeReopened:
    outcome_id: str


def on_outcome_drafted(known: KnownOutcome | None, event: OutcomeDrafted) -> KnownOutcome:
    return KnownOutcome(event.outcome_id, event.topic_id, event.title, OutcomeState.DRAFTED)


def on_outcome_declined(known: KnownOutcome, event: OutcomeDeclined) -> KnownOutcome:
    return replace(known, state=OutcomeState.NOT_ADOPTED, reason=event.reason)


def on_outcome_converted(known: KnownOutcome, event: OutcomeConverted) -> KnownOutcome:
    return replace(known, state=OutcomeState.CONVERTED, reason=event.reason)


def on_outcome_fed_back(known: KnownOutcome, event: OutcomeFedBack) -> KnownOutcome:
    return replace(known, state=OutcomeState.FED_BACK, feedback=event.text)


def outcome_becomes(state: OutcomeState) -> Callable[[KnownOutcome, object], KnownOutcome]:
    """For an event of which only the new state matters to us."""
    return lambda known, event: replace(known, state=state)
