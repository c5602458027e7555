"""The meetings service: its lifecycles, what it copies from others, what it reacts to."""

from collections.abc import Callable
from typing import Any, TypeAlias

from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.reactions import Copying, Reacting, mirrored
from infra.kernel.entrypoints.service import EventSourcedService
from services.meetings import copies, reactions
from services.meetings.attendance.lifecycle import ATTENDANCE
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.copies import TOPIC_PHASES, KnownTopic
from services.meetings.meeting.events import MeetingPlanned
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.meeting.state import NOT_BEGUN
from services.meetings.pre_work.lifecycle import PRE_WORK
from services.meetings.reactions import SeenMeeting

TopicEnded: TypeAlias = (
    reactions.TopicDiscontinued | reactions.TopicMerged | copies.TopicEscalated | copies.TopicRoundAbandoned
)


def topic_news(event: type, keep: Callable[[Any, Any], KnownTopic]) -> Copying:
    return Copying("topics", event, keep, "topic", KnownTopic, "topic_id")


COPIES = (
    topic_news(copies.TopicDrafted, copies.on_topic_drafted),
    topic_news(copies.TopicEdited, copies.on_topic_reworded),
    topic_news(copies.TopicCorrected, copies.on_topic_reworded),
    topic_news(copies.TopicRoundOpened, copies.on_topic_round_opened),
    topic_news(copies.TopicRoundAbandoned, copies.on_topic_round_abandoned),
    topic_news(copies.TopicEscalated, copies.on_topic_escalated),
    topic_news(copies.TopicTakenOver, copies.on_topic_taken_over),
    *mirrored("topics", "topic", KnownTopic, "topic_id", TOPIC_PHASES, field="phase"),
)


def planned_meetings(lookups: Lookups, event: TopicEnded) -> list[SeenMeeting]:
    meetings = lookups.shown(SeenMeeting, "meetings", topic=event.topic_id)
    return [meeting for meeting in meetings if meeting.state in NOT_BEGUN]


def topic_of(lookups: Lookups, event: MeetingPlanned) -> KnownTopic | None:
    return lookups.copy(KnownTopic, "topic", event.topic_id)


def meetings_of(lookups: Lookups, event: copies.TopicTakenOver) -> list[reactions.HeldMeeting]:
    return lookups.shown(reactions.HeldMeeting, "meetings", topic=event.topic_id)


REACTIONS = (
    Reacting("topics", copies.TopicTakenOver, reactions.on_topic_taken_over, meetings_of),
    Reacting("meetings", MeetingPlanned, reactions.on_meeting_planned_elsewhere, topic_of),
    Reacting("topics", reactions.TopicDiscontinued, reactions.on_topic_discontinued, planned_meetings),
    Reacting("topics", reactions.TopicMerged, reactions.on_topic_merged, planned_meetings),
    Reacting("topics", copies.TopicEscalated, reactions.on_topic_escalated, planned_meetings),
    Reacting("topics", copies.TopicRoundAbandoned, reactions.on_topic_round_abandoned, planned_meetings),
    Reacting("meetings", MeetingPlanned, reactions.on_meeting_planned, topic_of),
    Reacting("meetings", reactions.MeetingEnded, reactions.on_meeting_ended),
    Reacting("meetings", reactions.ConsensusItemAgreed, reactions.on_item_settled),
    Reacting("meetings", reactions.ConsensusItemAgreedWithReservation, reactions.on_item_settled),
    Reacting("meetings", reactions.ConsensusItemNotAgreed, reactions.on_item_settled),
)


class MeetingsService(EventSourcedService):
    """Meetings with their participants, consensus items, pre-work and minutes."""

    name = "meetings"
    lifecycles = (MEETING, ATTENDANCE, CONSENSUS_ITEM, PRE_WORK)
    copies = COPIES
    reactions = REACTIONS
