"""What can have happened to a topic (议题)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from services.topics.topic.side_events import Origin, Result, SideEvent
from services.topics.topic.succession_events import TopicSuccessionEvent

Source: TypeAlias = Literal["party", "government", "society"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found for one item of the screening list."""

    item: str
    verdict: Literal["yes", "no", "n/a"]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Why nobody of a stakeholder group was there."""

    group: str
    explanation: str


@dataclass(frozen=True, slots=True)
class TopicDrafted:
    """Drafted by the Party, the government, or from society (党委出题、政府出题、社会征题); or from another level's topic."""

    topic_id: str
    title: str
    background: str
    division: str
    organisation: str
    source: Source
    stakeholder_groups: tuple[str, ...] = ()
    category: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class TopicProposed:
    topic_id: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class TopicScreeningStarted:
    """The screening list of the day is fixed: its id, its version and the codes of its items to consult on or to leave out.

    `excluded` are those to leave out; version 1 did not tell them from the others.
    """

    topic_id: str
    screening_list: str
    screening_list_version: int
    items: tuple[str, ...]
    excluded: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class TopicShortlisted:
    topic_id: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class TopicRuledOut:
    topic_id: str
    verdicts: tuple[Verdict, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TopicReferred:
    topic_id: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicDeferred:
    """Put off; the system resumes it when `resumes_at`, the start of that day, has come."""

    topic_id: str
    until: date
    resumes_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TopicResumed:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicScreeningOverridden:
    """The Party organisation puts a topic through that was ruled out, by a numbered document."""

    topic_id: str
    document_number: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicSelected:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicEndorsed:
    """The guiding CPPCC office gave its opinion (审题)."""

    topic_id: str
    opinion: str


@dataclass(frozen=True, slots=True)
class TopicReturnedToSelection:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicApproved:
    """The Party organisation of the same level approved the topic (定题)."""

    topic_id: str
    document_number: str


@dataclass(frozen=True, slots=True)
class TopicReturnedForReview:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicDisapproved:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicNoticed:
    """Posted publicly up to and including `notice_until`; provisional when that year's calendar is not published.

    `files` show that it hung there. `by_hand`: somebody named the day, later than the policy's; before version 3 not told.
    """

    topic_id: str
    notice_until: date
    notice_ends_at: datetime
    policy: str
    provisional: bool = False
    files: tuple[str, ...] = ()
    by_hand: bool | None = None


@dataclass(frozen=True, slots=True)
class TopicObjectionLodged:
    """Reason, name and contact are ciphertext under the objector's key; `received_at` is the day it came on paper."""

    topic_id: str
    objection_id: str
    reason: str
    name: str | None
    contact: str | None
    received_at: date | None


@dataclass(frozen=True, slots=True)
class TopicObjectionUpheld:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicNoticeEnded:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicRoundOpened:
    topic_id: str
    round: int


@dataclass(frozen=True, slots=True)
class TopicConcluded:
    topic_id: str
    result: Result
    summary: str
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicDiscontinued:
    """Ended by the Party organisation; `approved` says whether that was after its approval."""

    topic_id: str
    reason: str
    approved: bool


@dataclass(frozen=True, slots=True)
class TopicOutcomeSubmitted:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicClosedWithoutOutcome:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicConsultationReopened:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicImplementationStarted:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicClosedNotAdopted:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicClosedConverted:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicClosed:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicReopened:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicOutcomeTakenUp:
    """A declined outcome was resubmitted after the topic had been closed."""

    topic_id: str


TopicEvent: TypeAlias = (
    TopicDrafted
    | TopicProposed
    | TopicScreeningStarted
    | TopicShortlisted
    | TopicRuledOut
    | TopicReferred
    | TopicDeferred
    | TopicResumed
    | TopicScreeningOverridden
    | TopicSelected
    | TopicEndorsed
    | TopicReturnedToSelection
    | TopicApproved
    | TopicReturnedForReview
    | TopicDisapproved
    | TopicNoticed
    | TopicObjectionLodged
    | TopicObjectionUpheld
    | TopicNoticeEnded
    | TopicRoundOpened
    | TopicConcluded
    | TopicDiscontinued
    | TopicOutcomeSubmitted
    | TopicConsultationReopened
    | TopicImplementationStarted
    | TopicClosed
    | TopicClosedWithoutOutcome
    | TopicClosedNotAdopted
    | TopicClosedConverted
    | TopicReopened
    | TopicOutcomeTakenUp
    | SideEvent
    | TopicSuccessionEvent
)
