"""Read replica: what outcomes keeps of others' news: topics, the submissions linked to them, meetings and their consensus items."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class TopicDrafted:
    topic_id: str
    division: str
    organisation: str


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
class SubmissionReopened:
    submission_id: str


@dataclass(frozen=True, slots=True)
class SubmissionCodeReissued:
    submission_id: str
    tracking: str


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    meeting_id: str
    topic_id: str


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
class TopicLinkedResultAdopted:
    topic_id: str
    concluded_topic: str


@dataclass(frozen=True, slots=True)
class ConsensusItemCarriedOver:
    item_id: str
    topic_id: str


@dataclass(frozen=True)
class KnownTopic:
    """A topic, as `topics` tells. `concluded` from its conclusion until it is closed or consulted on again.

    `adopted_from` is the topic of another level whose result it adopted.
    """

    topic_id: str
    division: str
    organisation: str
    concluded: bool = False
    adopted_from: str | None = None


@dataclass(frozen=True, slots=True)
class TopicTakenOver:
    topic_id: str
    successor: str


def on_topic_taken_over(known: KnownTopic, event: TopicTakenOver) -> KnownTopic:
    return replace(known, organisation=event.successor)


@dataclass(frozen=True)
class KnownMeeting:
    """A meeting, as `meetings` tells."""

    meeting_id: str
    topic_id: str
    minutes_signed: bool = False


@dataclass(frozen=True)
class KnownItem:
    """A consensus item, as `meetings` tells: agreed (also with reservation) and not superseded, or not."""

    item_id: str
    topic_id: str
    agreed: bool


@dataclass(frozen=True)
class KnownLinked:
    """A submission and the topic it is linked to, as `topics` tells: who knows its tracking code may rate."""

    submission_id: str
    topic_id: str
    tracking: str
    submitter: str
    linked: bool = True


TOPIC_CONCLUDED = {
    "TopicConcluded": True,
    "TopicOutcomeTakenUp": True,
    # Closed, or consulted on again: no outcome is drafted for it.
    "TopicConsultationReopened": False,
    "TopicClosed": False,
    "TopicClosedWithoutOutcome": False,
    "TopicClosedNotAdopted": False,
    "TopicClosedConverted": False,
}


def on_topic_drafted(known: KnownTopic | None, event: TopicDrafted) -> KnownTopic:
    return KnownTopic(event.topic_id, event.division, event.organisation)


def on_linked_result_adopted(known: KnownTopic, event: TopicLinkedResultAdopted) -> KnownTopic:
    return replace(known, concluded=True, adopted_from=event.concluded_topic)


def on_submission_linked(known: KnownLinked | None, event: SubmissionLinkedToTopic) -> KnownLinked:
    return KnownLinked(event.submission_id, event.topic_id, event.tracking, event.submitter)


def on_submission_let_go(
    known: KnownLinked | None, event: SubmissionUnlinked | SubmissionReopened
) -> KnownLinked | None:
    """Also what was never linked is reopened: of that there is no copy."""
    return replace(known, linked=False) if known else None


def on_code_reissued(known: KnownLinked | None, event: SubmissionCodeReissued) -> KnownLinked | None:
    return replace(known, tracking=event.tracking) if known else None


def on_meeting_planned(known: KnownMeeting | None, event: MeetingPlanned) -> KnownMeeting:
    return KnownMeeting(event.meeting_id, event.topic_id)


def on_item_agreed(
    known: KnownItem | None, event: ConsensusItemAgreed | ConsensusItemAgreedWithReservation
) -> KnownItem:
    return KnownItem(event.item_id, event.topic_id, agreed=True)


def on_item_not_agreed(known: KnownItem | None, event: ConsensusItemNotAgreed | ConsensusItemCarriedOver) -> KnownItem:
    return KnownItem(event.item_id, event.topic_id, agreed=False)
