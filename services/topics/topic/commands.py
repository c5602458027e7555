"""What can be asked of a topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.topics.topic.events import Absence, Source, Verdict
from services.topics.topic.side_events import Origin, Result


@dataclass(frozen=True, slots=True)
class DraftTopic:
    topic_id: str
    title: str
    background: str
    division: str
    organisation: str
    source: Source
    stakeholder_groups: Sequence[str] = ()
    category: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class ProposeTopic:
    topic_id: str


@dataclass(frozen=True, slots=True)
class StartScreening:
    topic_id: str


@dataclass(frozen=True, slots=True)
class PassScreening:
    topic_id: str
    verdicts: Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class RuleOut:
    topic_id: str
    verdicts: Sequence[Verdict]
    reason: str


@dataclass(frozen=True, slots=True)
class ReferTopic:
    topic_id: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeferTopic:
    topic_id: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class ResumeTopic:
    topic_id: str


@dataclass(frozen=True, slots=True)
class OverrideScreening:
    topic_id: str
    document_number: str
    reason: str


@dataclass(frozen=True, slots=True)
class SelectTopic:
    topic_id: str


@dataclass(frozen=True, slots=True)
class EndorseTopic:
    topic_id: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ReturnToSelection:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ApproveTopic:
    topic_id: str
    document_number: str


@dataclass(frozen=True, slots=True)
class ReturnForReview:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DisapproveTopic:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostNotice:
    topic_id: str
    until: date | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndNotice:
    topic_id: str


@dataclass(frozen=True, slots=True)
class OpenRound:
    topic_id: str


@dataclass(frozen=True, slots=True)
class ConcludeTopic:
    topic_id: str
    result: Result
    summary: str
    absences: Sequence[Absence] = ()


@dataclass(frozen=True, slots=True)
class DiscontinueTopic:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmitOutcome:
    topic_id: str


@dataclass(frozen=True, slots=True)
class CloseWithoutOutcome:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReopenConsultation:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class StartImplementation:
    topic_id: str


@dataclass(frozen=True, slots=True)
class CloseNotAdopted:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class CloseConverted:
    topic_id: str


@dataclass(frozen=True, slots=True)
class CloseTopic:
    topic_id: str


@dataclass(frozen=True, slots=True)
class ReopenTopic:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeUpOutcome:
    topic_id: str


@dataclass(frozen=True, slots=True)
class EditTopic:
    """What is not named stays as it is."""

    topic_id: str
    title: str | None = None
    background: str | None = None
    stakeholder_groups: Sequence[str] | None = None
    category: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectTopic:
    topic_id: str
    reason: str
    title: str | None = None
    background: str | None = None
    stakeholder_groups: Sequence[str] | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class AbandonRound:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MergeTopic:
    topic_id: str
    into: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeInTopic:
    """`topic` was merged into this one."""

    topic_id: str
    topic: str
    stakeholder_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EscalateTopic:
    """`linked_topic` is the fresh id of the topic that will be drafted there."""

    topic_id: str
    organisation: str
    linked_topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class DelegateTopic:
    topic_id: str
    organisation: str
    linked_topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class AdoptLinkedResult:
    topic_id: str
    linked_topic: str
    concluded_topic: str
    result: Result
    summary: str


@dataclass(frozen=True, slots=True)
class HandBackTopic:
    """The system says which linked topic ended; the Party organisation need not."""

    topic_id: str
    reason: str
    linked_topic: str | None = None


@dataclass(frozen=True, slots=True)
class ReckonNoticeAgain:
    topic_id: str
    calendar: str


DueCommand: TypeAlias = StartScreening | ResumeTopic | EndNotice
