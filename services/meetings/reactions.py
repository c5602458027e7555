"""The policies of meetings, what it does when something has happened to a topic, or to a record of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.meetings.attendance.commands import LeaveMeeting, MarkAbsent
from services.meetings.consensus_item.commands import SupersedeItem
from services.meetings.copies import KnownTopic, TopicEscalated, TopicRoundAbandoned, TopicTakenOver
from services.meetings.meeting.commands import CancelMeeting, TakeOverMeeting
from services.meetings.meeting.events import MeetingPlanned


@dataclass(frozen=True)
class SeenMeeting:
    id: str
    state: str
    round: int


DISCONTINUED = "议题已终止 The topic was discontinued"
MERGED = "议题已并入他题 The topic was merged into another"
ESCALATED = "议题已上报上级协商 The topic was escalated"
ROUND_LEFT = "本轮协商已中止 The round was left"
TOO_LATE = "安排时议题已不在协商或本轮已中止 It was planned when the topic, or its round, had just ended"


@dataclass(frozen=True, slots=True)
class TopicDiscontinued:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicMerged:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingEnded:
    meeting_id: str
    awaited: tuple[str, ...]
    present: tuple[str, ...] = ()


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


def on_meeting_ended(event: MeetingEnded, facts: None) -> Iterator[MarkAbsent | LeaveMeeting]:
    """Whoever was there until the end leaves with it: at its time, so that his presence lasts as long as the meeting did."""
    yield from (MarkAbsent(one, event.meeting_id) for one in event.awaited)
    yield from (LeaveMeeting(one, event.meeting_id) for one in event.present)


def on_item_settled(
    event: ConsensusItemAgreed | ConsensusItemAgreedWithReservation | ConsensusItemNotAgreed, facts: None
) -> list[SupersedeItem]:
    """The item of the earlier round is in another meeting's stream, so it follows by a command of its own."""
    if event.supersedes is None or event.supersedes_meeting is None:
        return []
    return [SupersedeItem(event.supersedes, event.supersedes_meeting, event.item_id)]


# Meetings that have not begun are cancelled with their topic or their round; `planned` are those of the topic


def on_topic_discontinued(event: TopicDiscontinued, planned: Sequence[SeenMeeting]) -> list[CancelMeeting]:
    return [CancelMeeting(meeting.id, f"{DISCONTINUED}: {event.reason}") for meeting in planned]


def on_topic_merged(event: TopicMerged, planned: Sequence[SeenMeeting]) -> list[CancelMeeting]:
    return [CancelMeeting(meeting.id, f"{MERGED}: {event.reason}") for meeting in planned]


def on_topic_escalated(event: TopicEscalated, planned: Sequence[SeenMeeting]) -> list[CancelMeeting]:
    return [CancelMeeting(meeting.id, f"{ESCALATED}: {event.reason}") for meeting in planned]


def on_topic_round_abandoned(event: TopicRoundAbandoned, planned: Sequence[SeenMeeting]) -> list[CancelMeeting]:
    of_it = [meeting for meeting in planned if meeting.round == event.round]
    return [CancelMeeting(meeting.id, f"{ROUND_LEFT}: {event.reason}") for meeting in of_it]


def on_meeting_planned(event: MeetingPlanned, topic: KnownTopic | None) -> list[CancelMeeting]:
    """Whoever planned it may not have heard yet that the topic has ended or the round was left."""
    if topic is None or (topic.rounds_to_plan and event.round > topic.left):
        return []
    return [CancelMeeting(event.meeting_id, TOO_LATE)]


# Meetings belong to whom their topic belongs to


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """As the row of a meeting has whose it is."""

    id: str
    organisation: str


def on_topic_taken_over(event: TopicTakenOver, meetings: Sequence[HeldMeeting]) -> list[TakeOverMeeting]:
    """For those that are over the command does not fit."""
    return [TakeOverMeeting(one.id, one.organisation, event.successor) for one in meetings]


def on_meeting_planned_elsewhere(event: MeetingPlanned, topic: KnownTopic | None) -> list[TakeOverMeeting]:
    """Whoever planned it may not have heard yet whose the topic is now."""
    if topic is None or topic.organisation == event.organisation:
        return []
    return [TakeOverMeeting(event.meeting_id, event.organisation, topic.organisation)]
