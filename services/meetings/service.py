"""The meetings service: its lifecycles, what it copies from others, what it reacts to."""

from collections.abc import Callable
from typing import Any

from infra.kernel.contract.reactions import Copying, Reacting, mirrored
from infra.kernel.entrypoints.service import EventSourcedService
from services.meetings import copies, reactions
from services.meetings.attendance.lifecycle import ATTENDANCE
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.copies import TOPIC_PHASES, KnownTopic
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.pre_work.lifecycle import PRE_WORK


def topic_news(event: type, keep: Callable[[Any, Any], KnownTopic]) -> Copying:
    return Copying("topics", event, keep, "topic", KnownTopic, "topic_id")


COPIES = (
    topic_news(copies.TopicDrafted, copies.on_topic_drafted),
    topic_news(copies.TopicEdited, copies.on_topic_reworded),
    topic_news(copies.TopicCorrected, copies.on_topic_reworded),
    topic_news(copies.TopicRoundOpened, copies.on_topic_round_opened),
    topic_news(copies.TopicRoundAbandoned, copies.on_topic_round_abandoned),
    topic_news(copies.TopicEscalated, copies.on_topic_escalated),
    *mirrored("topics", "topic", KnownTopic, "topic_id", TOPIC_PHASES, field="phase"),
)

REACTIONS = (
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
