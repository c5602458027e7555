"""The events of other services that we use, each with the fields that we use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TopicDrafted:
    topic_id: str
    division: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TopicConcluded:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicLinkedResultAdopted:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicOutcomeTakenUp:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicConsultationReopened:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicClosed:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicClosedWithoutOutcome:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicClosedNotAdopted:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicClosedConverted:
    topic_id: str


@dataclass(frozen=True, slots=True)
class SubmissionLinkedToTopic:
    submission_id: str
    topic_id: str
    tracking: str
    submitter: str


@dataclass(frozen=True, slots=True)
class SubmissionUnlinked:
    submission_id: str


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    meeting_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class MinutesSigned:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreed:
    item_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreedWithReservation:
    item_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemNotAgreed:
    item_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemSuperseded:
    item_id: str
