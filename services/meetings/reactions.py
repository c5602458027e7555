"""What meetings does with news: keeps what it must know of topics, and follows its own events across records."""

from dataclasses import dataclass, replace

from services.meetings.attendance.commands import MarkAbsent
from services.meetings.consensus_item.commands import SupersedeItem


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic as meetings knows it: its phase (preparing, consulting, other) and the last round opened, 0 before."""

    id: str
    title: str
    division: str
    organisation: str
    stakeholder_groups: tuple[str, ...]
    phase: str = "other"
    round: int = 0

    @property
    def round_to_plan(self) -> int | None:
        """The round for which a meeting may be planned now."""
        return {"preparing": self.round + 1, "consulting": self.round}.get(self.phase)


@dataclass(frozen=True, slots=True)
class TopicDrafted:
    topic_id: str
    title: str
    division: str
    organisation: str
    stakeholder_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicNoticeEnded:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicRoundOpened:
    topic_id: str
    round: int


@dataclass(frozen=True, slots=True)
class TopicConsultationReopened:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicConcluded:
    topic_id: str


@dataclass(frozen=True, slots=True)
class TopicDiscontinued:
    topic_id: str


@dataclass(frozen=True, slots=True)
class MeetingEnded:
    meeting_id: str
    awaited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreed:
    item_id: str
    supersedes: str | None
    supersedes_meeting: str | None


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreedWithReservation:
    item_id: str
    supersedes: str | None
    supersedes_meeting: str | None


@dataclass(frozen=True, slots=True)
class ConsensusItemNotAgreed:
    item_id: str
    supersedes: str | None
    supersedes_meeting: str | None


def on_topic_drafted(known: KnownTopic | None, event: TopicDrafted) -> KnownTopic:
    return KnownTopic(event.topic_id, event.title, event.division, event.organisation, event.stakeholder_groups)


def on_topic_notice_ended(known: KnownTopic | None, event: TopicNoticeEnded) -> KnownTopic:
    assert known is not None
    return replace(known, phase="preparing")


def on_topic_round_opened(known: KnownTopic | None, event: TopicRoundOpened) -> KnownTopic:
    assert known is not None
    return replace(known, phase="consulting", round=event.round)


def on_topic_consultation_reopened(known: KnownTopic | None, event: TopicConsultationReopened) -> KnownTopic:
    assert known is not None
    return replace(known, phase="consulting")


def on_topic_out_of_consultation(known: KnownTopic | None, event: TopicConcluded | TopicDiscontinued) -> KnownTopic:
    assert known is not None
    return replace(known, phase="other")


def on_meeting_ended(event: MeetingEnded, facts: None) -> list[MarkAbsent]:
    return [MarkAbsent(participant_id, event.meeting_id) for participant_id in event.awaited]


def on_item_settled(
    event: ConsensusItemAgreed | ConsensusItemAgreedWithReservation | ConsensusItemNotAgreed, facts: None
) -> list[SupersedeItem]:
    """The item of the earlier round is in another meeting's stream, so it follows by a command of its own."""
    if event.supersedes is None or event.supersedes_meeting is None:
        return []
    return [SupersedeItem(event.supersedes, event.supersedes_meeting, event.item_id)]
